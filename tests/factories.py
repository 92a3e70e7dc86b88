"""Things that tests need, made in one line: each runs as an act, so that it also works inside a test's body."""

import functools
import itertools
from collections.abc import Callable
from typing import Any

from samkjort import clock
from samkjort.journal.actions import Installation, System, running
from samkjort.people import actions
from samkjort.people.models import Area, LeadershipGroup, Member, Organisation

_numbers = itertools.count(1)


def factory[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """Let a function write, in a fixture or in a test's body, as no act of anybody."""

    @functools.wraps(function)
    def make(*args: P.args, **kwargs: P.kwargs) -> R:
        token = running.set((*running.get(), "factory"))
        try:
            return function(*args, **kwargs)
        finally:
            running.reset(token)

    return make


@factory
def make_organisation(name: str = "Fjordvik kommune", slug: str = "", **fields: Any) -> Organisation:
    """An organisation with nothing in it."""
    organisation = actions.create_organisation(name, slug or f"organisation-{next(_numbers)}", by=Installation())
    for field, value in fields.items():
        setattr(organisation, field, value)
    organisation.save()
    return organisation


@factory
def make_area(organisation: Organisation, name: str = "", parent: Area | None = None, **fields: Any) -> Area:
    """An area that has been there since the organisation began."""
    return actions.create_area(
        name or f"Area {next(_numbers)}",
        by=System(organisation.pk),
        parent=parent,
        from_date=fields.pop("from_date", clock.today().replace(month=1, day=1)),
        **fields,
    )


@factory
def make_member(organisation: Organisation, name: str = "", email: str = "", **fields: Any) -> Member:
    """A member with an account, already told what is stored about them; `fields` are set as they are."""
    number = next(_numbers)
    member = actions.invite_member(
        name or f"Person {number}",
        email or f"person{number}@example.org",
        by=System(organisation.pk),
        area=fields.pop("area", None),
        title=fields.pop("title", ""),
        letter=False,
    )
    fields.setdefault("informed_on", clock.today())
    for field, value in fields.items():
        setattr(member, field, value)
    member.save()
    return fresh(member)


@factory
def make_leadership_group(
    organisation: Organisation, members: tuple[Member, ...] = (), area: Area | None = None, **fields: Any
) -> LeadershipGroup:
    """A leadership group with these members: the organisation's, or an area's."""
    by = System(organisation.pk)
    group = actions.form_leadership_group(by=by, name=fields.pop("name", "Leadership"), area=area)
    for field, value in fields.items():
        setattr(group, field, value)
    group.save()
    for member in members:
        actions.seat_leader(group, by=by, member=member)
    return group


def fresh(member: Member) -> Member:
    """The member read anew, as a request reads its reader."""
    return Member.objects.with_access().get(pk=member.pk)

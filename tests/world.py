"""The cast with one of each thing, for tests that open every page; the fixture `world` comes by name.

It stands in one transaction that is never kept: whoever changes something in it undoes that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from samkjort import clock
from samkjort.alignment import actions as alignment
from samkjort.alignment.models import PurposeVersion, Reading
from samkjort.direction import actions as direction
from samkjort.direction.models import Priority
from samkjort.journal.actions import System
from samkjort.ledger import actions as ledger
from samkjort.ledger.models import Comment, Input
from samkjort.letters import actions as letters
from samkjort.letters.models import Ask, Letter
from samkjort.okr import actions as okr
from samkjort.okr.models import Cycle, KeyResult, Objective
from samkjort.people import actions as people
from samkjort.people.models import Member
from tests.cast import Cast, make_cast
from tests.factories import factory, fresh, make_member
from tests.okr_factories import make_cycle, make_objective, results_of

STRANGERS = ("strange okr lead", "strange administrator", "strange member")


@dataclass
class World:
    """The cast with one of each thing, in a transaction that is never kept."""

    cast: Cast
    left: Member
    cycle: Cycle
    published: Objective
    higher: Objective
    lower: Objective
    draft: Objective
    priority: Priority
    version: PurposeVersion
    next_version: PurposeVersion
    reading: Reading
    ask: Ask
    week_ask: Ask
    letter: Letter
    comment: Comment
    input: Input
    token: str
    week_token: str
    sessions: dict[str, str] = field(default_factory=dict)

    @property
    def result(self) -> KeyResult:
        return results_of(self.published)[0]

    @property
    def draft_result(self) -> KeyResult:
        return results_of(self.draft)[0]


@factory
def build() -> World:
    cast = make_cast()
    here = System(cast.organisation.pk)
    left = make_member(cast.organisation, "Lars Left", "lars@fjordvik.example", left_on=clock.today())
    cycle = make_cycle(cast.organisation.pk)
    published_ = make_objective(cast.home_care, cycle, cast.amir, "Published")
    higher = make_objective(cast.health, cycle, cast.ingrid, "Higher")
    lower = make_objective(cast.north, cycle, cast.amir, "Lower")
    okr.link_objectives(lower, parent=higher, by=here)
    draft_ = okr.draft_objective(cast.home_care, cycle, by=here, title="Draft", owner=cast.amir)
    fields = okr.KeyResultFields(title="Measured", baseline=Decimal(0), target=Decimal(100), unit="%", owner=cast.amir)
    okr.add_key_result(draft_, by=here, fields=fields)
    priority = direction.add_priority("Shorter queues", by=cast.ingrid)
    lise, leif = (
        make_member(cast.organisation, name, f"{name[:4].lower()}@fjordvik.example")
        for name in ("Lise Answered", "Leif Asked")
    )
    for leader in (lise, leif):
        people.seat_leader(cast.group, by=cast.ingrid, member=leader)
    first = alignment.start_purpose(cast.organisation, by=cast.ingrid)
    said = alignment.PurposeText(
        text="Fewer things at once.", is_not="", changes="", priorities=[],
        statements=[(row.text, row.is_meant, row.explanation) for row in first.statements.all()],
    )  # fmt: skip
    version = alignment.publish_purpose(
        alignment.change_purpose(first, by=cast.ingrid, edits=first.edits, said=said), by=cast.ingrid
    )
    given = ledger.give_input("okr", "objective", published_.pk, by=cast.bente, text="Why now?")
    ask = Ask.objects.get(of=leif, room="alignment")
    week_ask = letters.make_ask(
        cast.amir, by=here, room="okr", kind="my-week", object_id=cast.amir.pk, due=date(2026, 12, 1), minutes=2
    )
    token_ = letters.make_personal_link(ask, by=here).rstrip("/").split("/")[-1]
    week_token = letters.make_personal_link(week_ask, by=here).rstrip("/").split("/")[-1]
    letter = letters.compose_weekly(leif, by=here, week=clock.week(clock.today()))
    alignment.check_understanding(version, by=fresh(lise), answers={row.pk: True for row in version.statements.all()})
    reading = alignment.answer_purpose(version, by=fresh(lise), words="We start less.", clear=7, convinced=4)
    comment = ledger.comment("okr", "objective", published_.pk, by=cast.siri, text="Good.")
    following = alignment.start_purpose(cast.organisation, by=cast.ingrid)
    following = alignment.change_purpose(following, by=cast.ingrid, edits=following.edits, said=said)
    return World(
        cast, left, cycle, published_, higher, lower, draft_, priority, version, following, reading, ask, week_ask,
        letter, comment, given, token_, week_token,
    )  # fmt: skip


def sign_everybody_in(world: World) -> None:
    cast = world.cast
    strangers = zip(STRANGERS, (cast.stranger, cast.strange_administrator, cast.strange_member), strict=True)
    for role, member in {**cast.roles, **dict(strangers)}.items():
        client = Client()
        client.force_login(member.user, backend="allauth.account.auth_backends.AuthenticationBackend")
        world.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """One world for all rows: each request that follows is undone by itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = build()
        sign_everybody_in(made)
        yield made
        transaction.set_rollback(True)

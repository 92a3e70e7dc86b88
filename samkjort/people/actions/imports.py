"""People and areas from a file: the whole of it, or nothing."""

from collections.abc import Sequence

from samkjort.journal.actions import Actor, action, note
from samkjort.journal.events import Event

from ..models import Area, Member
from ..permissions import can_change_people, may, require
from ..steps import PeopleReport, PersonRow, PlannedPerson, plan_people
from .areas import change_area, create_area
from .members import change_member, change_roles, invite_member


def import_people(rows: Sequence[PersonRow], *, by: Actor, dry_run: bool = False) -> PeopleReport:
    """Import the rows unless one is faulty; the report tells what was (or would be) done, or what is wrong.

    Nobody gets a letter: the people are told when the OKR lead is ready for it.
    """
    require(may(by, can_change_people, by.organisation_id))
    report = plan_people(rows, by).report()
    if report.problems or dry_run:
        return report
    return carry_out_import(rows, by=by)


@action(Event.MEMBERS_IMPORTED)
def carry_out_import(rows: Sequence[PersonRow], *, by: Actor) -> PeopleReport:
    """Do what the rows say in one transaction, each change by its own action."""
    require(may(by, can_change_people, by.organisation_id))
    plan = plan_people(rows, by)
    report = plan.report()
    if report.problems:
        return report
    areas = {
        area.name.casefold(): area for area in Area.objects.filter(organisation_id=by.organisation_id, to_date=None)
    }
    for name, parent in plan.new_areas.items():
        areas[name.casefold()] = create_area(name, by=by, parent=areas.get(parent.casefold()))
    for person in plan.people:
        _import_person(person, areas, by)
    note(created=report.created, changed=report.changed, areas=report.areas_created)
    return report


def _import_person(person: PlannedPerson, areas: dict[str, Area], by: Actor) -> None:
    member: Member
    area = areas.get(person.area.casefold()) if person.area else None
    if person.known is None:
        member = invite_member(person.name, person.email, by=by, area=area, title=person.title, letter=False)
    else:
        member = person.known
        if person.changes:
            change_member(
                member, by=by, name=person.name, email=member.email, title=person.title, area=area or member.area
            )
    if any(getattr(member, role) != given for role, given in person.roles.items()):
        change_roles(member, by=by, roles=person.roles, ends_on=member.ends_on)
    if person.leads and area is not None:
        change_area(area, by=by, name=area.name, parent=area.parent, lead=member)

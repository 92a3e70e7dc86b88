"""What a file of people and areas would do: worked out whole before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from samkjort.journal.actions import Actor, System

from .models import ROLES, Area, Member

ROLE_WORDS = {
    "okr lead": "is_okr_lead", "okr-ansvarlig": "is_okr_lead", "okr_lead": "is_okr_lead",
    "sponsor": "is_sponsor", "oppdragsgiver": "is_sponsor",
    "administrator": "is_administrator", "admin": "is_administrator",
    "employee representative": "is_employee_representative", "ansattrepresentant": "is_employee_representative",
    "reader": "is_reader", "leser": "is_reader",
}  # fmt: skip
YES, NO = {"1", "x", "ja", "yes", "true"}, {"0", "nei", "no", "false"}


@dataclass(frozen=True)
class PersonRow:
    """One row of a file; `number` is its number there (the heading is row 1). A blank text changes nothing."""

    number: int
    name: str = ""
    email: str = ""
    title: str = ""
    area: str = ""
    parent_area: str = ""
    lead: str = ""
    roles: str = ""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one row, in the reader's language."""

    number: int
    text: str


@dataclass(frozen=True)
class PeopleReport:
    """What an import did, or would do."""

    created: int
    changed: int
    unchanged: int
    areas_created: int
    problems: tuple[Problem, ...] = ()


@dataclass
class PlannedPerson:
    """One person after the file: who they are now (nobody yet: None) and what they shall be."""

    row: PersonRow
    known: Member | None
    name: str
    email: str
    title: str
    area: str
    roles: dict[str, bool]
    leads: bool

    @property
    def changes(self) -> bool:
        """Whether anything about the person themselves becomes different."""
        known = self.known
        return (
            known is None
            or (known.name, known.title, known.area.name.casefold() if known.area else "")
            != (
                self.name,
                self.title,
                self.area.casefold(),
            )
            or any(getattr(known, role) != given for role, given in self.roles.items())
        )


@dataclass
class Plan:
    """The whole file, worked out: new areas from the top down, people in the order of the file."""

    people: list[PlannedPerson] = field(default_factory=list)
    new_areas: dict[str, str] = field(default_factory=dict)  # name -> name of the area above, or nothing
    problems: list[Problem] = field(default_factory=list)

    def report(self) -> PeopleReport:
        """The plan in numbers."""
        if self.problems:
            return PeopleReport(0, 0, 0, 0, tuple(sorted(self.problems, key=lambda problem: problem.number)))
        created = sum(person.known is None for person in self.people)
        changed = sum(person.known is not None and (person.changes or person.leads) for person in self.people)
        return PeopleReport(created, changed, len(self.people) - created - changed, len(self.new_areas))


def plan_people(rows: Sequence[PersonRow], by: Actor) -> Plan:
    """Work out what the rows mean in the actor's organisation, and everything that is wrong with them."""
    plan = Plan()
    areas = {
        area.name.casefold(): area
        for area in Area.objects.filter(organisation_id=by.organisation_id, to_date=None).select_related(
            "lead", "parent"
        )
    }
    people = {
        member.email.lower(): member
        for member in Member.objects.filter(organisation_id=by.organisation_id)
        .exclude(email="")
        .select_related("area", "user")
    }
    _plan_areas(plan, rows, areas)
    seen: dict[str, int] = {}
    for row in rows:
        if any((row.name, row.email, row.title, row.lead, row.roles)):
            _plan_person(plan, row, people, areas, seen, by)
    return plan


def _plan_areas(plan: Plan, rows: Sequence[PersonRow], areas: dict[str, Area]) -> None:
    above: dict[str, tuple[str, str, int]] = {}
    for row in rows:
        for name, parent in ((row.area, row.parent_area), (row.parent_area, "")):
            key = name.casefold()
            if not name or key in areas:
                known = areas.get(key)
                if name and parent and known is not None:
                    _check_known_parent(plan, row, known, parent)
                continue
            former = above.get(key)
            if former and former[1] and parent and former[1].casefold() != parent.casefold():
                plan.problems.append(
                    Problem(
                        row.number,
                        _("%(area)s lies under %(first)s in row %(row)s.")
                        % {"area": name, "first": former[1], "row": former[2]},
                    )
                )
            elif former is None or (parent and not former[1]):
                above[key] = (name, parent, row.number)
    for key in list(above):
        _place(plan, key, above, areas, ())


def _check_known_parent(plan: Plan, row: PersonRow, known: Area, parent: str) -> None:
    placed = known.parent.name if known.parent else ""
    if placed.casefold() != parent.casefold():
        plan.problems.append(
            Problem(
                row.number,
                _("%(area)s lies under %(placed)s here. Move the area on its own page if it belongs elsewhere.")
                % {"area": known.name, "placed": placed or _("the organisation")},
            )
        )


def _place(
    plan: Plan, key: str, above: dict[str, tuple[str, str, int]], areas: dict[str, Area], under: tuple[str, ...]
) -> None:
    """Add the area to the plan after the one above it."""
    name, parent, number = above[key]
    if key in under:
        plan.problems.append(Problem(number, _("%(area)s lies under itself.") % {"area": name}))
        return
    if name in plan.new_areas:
        return
    if parent and parent.casefold() in above:
        _place(plan, parent.casefold(), above, areas, (*under, key))
        parent = above[parent.casefold()][0]
    if len(name) > 120:
        plan.problems.append(Problem(number, _("The name of the area is longer than 120 characters.")))
    plan.new_areas[name] = parent


def _plan_person(
    plan: Plan, row: PersonRow, people: dict[str, Member], areas: dict[str, Area], seen: dict[str, int], by: Actor
) -> None:
    wrong = _wrong_with(row, people, seen)
    roles, unknown = _roles(row.roles)
    if unknown:
        wrong.append(_("“%(role)s” is not a role.") % {"role": unknown})
    if roles and not isinstance(by, System) and not getattr(by, "is_administrator", False):
        wrong.append(_("Only an administrator gives roles."))
    known = people.get(row.email.lower())
    if (
        not wrong
        and roles.get("is_reader")
        and any(roles.get(role, bool(known and getattr(known, role))) for role in ROLES[:3])
    ):
        wrong.append(_("A reader only reads. Take away the other roles first."))
    plan.problems.extend(Problem(row.number, text) for text in wrong)
    if wrong:
        return
    area = row.area or (known.area.name if known and known.area else "")
    leading = areas.get(row.area.casefold()) if row.area else None
    leads = row.lead.casefold() in YES and not (leading and known and leading.lead_id == known.pk)
    plan.people.append(
        PlannedPerson(
            row=row,
            known=known,
            name=row.name or (known.name if known else ""),
            email=row.email.lower(),
            title=row.title or (known.title if known else ""),
            area=area,
            roles=roles,
            leads=leads,
        )
    )


def _wrong_with(row: PersonRow, people: dict[str, Member], seen: dict[str, int]) -> list[str]:
    wrong = []
    email = row.email.lower()
    known = people.get(email)
    try:
        validate_email(email)
    except ValidationError:
        wrong.append(
            _("“%(email)s” is not an e-mail address.") % {"email": row.email[:80]}
            if email
            else _("The e-mail address is missing.")
        )
    if email in seen:
        wrong.append(_("The same address stands in row %(row)s.") % {"row": seen[email]})
    elif email:
        seen[email] = row.number
    if not row.name and known is None:
        wrong.append(_("The name is missing."))
    if known is not None and known.left_on is not None:
        wrong.append(_("This person has left. Open their page and bring them back."))
    if max(len(row.name), len(row.title)) > 120:
        wrong.append(_("The name and the title may each be at most 120 characters long."))
    if row.lead and row.lead.casefold() not in YES | NO:
        wrong.append(_("Write yes or no in the column for lead."))
    elif row.lead.casefold() in YES and not row.area:
        wrong.append(_("A lead needs an area in the same row."))
    return wrong


def _roles(text: str) -> tuple[dict[str, bool], str]:
    """The roles that the cell gives, and the first word that is no role."""
    roles = {}
    for word in text.replace("|", ",").split(","):
        word = word.strip()
        if not word:
            continue
        role = ROLE_WORDS.get(word.casefold())
        if role is None:
            return {}, word[:40]
        roles[role] = True
    return roles, ""

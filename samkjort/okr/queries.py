"""Reading OKRs: always within the organisation, and only what the member may see."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Avg, Count, Max, Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samkjort import clock
from samkjort.direction.models import Priority
from samkjort.ledger.registry import Link, linkable
from samkjort.letters.registry import ask_kind, weekly_reminder
from samkjort.people.models import Area, Member

from . import method
from .models import CheckIn, Cycle, KeyResult, Objective, ObjectiveLink
from .permissions import can_view, visible_to

AFTER_THE_END = timedelta(days=14)  # a cycle's key results can still be brought up to date
RECENT = timedelta(days=14)


@linkable("okr", "objective")
def link_objective(member: Member, pk: int) -> Link | None:
    """An objective as something one can talk about."""
    found = Objective.objects.filter(pk=pk, organisation_id=member.organisation_id).select_related("area").first()
    if found is None or not can_view(member, found):
        return None
    return Link(found.title, reverse("okr:objective", args=[pk]), can_comment=not member.is_reader)


@ask_kind(room="okr", kind="my-week", url_name="okr:my-week", pages={"okr:my-week"})
def _my_week_in_a_line(facts: dict[str, object]) -> str:
    return _("Your week: bring your key results up to date")


@weekly_reminder
def who_owes(organisation_id: int) -> list[int]:
    """The members who have key results that they have not brought up to date this week."""
    day = clock.today()
    return list(
        _running(day)
        .filter(objective__organisation_id=organisation_id)
        .filter(Q(checked_in_on=None) | Q(checked_in_on__lt=_monday(day)))
        .exclude(owner=None)
        .values_list("owner_id", flat=True)
        .distinct()
    )


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _running(day: date) -> QuerySet[KeyResult]:
    return KeyResult.objects.filter(
        objective__status=Objective.Status.PUBLISHED,
        objective__cycle__starts_on__lte=day,
        objective__cycle__ends_on__gte=day - AFTER_THE_END,
        objective__cycle__closed_on=None,
    )


def owed_count(member: Member) -> int:
    """How many key results the member has not brought up to date this week."""
    day = clock.today()
    return (
        _running(day).filter(owner=member).filter(Q(checked_in_on=None) | Q(checked_in_on__lt=_monday(day))).count()
    )


@dataclass(frozen=True)
class Owed:
    """One key result of my week: with its last words and values."""

    key_result: KeyResult
    done: bool
    last: CheckIn | None
    values: list[float]
    health: method.Health
    health_name: str
    chip: str


def my_week(member: Member) -> list[Owed]:
    """All key results that the member answers for in running cycles, those that wait first. Three queries."""
    day = clock.today()
    mine = (
        _running(day)
        .filter(owner=member)
        .select_related("objective__cycle", "objective__area")
        .prefetch_related("steps", Prefetch("check_ins", valid_check_ins(), to_attr="history"))
        .order_by("objective__cycle__ends_on", "objective_id", "position", "pk")
    )
    lines = [_owed(key_result, day) for key_result in mine]
    return sorted(lines, key=lambda line: line.done)


def valid_check_ins() -> QuerySet[CheckIn]:
    """Check-ins that no correction has taken the place of, oldest first."""
    return CheckIn.objects.filter(superseded_by=None).select_related("by").order_by("checked_on", "pk")


def _owed(key_result: KeyResult, day: date) -> Owed:
    history: list[CheckIn] = key_result.history  # type: ignore[attr-defined]
    health = health_of(key_result, day)
    return Owed(
        key_result=key_result,
        done=key_result.checked_in_on is not None and key_result.checked_in_on >= _monday(day),
        last=history[-1] if history else None,
        values=[float(c.value) if c.value is not None else c.progress_ppm / method.PPM for c in history[-8:]],
        health=health,
        health_name=health_name(health),
        chip=method.CHIPS[health],
    )


def health_of(key_result: KeyResult, day: date) -> method.Health:
    """A key result's health on the day."""
    closed = key_result.objective.status in {Objective.Status.CLOSED, Objective.Status.DROPPED}
    return method.health(
        closed=closed,
        progress_ppm=key_result.progress_ppm,
        confidence=key_result.confidence,
        due_on=key_result.next_due_on if day <= key_result.objective.cycle.ends_on + AFTER_THE_END else None,
        day=day,
    )


def health_name(health: method.Health) -> str:
    """The health in a word."""
    return {
        method.Health.REACHED: _("Reached"),
        method.Health.NOT_REACHED: _("Not reached"),
        method.Health.OUTDATED: _("Silent"),
        method.Health.ON_TRACK: _("On track"),
        method.Health.UNSURE: _("Unsure"),
        method.Health.NEEDS_HELP: _("Needs help"),
        method.Health.NOT_STARTED: _("Not started"),
    }[health]


def cycles(member: Member) -> QuerySet[Cycle]:
    """The organisation's cycles, newest first."""
    return Cycle.objects.filter(organisation_id=member.organisation_id).order_by("-starts_on", "-ends_on", "pk")


def cycle(member: Member, pk: int) -> Cycle:
    """One cycle of the organisation."""
    found = Cycle.objects.filter(organisation_id=member.organisation_id, pk=pk).first()
    if found is None:
        raise Http404
    return found


def cycle_now(member: Member) -> Cycle | None:
    """The running cycle that ends soonest; else the last one."""
    day = clock.today()
    running = cycles(member).filter(starts_on__lte=day, ends_on__gte=day).order_by("ends_on").first()
    return running or cycles(member).first()


def visible_objectives(member: Member, cycle_: Cycle) -> QuerySet[Objective]:
    """The objectives of a cycle that the member may see."""
    return Objective.objects.filter(visible_to(member), cycle=cycle_).exclude(status=Objective.Status.DROPPED).distinct()


def objective(member: Member, pk: int) -> Objective:
    """One objective that the member may see."""
    found = (
        Objective.objects.filter(organisation_id=member.organisation_id, pk=pk)
        .select_related("area", "cycle", "owner")
        .first()
    )
    if found is None or not can_view(member, found):
        raise Http404
    return found


def key_result(member: Member, pk: int) -> KeyResult:
    """One key result that the member may see, with what a check-in needs to know."""
    found = (
        KeyResult.objects.filter(objective__organisation_id=member.organisation_id, pk=pk)
        .select_related("objective__area", "objective__cycle", "owner")
        .first()
    )
    if found is None or not can_view(member, found.objective):
        raise Http404
    return found


@dataclass(frozen=True)
class ObjectiveLine:
    """An objective as a line of the overview."""

    objective: Objective
    progress: float
    expected: float
    confidence: float | None
    health: method.Health
    chip: str
    health_name: str
    key_results: int
    behind: bool
    serves: str


@dataclass
class AreaLines:
    """An area with its objectives in a cycle."""

    area: Area
    lines: list[ObjectiveLine] = field(default_factory=list)
    silent_days: int | None = None


@dataclass(frozen=True)
class Overview:
    """The organisation at a glance, in one cycle."""

    cycle: Cycle
    areas: list[AreaLines]
    not_started: list[Area]
    objectives: int
    key_results: int
    progress: float | None
    expected: float
    confidence: float | None
    confidence_before: float | None
    silent: int
    unserved: list[Priority]


def overview(member: Member, cycle_: Cycle) -> Overview:
    """Areas and objectives of a cycle. The number of queries does not grow with the data."""
    day = min(max(clock.today(), cycle_.starts_on), cycle_.ends_on + AFTER_THE_END)
    lines = objective_lines(member, cycle_, day)
    by_area: dict[int, AreaLines] = {}
    for area in Area.objects.filter(organisation_id=member.organisation_id).order_by("path"):
        by_area[area.pk] = AreaLines(area)
    for line in lines:
        by_area[line.objective.area_id].lines.append(line)
    published = KeyResult.objects.filter(objective__cycle=cycle_, objective__status__in=["published", "closed"])
    sums = published.aggregate(
        n=Count("pk"),
        confidence=Avg("confidence"),
        silent=Count("pk", filter=_silent(cycle_, day)),
    )
    progress = [line.progress for line in lines if line.objective.status != Objective.Status.DRAFT]
    return Overview(
        cycle=cycle_,
        areas=[area for area in by_area.values() if area.lines],
        not_started=[a.area for a in by_area.values() if not a.lines and a.area.to_date is None and a.area.parent_id],
        objectives=len(lines),
        key_results=sums["n"],
        progress=sum(progress) / len(progress) if progress else None,
        expected=cycle_.expected(clock.today()),
        confidence=sums["confidence"],
        confidence_before=_confidence_before(cycle_, _monday(day)),
        silent=sums["silent"],
        unserved=list(unserved_priorities(member, cycle_)),
    )


def _silent(cycle_: Cycle, day: date) -> Q:
    """Key results that nobody has said anything of for two weeks, while their cycle runs."""
    limit = day - timedelta(days=method.SILENT_DAYS)
    never = Q(checked_in_on=None) & Q(objective__published_on__lt=limit)
    return (Q(checked_in_on__lt=limit) | never) & Q(objective__status=Objective.Status.PUBLISHED)


def _confidence_before(cycle_: Cycle, monday: date) -> float | None:
    """Mean confidence as it was before this week: each key result's last valid check-in until then."""
    last = (
        CheckIn.objects.filter(
            key_result__objective__cycle=cycle_, superseded_by=None, checked_on__lt=monday,
            key_result__objective__status__in=["published", "closed"],
        )
        .values("key_result")
        .annotate(last=Max("pk"))
        .values("last")
    )
    found: float | None = CheckIn.objects.filter(pk__in=last).aggregate(mean=Avg("confidence"))["mean"]
    return found


def objective_lines(
    member: Member, cycle_: Cycle, day: date, area: Area | None = None
) -> list[ObjectiveLine]:
    """The visible objectives of a cycle as lines, in the order of areas."""
    objectives = visible_objectives(member, cycle_).select_related("area", "owner", "cycle")
    if area is not None:
        objectives = objectives.filter(area__path__startswith=area.path)
    counted = objectives.prefetch_related("key_results", "priorities").order_by("area__path", "pk")
    return [_line(objective_, cycle_, day) for objective_ in counted]


def _line(objective_: Objective, cycle_: Cycle, day: date) -> ObjectiveLine:
    results = list(objective_.key_results.all())
    known = [r.confidence for r in results if r.confidence is not None]
    confidence = sum(known) / len(known) if known else None
    due = [r.next_due_on for r in results if r.next_due_on is not None]
    running = objective_.status == Objective.Status.PUBLISHED and day <= cycle_.ends_on + AFTER_THE_END
    health = method.health(
        closed=objective_.status in {Objective.Status.CLOSED, Objective.Status.DROPPED},
        progress_ppm=objective_.progress_ppm,
        confidence=confidence,
        due_on=min(due) if due and running else None,
        day=day,
    )
    expected = cycle_.expected(day)
    name = health_name(health)
    last = max((r.checked_in_on for r in results if r.checked_in_on), default=None)
    if health == method.Health.OUTDATED and last is not None:
        oldest = min(r.checked_in_on for r in results if r.checked_in_on)
        days = (day - oldest).days
        name = ngettext("Silent for %(days)d day", "Silent for %(days)d days", days) % {"days": days}
    if objective_.status == Objective.Status.DRAFT:
        name = _("Draft")
    return ObjectiveLine(
        objective=objective_,
        progress=objective_.progress_ppm / method.PPM,
        expected=expected,
        confidence=confidence,
        health=health,
        chip="" if objective_.status == Objective.Status.DRAFT else method.CHIPS[health],
        health_name=name,
        key_results=len(results),
        behind=running and objective_.progress_ppm + method.BEHIND_PPM < expected * method.PPM,
        serves=", ".join(priority.name for priority in objective_.priorities.all()),
    )


def unserved_priorities(member: Member, cycle_: Cycle) -> QuerySet[Priority]:
    """Priorities that no published objective of the cycle contributes to."""
    day = min(max(clock.today(), cycle_.starts_on), cycle_.ends_on)
    served = Objective.objects.filter(cycle=cycle_, status__in=["published", "closed"]).values("priorities")
    return (
        Priority.objects.filter(organisation_id=member.organisation_id)
        .on(day)
        .exclude(pk__in=served.exclude(priorities=None))
        .order_by("position", "pk")
    )


def unlinked_objectives(member: Member, cycle_: Cycle) -> QuerySet[Objective]:
    """Objectives that contribute to no priority and no other objective."""
    return (
        visible_objectives(member, cycle_)
        .filter(priorities=None, contributes=None)
        .select_related("area")
        .order_by("area__path", "pk")
    )


@dataclass(frozen=True)
class RunningArea:
    """An area that runs OKR in a cycle of the day."""

    area_id: int
    area_name: str
    cycle_name: str
    objectives: int
    key_results: int
    checked_in_recently: bool


def running_areas(organisation_id: int, day: date) -> list[RunningArea]:
    """The areas with published key results in a cycle that runs on the day. One query."""
    rows = (
        Objective.objects.filter(
            organisation_id=organisation_id,
            status=Objective.Status.PUBLISHED,
            published_on__lte=day,
            cycle__starts_on__lte=day,
            cycle__ends_on__gte=day,
            key_results__isnull=False,
        )
        .values("area_id", "area__name", "cycle__name")
        .annotate(n=Count("pk", distinct=True), results=Count("key_results"), last=Max("key_results__checked_in_on"))
        .order_by("area__path", "cycle__ends_on")
    )
    return [
        RunningArea(
            row["area_id"], row["area__name"], row["cycle__name"], row["n"], row["results"],
            checked_in_recently=row["last"] is not None and row["last"] >= day - RECENT,
        )
        for row in rows
    ]


def links_of(objective_: Objective) -> tuple[list[Objective], list[Objective]]:
    """What an objective contributes to, and what contributes to it."""
    links = ObjectiveLink.objects.filter(Q(child=objective_) | Q(parent=objective_)).select_related(
        "child__area", "parent__area"
    )
    up = [link.parent for link in links if link.child_id == objective_.pk]
    down = [link.child for link in links if link.parent_id == objective_.pk]
    return up, down


def first_cycle_needs_discussion(area: Area, cycle_: Cycle) -> bool:
    """Whether an area is about to start its first cycle: nothing published before, in a cycle that is not past."""
    if cycle_.ends_on < clock.today():
        return False
    return not Objective.objects.filter(area=area).exclude(status=Objective.Status.DRAFT).exists()


def key_results_of(objective_: Objective) -> list[KeyResult]:
    """An objective's key results with steps and valid check-ins."""
    return list(
        objective_.key_results.select_related("owner", "objective__cycle")
        .prefetch_related("steps", Prefetch("check_ins", valid_check_ins(), to_attr="history"))
        .order_by("position", "pk")
    )

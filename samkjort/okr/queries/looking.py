"""The organisation at a glance: areas, objectives, what is silent and what nothing serves."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Avg, Count, Max, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samkjort import clock
from samkjort.direction.models import Priority
from samkjort.people.models import Area, Member

from .. import method
from ..models import CheckIn, Cycle, KeyResult, Objective
from .things import AFTER_THE_END, health_name, visible_objectives
from .week import monday

RECENT = timedelta(days=14)


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
        areas=sorted((area for area in by_area.values() if area.lines), key=lambda place: place.area.ancestor_ids),
        not_started=[a.area for a in by_area.values() if not a.lines and a.area.to_date is None and a.area.parent_id],
        objectives=len(lines),
        key_results=sums["n"],
        progress=sum(progress) / len(progress) if progress else None,
        expected=cycle_.expected(clock.today()),
        confidence=_one_decimal(sums["confidence"]),
        confidence_before=_one_decimal(_confidence_before(cycle_, monday(day))),
        silent=sums["silent"],
        unserved=list(unserved_priorities(member, cycle_)),
    )


def _one_decimal(value: float | None) -> float | None:
    """As confidence is shown."""
    return None if value is None else round(value, 1)


def _silent(cycle_: Cycle, day: date) -> Q:
    """Key results that nobody has said anything of for two weeks, while their cycle runs."""
    limit = day - timedelta(days=method.SILENT_DAYS)
    never = Q(checked_in_on=None) & Q(objective__published_on__lt=limit)
    return (Q(checked_in_on__lt=limit) | never) & Q(objective__status=Objective.Status.PUBLISHED)


def _confidence_before(cycle_: Cycle, monday: date) -> float | None:
    """Mean confidence as it was before this week: each key result's last valid check-in until then."""
    last = (
        CheckIn.objects.filter(
            key_result__objective__cycle=cycle_,
            superseded_by=None,
            checked_on__lt=monday,
            key_result__objective__status__in=["published", "closed"],
        )
        .values("key_result")
        .annotate(last=Max("pk"))
        .values("last")
    )
    found: float | None = CheckIn.objects.filter(pk__in=last).aggregate(mean=Avg("confidence"))["mean"]
    return found


def objective_lines(member: Member, cycle_: Cycle, day: date, area: Area | None = None) -> list[ObjectiveLine]:
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
        confidence=_one_decimal(confidence),
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
            row["area_id"],
            row["area__name"],
            row["cycle__name"],
            row["n"],
            row["results"],
            checked_in_recently=row["last"] is not None and row["last"] >= day - RECENT,
        )
        for row in rows
    ]

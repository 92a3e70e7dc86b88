"""Finding cycles, objectives and key results, for whoever may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.ledger.queries import Talk
from samkjort.ledger.registry import Link, linkable
from samkjort.people.models import Area, Member

from .. import method
from ..models import CheckIn, Cycle, KeyResult, Objective, ObjectiveLink
from ..permissions import can_view, visible_to

AFTER_THE_END = timedelta(days=14)  # a cycle's key results can still be brought up to date


@linkable("okr", "objective")
def link_objective(member: Member, pk: int) -> Link | None:
    """An objective as something one can talk about."""
    found = Objective.objects.filter(pk=pk, organisation_id=member.organisation_id).select_related("area").first()
    if found is None or not can_view(member, found):
        return None
    return Link(found.title, reverse("okr:objective", args=[pk]), can_comment=not member.is_reader)


@linkable("okr", "key_result")
def link_key_result(member: Member, pk: int) -> Link | None:
    """A key result as something one can talk about, on its objective's page."""
    found = KeyResult.objects.filter(pk=pk, objective__organisation_id=member.organisation_id)
    result = found.select_related("objective__area").first()
    if result is None or not can_view(member, result.objective):
        return None
    address = reverse("okr:objective", args=[result.objective_id]) + f"#kr{pk}"
    return Link(result.title, address, can_comment=not member.is_reader)


def valid_check_ins() -> QuerySet[CheckIn]:
    """Check-ins that no correction has taken the place of, oldest first."""
    return CheckIn.objects.filter(superseded_by=None).select_related("by").order_by("checked_on", "pk")


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
    return (
        Objective.objects.filter(visible_to(member), cycle=cycle_).exclude(status=Objective.Status.DROPPED).distinct()
    )


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


@dataclass(frozen=True)
class ToldResult:
    """A key result as its page shows it."""

    key_result: KeyResult
    chip: str
    health_name: str
    progress: float
    history: list[CheckIn]
    points: list[tuple[str, float]]
    goal: float | None
    stepped_back: bool
    talk: Talk


def told(result: KeyResult, day: date, talk: Talk) -> ToldResult:
    """A key result with its health, its check-ins as points of a picture, and what is said about it."""
    history: list[CheckIn] = result.history  # type: ignore[attr-defined]  # prefetched to it
    health = health_of(result, day)
    numeric = result.is_numeric
    points = [
        (
            f"{row.checked_on:%d.%m.}",
            float(row.value) if numeric and row.value is not None else 100 * row.progress_ppm / method.PPM,
        )
        for row in history
    ]
    baseline = result.baseline or 0
    wrong_way = (
        numeric
        and result.target is not None
        and result.value is not None
        and result.kind != KeyResult.Kind.WITHIN
        and ((result.value - baseline) * (result.target - baseline) < 0)
    )
    return ToldResult(
        key_result=result,
        talk=talk,
        chip=method.CHIPS[health],
        health_name=health_name(health),
        progress=result.progress_ppm / method.PPM,
        history=history[::-1],
        points=points,
        goal=float(result.target) if numeric and result.target is not None else None,
        stepped_back=wrong_way,
    )


def linkable_to(member: Member, objective_: Objective) -> QuerySet[Objective]:
    """Objectives of the same cycle that it could contribute to."""
    return (
        visible_objectives(member, objective_.cycle)
        .exclude(pk=objective_.pk)
        .exclude(supported_by__child=objective_)
        .select_related("area")
        .order_by("area__path", "pk")[:200]
    )


def hints(objective_: Objective, results: list[KeyResult]) -> list[str]:
    """Advice while writing: it teaches, it never blocks."""
    found = []
    count = len(objective_.title.split())
    if any(sign.isdigit() for sign in objective_.title):
        found.append(_("The objective has a number in it. Numbers belong in the key results."))
    if not method.FEWEST_WORDS <= count <= method.MOST_WORDS:
        found.append(_("An objective is easiest to remember with four to eighteen words."))
    if len(results) < method.FEWEST_KEY_RESULTS:
        found.append(_("Two to five key results give a better picture than one."))
    if len(results) > method.MOST_KEY_RESULTS:
        found.append(_("There are many key results. Which ones can you do without?"))
    if any(result.owner_id is None for result in results):
        found.append(_("A key result that nobody answers for is easily forgotten."))
    return found

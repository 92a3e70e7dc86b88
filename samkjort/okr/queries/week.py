"""The weekly minute: what one person answers for, and who has not brought it up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.letters.registry import ask_kind, weekly_reminder
from samkjort.people.models import Member

from .. import method
from ..models import CheckIn, KeyResult, Objective
from .things import AFTER_THE_END, health_name, health_of, valid_check_ins


@ask_kind(room="okr", kind="my-week", url_name="okr:my-week", pages={"okr:my-week"})
def _my_week_in_a_line(facts: dict[str, object]) -> str:
    return _("Your week: bring your key results up to date")


@weekly_reminder
def who_owes(organisation_id: int) -> list[int]:
    """The members who have key results that they have not brought up to date this week."""
    day = clock.today()
    return list(
        running(day)
        .filter(objective__organisation_id=organisation_id)
        .filter(Q(checked_in_on=None) | Q(checked_in_on__lt=monday(day)))
        .exclude(owner=None)
        .values_list("owner_id", flat=True)
        .distinct()
    )


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def running(day: date) -> QuerySet[KeyResult]:
    return KeyResult.objects.filter(
        objective__status=Objective.Status.PUBLISHED,
        objective__cycle__starts_on__lte=day,
        objective__cycle__ends_on__gte=day - AFTER_THE_END,
        objective__cycle__closed_on=None,
    )


def owed_count(member: Member) -> int:
    """How many key results the member has not brought up to date this week."""
    day = clock.today()
    return running(day).filter(owner=member).filter(Q(checked_in_on=None) | Q(checked_in_on__lt=monday(day))).count()


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
        running(day)
        .filter(owner=member)
        .select_related("objective__cycle", "objective__area")
        .prefetch_related("steps", Prefetch("check_ins", valid_check_ins(), to_attr="history"))
        .order_by("objective__cycle__ends_on", "objective_id", "position", "pk")
    )
    lines = [_owed(key_result, day) for key_result in mine]
    return sorted(lines, key=lambda line: line.done)


def _owed(key_result: KeyResult, day: date) -> Owed:
    history: list[CheckIn] = key_result.history  # type: ignore[attr-defined]  # prefetched to it
    health = health_of(key_result, day)
    return Owed(
        key_result=key_result,
        done=key_result.checked_in_on is not None and key_result.checked_in_on >= monday(day),
        last=history[-1] if history else None,
        values=[float(c.value) if c.value is not None else c.progress_ppm / method.PPM for c in history[-8:]],
        health=health,
        health_name=health_name(health),
        chip=method.CHIPS[health],
    )

"""Keeping the sums: what one key result adds to its objective, its area and all above, in whole numbers."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import BigIntegerField, F, OuterRef, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Floor
from django.utils.translation import gettext as _

from samkjort.people.models import Area

from .. import method
from ..models import AreaSummary, Cycle, KeyResult, Objective

LIVE = (Objective.Status.PUBLISHED, Objective.Status.CLOSED)


@dataclass(frozen=True)
class Share:
    """What one key result adds to the sums of its area and all above."""

    key_results: int
    weight: int
    weighted_ppm: int
    confident: int
    confidence_sum: int
    high: int
    middle: int
    low: int

    def minus(self, other: "Share") -> "Share":
        """What is left when the other is taken away: a change."""
        return Share(**{name: value - getattr(other, name) for name, value in vars(self).items()})

    def plus(self, other: "Share") -> "Share":
        """Both together."""
        return Share(**{name: value + getattr(other, name) for name, value in vars(self).items()})


def share_of(result: KeyResult, sign: int = 1) -> Share:
    band = method.band(result.confidence)
    return Share(
        key_results=sign,
        weight=sign * result.weight,
        weighted_ppm=sign * result.weight * result.progress_ppm,
        confident=sign * (result.confidence is not None),
        confidence_sum=sign * (result.confidence or 0),
        high=sign * (band == "high"),
        middle=sign * (band == "middle"),
        low=sign * (band == "low"),
    )


def sum_up(objective: Objective, share: Share) -> None:
    """Add a share to the area and all above it, in one statement; the rows are made where they are missing."""
    changes = {name: F(name) + value for name, value in vars(share).items() if value}
    if not changes:
        return
    ids = objective.area.ancestor_ids
    rows = AreaSummary.objects.filter(area_id__in=ids, cycle_id=objective.cycle_id)
    if rows.update(**changes) == len(ids):
        return
    # The first key result of an area in a cycle: make the rows that are missing, each as a fresh sum.
    known = set(rows.values_list("area_id", flat=True))
    AreaSummary.objects.bulk_create(
        [AreaSummary(area_id=pk, cycle_id=objective.cycle_id, **vars(share)) for pk in ids if pk not in known]
    )


def roll_up(objective_pk: int) -> None:
    """Keep the objective's progress: the weighted mean of its key results, in one statement."""
    weight = Cast("weight", BigIntegerField())
    mean = (
        KeyResult.objects.filter(objective=OuterRef("pk"))
        .values("objective")
        .annotate(mean=Sum(weight * F("progress_ppm")) / Sum(weight))
        .values("mean")
    )
    whole = Floor(Subquery(mean)) if connection.vendor == "postgresql" else Subquery(mean)
    Objective.objects.filter(pk=objective_pk).update(progress_ppm=Coalesce(whole, Value(0)))


def progress_of(result: KeyResult, value: Decimal | None, level: str, steps: frozenset[int] | None = None) -> int:
    if result.kind == KeyResult.Kind.STEPS:
        done = steps or frozenset()
        return method.steps_progress([(step.weight, step.pk in done) for step in result.steps.all()])
    if result.kind == KeyResult.Kind.WORDS:
        return method.WORD_LEVELS.get(level, 0)
    return method.progress(result.line, value)


def refuse_closed(cycle: Cycle) -> None:
    if cycle.closed_on is not None:
        raise ValidationError(_("The cycle is closed."))


def refuse_same_title(area: Area, cycle: Cycle, title: str) -> None:
    if Objective.objects.filter(area=area, cycle=cycle, title__iexact=title).exists():
        raise ValidationError({"title": _("The area already has an objective of that name in this cycle.")})


def short(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return "–" if value is None else str(value)[:300]


def recompute(organisation_id: int) -> dict[tuple[int, int], Share]:
    """The sums of every area and cycle, counted anew from the key results: what the kept rows must equal."""
    sums: dict[tuple[int, int], Share] = {}
    live = KeyResult.objects.filter(objective__organisation_id=organisation_id, objective__status__in=LIVE)
    for result in live.select_related("objective__area"):
        own = share_of(result)
        for pk in result.objective.area.ancestor_ids:
            key = (pk, result.objective.cycle_id)
            sums[key] = own if key not in sums else sums[key].plus(own)
    return sums

"""Reading the kept days of the road."""

from datetime import date

from django.db.models import Max, QuerySet

from samkjort.people.models import Member

from .models import KeptStep


def kept(member: Member) -> QuerySet[KeptStep]:
    """Every kept change of the organisation's road, newest first."""
    return KeptStep.objects.filter(organisation_id=member.organisation_id).order_by("-day", "step")


def last_kept(organisation_id: int, before: date) -> dict[int, KeptStep]:
    """Each step's last kept state before a day."""
    newest = (
        KeptStep.objects.filter(organisation_id=organisation_id, day__lt=before)
        .values("step")
        .annotate(day=Max("day"))
        .values_list("step", "day")
    )
    days = dict(newest)
    rows = KeptStep.objects.filter(organisation_id=organisation_id, day__in=set(days.values()))
    return {row.step: row for row in rows if days.get(row.step) == row.day}

"""Reading priorities: open to all in the organisation."""

from datetime import date

from django.http import Http404

from samkjort import clock
from samkjort.people.models import Member

from .models import Priority, PriorityQuerySet


def priorities(member: Member, day: date | None = None) -> PriorityQuerySet:
    """The organisation's priorities on a day (today), in their order."""
    return (
        Priority.objects.filter(organisation_id=member.organisation_id)
        .on(day or clock.today())
        .order_by("position", "pk")
    )


def ended_priorities(member: Member) -> PriorityQuerySet:
    """Those that hold no longer, the latest first."""
    return Priority.objects.filter(organisation_id=member.organisation_id, to_date__lte=clock.today()).order_by(
        "-to_date", "position", "pk"
    )


def priority(member: Member, pk: int) -> Priority:
    """One priority of the reader's organisation, also one that has ended."""
    found = Priority.objects.filter(organisation_id=member.organisation_id, pk=pk).first()
    if found is None:
        raise Http404
    return found

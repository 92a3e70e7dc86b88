"""Reading the journal: a thing's history, always within one organisation."""

from datetime import timedelta

from django.db.models import QuerySet

from samkjort import clock

from .models import Entry, Heartbeat, SecurityEntry

WORKER_SILENT_AFTER = timedelta(seconds=60)


def history(organisation_id: int, room: str, kind: str, object_id: int) -> QuerySet[Entry]:
    """What happened to one thing, newest first, with the names kept at the time."""
    return (
        Entry.objects.filter(organisation_id=organisation_id, room=room, kind=kind, object_id=object_id)
        .select_related("actor_name")
        .order_by("-at", "-pk")
    )


def worker_is_alive() -> bool:
    """Whether the worker has said that it is alive within the last minute."""
    return Heartbeat.objects.filter(name="worker", at__gt=clock.real_now() - WORKER_SILENT_AFTER).exists()


def security_entries(organisation_id: int) -> QuerySet[SecurityEntry]:
    """The organisation's security log, newest first: for administrators who have given a reason."""
    return SecurityEntry.objects.filter(organisation_id=organisation_id).select_related("member").order_by("-at", "-pk")

"""The worker's part of the outbox: take what is due, do it, try again later where it fails."""

import logging
from datetime import timedelta

from django.db import connection, transaction

from samkjort import clock

from .actions import housekeeping
from .models import Outbox
from .registry import handler

log = logging.getLogger("samkjort.outbox")

MOST_ATTEMPTS = 8
KEPT = timedelta(days=30)


def deliver_due(limit: int = 50) -> int:
    """Do the outbox rows that are due, oldest first; returns how many were taken."""
    taken = 0
    while taken < limit and _deliver_one():
        taken += 1
    return taken


def clear_done() -> int:
    """Let go of outbox rows that were done a month ago."""
    with housekeeping("outbox"):
        return Outbox.objects.filter(done_at__lt=clock.now() - KEPT).delete()[0]


def _deliver_one() -> bool:
    # Claimed before it is done, by moving its due time: a worker that dies half-way leaves a row that comes back,
    # so that a handler may run twice but is never forgotten. Handlers are written to bear that.
    with housekeeping("outbox"), transaction.atomic():
        waiting = Outbox.objects.filter(done_at=None, gave_up_at=None, due_at__lte=clock.now()).order_by("due_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            waiting = waiting.select_for_update(skip_locked=True)
        row = waiting.first()
        if row is None:
            return False
        row.attempts += 1
        row.due_at = clock.now() + timedelta(minutes=2**row.attempts)
        row.save(update_fields=["attempts", "due_at"])
    _run(row)
    return True


def _run(row: Outbox) -> None:
    function = handler(row.kind)
    try:
        if function is None:
            raise LookupError(f"No handler for {row.kind}")
        function(organisation_id=row.organisation_id, **row.payload)
    except Exception as error:  # whatever a handler raises, the row must be kept for another try
        log.exception("Outbox row %s (%s) failed", row.pk, row.kind)
        row.last_error = f"{type(error).__name__}: {error}"[:500]
        row.gave_up_at = clock.now() if row.attempts >= MOST_ATTEMPTS else None
    else:
        row.done_at = clock.now()
        row.last_error = ""
    with housekeeping("outbox"):
        row.save(update_fields=["done_at", "gave_up_at", "last_error"])

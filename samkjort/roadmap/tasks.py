"""The worker's part of the road: the state of each step at the end of each day."""

from datetime import date, timedelta

from samkjort import clock
from samkjort.journal.actions import System
from samkjort.people.models import Organisation

from .actions import keep_day

KEPT_EVERY = timedelta(minutes=15)
_last: dict[int, tuple[date, float]] = {}


def tick() -> None:
    """Keep today's states, every quarter of an hour: the last of the day is what stands."""
    moment = clock.real_now().timestamp()
    for organisation in Organisation.objects.all():
        day, at = _last.get(organisation.pk, (date.min, 0.0))
        if day == clock.today() and moment - at < KEPT_EVERY.total_seconds():
            continue
        keep_day(organisation, by=System(organisation.pk), day=clock.today())
        _last[organisation.pk] = (clock.today(), moment)

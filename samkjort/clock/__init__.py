"""What day it is, and which days are working days.

Everything in Samkjørt that asks for the time asks here, so that the demo and the tests can fix the day, and so
that history can be made by calling the same actions at an earlier moment. Pure but for the settings that it reads.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

import holidays
from django.conf import settings
from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present moment, aware; shifted to the fixed day (`SAMKJORT_TODAY`) where there is one."""
    moment = _moment.get()
    if moment is not None:
        return moment
    real = real_now()
    fixed: date | None = settings.TODAY
    if fixed is None:
        return real
    local = timezone.localtime(real)
    return local.replace(year=fixed.year, month=fixed.month, day=fixed.day)


def real_now() -> datetime:
    """The machine's own time, whatever day is fixed: for heartbeats, and for what must truly expire."""
    return datetime.now(UTC)


def today() -> date:
    """Today's date in the active time zone."""
    return timezone.localtime(now()).date()


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Let everything inside happen at `moment` (a date means noon that day): how demo history and tests are made."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 12, tzinfo=timezone.get_default_timezone())
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)


@lru_cache(maxsize=64)
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("NO", years=year))


def is_working_day(day: date) -> bool:
    """Whether `day` is neither a weekend day nor a Norwegian public holiday."""
    return day.weekday() < 5 and day not in _public_holidays(day.year)


@lru_cache(maxsize=1024)
def working_days(first: date, last: date) -> int:
    """How many working days there are from `first` to `last`, both included; 0 where last comes before first."""
    return sum(is_working_day(first + timedelta(days=n)) for n in range((last - first).days + 1))


def add_working_days(day: date, count: int) -> date:
    """The day that comes `count` working days after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def week(day: date) -> str:
    """The ISO week of `day`, such as ``2026-W48``: the key of what happens once a week."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"

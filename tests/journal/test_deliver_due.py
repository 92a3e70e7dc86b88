"""The worker takes what is due, tries again later where it fails, and gives up where it can be seen."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from samkjort import clock
from samkjort.journal import registry, tasks
from samkjort.journal.actions import tell
from samkjort.journal.models import Outbox
from tests.factories import factory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Oslo"))


@pytest.fixture
def row(cast, monkeypatch):
    """A row whose handler fails as many times as `failures` says."""
    calls = []
    failures = []

    def handler(*, organisation_id, thing):
        calls.append((organisation_id, thing))
        if failures:
            raise OSError(failures.pop())

    monkeypatch.setitem(registry._handlers, "test.thing", handler)
    with clock.at(NOON):
        made = factory(tell)("test.thing", organisation_id=cast.organisation.pk, thing=7)
    made.calls, made.failures = calls, failures
    return made


def look(minutes):
    with clock.at(NOON + timedelta(minutes=minutes)):
        return tasks.deliver_due()


def test_it_is_done_once(cast, row):
    assert look(0) == 1
    assert look(600) == 0
    assert row.calls == [(cast.organisation.pk, 7)]
    row.refresh_from_db()
    assert (row.attempts, row.done_at) == (1, NOON)


def test_it_waits_longer_after_each_failure(row):
    row.failures += ["second", "first"]
    assert [look(minutes) for minutes in (0, 1, 2, 5, 6)] == [1, 0, 1, 0, 1]
    row.refresh_from_db()
    assert (row.attempts, row.last_error, len(row.calls)) == (3, "", 3)
    assert row.done_at


def test_it_is_given_up_after_eight_tries_with_its_reason(row):
    row.failures += ["down"] * 20
    for day in range(12):
        look(day * 1440)
    row.refresh_from_db()
    assert (row.attempts, row.done_at, row.last_error) == (8, None, "OSError: down")
    assert row.gave_up_at
    assert len(row.calls) == 8


def test_one_that_fails_does_not_stop_the_others(cast, row):
    row.failures += ["down"]
    with clock.at(NOON):
        factory(tell)("test.thing", organisation_id=cast.organisation.pk, thing=8)
    assert look(0) == 2
    assert Outbox.objects.exclude(done_at=None).get().payload == {"thing": 8}


def test_a_kind_without_a_handler_is_kept(cast):
    with clock.at(NOON):
        made = factory(tell)("test.nothing", organisation_id=cast.organisation.pk)
    look(0)
    made.refresh_from_db()
    assert made.done_at is None
    assert "No handler" in made.last_error


def test_done_rows_are_let_go_of_after_a_month_and_others_stay(cast, row):
    look(0)
    with clock.at(date(2026, 11, 24)):
        factory(tell)("test.nothing", organisation_id=cast.organisation.pk)
    with clock.at(NOON + timedelta(days=29)):
        assert tasks.clear_done() == 0
    with clock.at(NOON + timedelta(days=31)):
        assert tasks.clear_done() == 1
    assert Outbox.objects.get().kind == "test.nothing"

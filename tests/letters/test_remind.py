"""The weekly reminder: on the chosen weekday, once, to those who are not done."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from samkjort import clock
from samkjort.letters import tasks
from samkjort.letters.models import Ask, Letter
from samkjort.okr import actions as okr
from tests.factories import factory
from tests.okr_factories import DAY, make_cycle, make_objective, results_of

WEDNESDAY = 2


@pytest.fixture
def objective(cast):
    factory(_remind_on)(cast.organisation, WEDNESDAY)
    return make_objective(cast.home_care, make_cycle(cast.organisation.pk), cast.siri, results=2)


def _remind_on(organisation, weekday):
    organisation.reminder_weekday = weekday
    organisation.save()


def look(cast, day):
    with clock.at(day):
        return tasks.send_due_letters(cast.organisation)


def test_on_the_chosen_day_and_once_a_week(cast, objective):
    assert look(cast, DAY) == []
    assert look(cast, DAY + timedelta(days=1)) == []
    [letter] = look(cast, DAY + timedelta(days=2))
    assert letter.to == cast.siri
    assert [each.kind for each in letter.asks.all()] == ["my-week"]
    assert look(cast, DAY + timedelta(days=2)) == []
    assert look(cast, DAY + timedelta(days=3)) == []
    assert len(look(cast, DAY + timedelta(days=9))) == 1


def test_a_worker_that_was_down_that_day_reminds_the_next(cast, objective):
    assert len(look(cast, DAY + timedelta(days=3))) == 1


def test_whoever_is_done_gets_none(cast, objective):
    with clock.at(DAY + timedelta(days=1)):
        for result in results_of(objective):
            okr.check_in(result, by=cast.siri, entry=okr.CheckInEntry(value=Decimal(40), confidence=7))
    assert look(cast, DAY + timedelta(days=2)) == []
    assert not Letter.objects.exists()


def test_last_week_s_reminder_is_closed_where_they_are_done(cast, objective):
    look(cast, DAY + timedelta(days=2))
    assert Ask.objects.open().count() == 1
    with clock.at(DAY + timedelta(days=7)):
        for result in results_of(objective):
            okr.check_in(result, by=cast.siri, entry=okr.CheckInEntry(value=Decimal(40), confidence=7))
    look(cast, DAY + timedelta(days=9))
    assert not Ask.objects.open().exists()


def test_whoever_had_a_letter_this_week_is_not_written_to_again(cast, objective, ask):
    ask(cast.siri)
    [letter] = look(cast, DAY + timedelta(days=2))
    assert {each.kind for each in letter.asks.all()} == {"purpose", "my-week"}
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("hour", [5, 19])
def test_nobody_is_written_to_at_night(cast, objective, hour):
    with clock.at(datetime(2026, 11, 25, hour, tzinfo=UTC)):
        assert tasks.send_due_letters(cast.organisation) == []


def test_a_public_holiday_moves_the_reminder_to_the_next_working_day():
    thursday = 3
    assert tasks.reminder_day(thursday, date(2026, 5, 13)) == date(2026, 5, 15)  # Ascension Day
    assert tasks.reminder_day(thursday, date(2026, 5, 20)) == date(2026, 5, 21)


def test_one_organisation_s_reminders_leave_the_other_alone(cast, objective, ask):
    ask(cast.strange_member, by=cast.stranger)
    assert {each.to for each in look(cast, DAY + timedelta(days=2))} == {cast.siri}

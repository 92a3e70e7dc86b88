"""Asks: made once a thing, brought up to date while open, taken back, done."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from samkjort.journal.actions import System
from samkjort.journal.models import Entry
from samkjort.letters import actions, queries
from samkjort.letters.models import Ask
from tests.factories import factory

THING = {"room": "alignment", "kind": "purpose", "object_id": 1, "due": date(2026, 12, 1)}


def test_the_same_thing_is_asked_once_and_brought_up_to_date(cast, ask):
    first = ask(cast.bente, minutes=2)
    again = ask(cast.bente, minutes=3, due=date(2026, 12, 9), by=cast.olav)
    assert again.pk == first.pk
    assert (again.minutes, again.due, again.by) == (3, date(2026, 12, 9), cast.olav)
    assert Entry.objects.filter(event="ask.made").count() == 2


def test_what_is_done_is_owed_no_longer_and_can_be_asked_again(cast, ask):
    first, other = ask(cast.bente), ask(cast.bente, 2)
    assert factory(actions.settle)(cast.bente.pk, "alignment", "purpose", 1) == 1
    assert list(queries.open_asks(cast.bente)) == [other]
    assert ask(cast.bente).pk != first.pk


def test_what_is_taken_back_is_owed_no_longer(cast, ask):
    actions.withdraw_ask(ask(cast.bente), by=cast.ingrid)
    assert not queries.open_asks(cast.bente).exists()


def test_the_most_important_comes_first(cast, ask):
    late = ask(cast.bente, 1, due=date(2026, 12, 20))
    soon = ask(cast.bente, 2, due=date(2026, 12, 2))
    heavy = ask(cast.bente, 3, weight=10, due=date(2026, 12, 31))
    assert list(queries.open_asks(cast.bente)) == [heavy, soon, late]


@pytest.mark.parametrize("minutes", [0, 6])
def test_an_ask_fits_in_a_letter(cast, minutes):
    with pytest.raises(ValueError, match="from 1 to 5"):
        actions.make_ask(cast.bente, by=cast.ingrid, minutes=minutes, **THING)


def test_a_kind_that_no_room_has_is_a_mistake(cast):
    with pytest.raises(LookupError):
        actions.make_ask(cast.bente, by=cast.ingrid, minutes=1, **{**THING, "kind": "nothing"})


@pytest.mark.parametrize("who", ["hanne", "stranger"])
def test_readers_and_strangers_ask_nothing(cast, who):
    with pytest.raises(PermissionDenied):
        actions.make_ask(cast.bente, by=getattr(cast, who), minutes=1, **THING)
    assert not Ask.objects.exists()


def test_the_system_asks_within_its_own_organisation_alone(cast):
    with pytest.raises(PermissionDenied):
        actions.make_ask(cast.bente, by=System(cast.other.pk), minutes=1, **THING)

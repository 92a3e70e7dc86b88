"""Input: asked, promised, answered; every no has its reason, and a promise that is broken is seen."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from samkjort import clock
from samkjort.journal.models import Entry
from samkjort.ledger import actions, queries
from samkjort.ledger.models import Input
from tests.okr_factories import DAY, make_cycle, make_objective

LIST = reverse("ledger:inputs")


@pytest.fixture
def asked(cast, settings):
    settings.TODAY = DAY
    objective = make_objective(cast.home_care, make_cycle(cast.organisation.pk), cast.siri)
    return actions.give_input("okr", "objective", objective.pk, by=cast.siri, text="Hvem dekker helgene?")


@pytest.fixture
def page(asked):
    return reverse("ledger:answer-input", args=[asked.pk])


def test_from_question_to_promise_to_answer(cast, asked, page, sign_in):
    lead, reader = sign_in(cast.ingrid), sign_in(cast.siri)
    [told] = queries.ledger(cast.siri).waiting
    assert (told.input, told.late) == (asked, False)
    day = (DAY + timedelta(days=7)).isoformat()
    assert lead.post(page, {"outcome": "later", "promised_on": day}).status_code == 302
    asked.refresh_from_db()
    assert (asked.promised_on, asked.outcome) == (date(2026, 11, 30), "")
    assert "30. nov" in reader.get(LIST).content.decode()
    assert lead.post(page, {"outcome": "will", "answer": "Vi gjør det", "led_to": "versjon 2"}).status_code == 302
    asked.refresh_from_db()
    assert (asked.outcome, asked.answered_by, asked.answered_at is not None) == ("will", cast.ingrid, True)
    shown = reader.get(LIST).content.decode()
    assert "Vi gjør det" in shown
    assert "versjon 2" in shown
    assert not queries.ledger(cast.siri).waiting
    assert {"input.given", "input.promised", "input.answered"} <= set(Entry.objects.values_list("event", flat=True))


def test_a_broken_promise_is_seen(cast, asked):
    actions.promise_answer(asked, by=cast.ingrid, promised_on=DAY)
    assert not queries.ledger(cast.siri).waiting[0].late
    with clock.at(DAY + timedelta(days=1)):
        assert queries.ledger(cast.siri).waiting[0].late
        actions.answer_input(asked, by=cast.ingrid, outcome="will")
        assert not queries.is_late(asked)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({}, "outcome"),
        ({"outcome": "wont"}, "answer"),
        ({"outcome": "later"}, "promised_on"),
        ({"outcome": "later", "promised_on": "2026-11-22"}, "promised_on"),
    ],
)
def test_bad_input_stands_beside_the_field(cast, asked, page, sign_in, said, field):
    answer = sign_in(cast.ingrid).post(page, said)
    assert field in answer.context["form"].errors
    assert Input.objects.get().outcome == ""
    assert Input.objects.get().promised_on is None


def test_the_action_itself_refuses_a_no_without_a_reason_and_a_day_that_has_passed(cast, asked):
    with pytest.raises(ValidationError):
        actions.answer_input(asked, by=cast.ingrid, outcome="wont")
    with pytest.raises(ValidationError):
        actions.promise_answer(asked, by=cast.ingrid, promised_on=DAY - timedelta(days=1))


def test_what_is_answered_is_promised_no_more(cast, asked):
    actions.answer_input(asked, by=cast.olav, outcome="wont", answer="Fordi vi mangler folk")
    with pytest.raises(ValidationError):
        actions.promise_answer(asked, by=cast.ingrid, promised_on=DAY)


def test_the_okr_lead_and_the_sponsor_answer_and_nobody_else(cast, asked, page, sign_in):
    for role, member in cast.roles.items():
        expected = 200 if role in {"okr lead", "sponsor"} else 403
        assert sign_in(member).get(page).status_code == expected, role
        if expected == 403:
            with pytest.raises(PermissionDenied):
                actions.answer_input(asked, by=member, outcome="will")
    assert sign_in(cast.stranger).get(page).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.answer_input(asked, by=cast.stranger, outcome="will")


def test_who_sees_it(cast, asked, sign_in):
    for member in cast.roles.values():
        assert "Hvem dekker helgene?" in sign_in(member).get(LIST).content.decode()
    assert "Hvem dekker helgene?" not in sign_in(cast.stranger).get(LIST).content.decode()
    assert list(queries.inputs(cast.stranger)) == []

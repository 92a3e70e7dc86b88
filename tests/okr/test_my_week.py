"""My week: all that I answer for, saved as one act."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samkjort.letters import actions as letters
from samkjort.okr import queries
from samkjort.okr.models import CheckIn
from tests.okr_factories import DAY, make_cycle, make_objective, results_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective(cast, settings):
    settings.TODAY = DAY
    return make_objective(cast.home_care, make_cycle(cast.organisation.pk), cast.siri, results=3)


def card(result, **said):
    return {f"kr{result.pk}-{name}": value for name, value in said.items()}


def test_what_is_filled_in_is_saved_and_the_rest_still_waits(cast, objective, sign_in):
    first, second, _third = results_of(objective)
    said = card(first, value="40", confidence="8") | card(second, value="10", confidence="2", blocker="capacity")
    response = sign_in(cast.siri).post(reverse("okr:my-week"), said, follow=True)
    assert "Lagret 2 av 3" in response.content.decode()
    assert queries.owed_count(cast.siri) == 1
    assert set(CheckIn.objects.values_list("confidence", "blocker")) == {(8, ""), (2, "capacity")}


def test_one_mistake_saves_nothing_and_loses_nothing(cast, objective, sign_in):
    first, second, _third = results_of(objective)
    said = card(first, value="40", confidence="8", note="Det jeg skrev") | card(second, value="ti", confidence="5")
    page = sign_in(cast.siri).post(reverse("okr:my-week"), said).content.decode()
    assert "Skriv et tall" in page
    assert "Det jeg skrev" in page
    assert not CheckIn.objects.exists()


def test_nothing_is_filled_in_beforehand(cast, objective, sign_in):
    page = sign_in(cast.siri).get(reverse("okr:my-week")).content.decode()
    assert 'type="radio"' in page
    assert " checked" not in page


def test_whoever_is_done_is_not_reminded(cast, objective, sign_in):
    assert cast.siri.pk in queries.who_owes(cast.organisation.pk)
    said = {}
    for result in results_of(objective):
        said |= card(result, value="40", confidence="8")
    sign_in(cast.siri).post(reverse("okr:my-week"), said)
    assert cast.siri.pk not in queries.who_owes(cast.organisation.pk)


def test_a_personal_link_opens_my_week_and_nothing_else(cast, objective, client):
    ask = letters.make_ask(
        cast.siri, by=cast.ingrid, room="okr", kind="my-week", object_id=cast.siri.pk, due=DAY, minutes=1
    )
    address = letters.make_personal_link(ask, by=cast.ingrid)
    client.post(address)
    assert client.get(reverse("okr:my-week")).status_code == 200
    assert client.get(reverse("okr:overview")).status_code == 302
    assert client.get(reverse("people:members")).status_code == 302


def test_the_number_of_queries_does_not_grow(cast, objective, sign_in, django_assert_num_queries):
    client = sign_in(cast.siri)
    client.get(reverse("okr:my-week"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("okr:my-week"))
    make_objective(cast.home_care, objective.cycle, cast.siri, title="Noe helt annet som teller", results=27)
    with django_assert_num_queries(len(few)):
        client.get(reverse("okr:my-week"))

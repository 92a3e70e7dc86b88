"""The stop link: shown on GET, done on POST, and it can be undone."""

import pytest
from django.test import Client
from django.urls import reverse

from samkjort.letters import actions, queries
from samkjort.letters.models import StoppedLetters


@pytest.fixture
def address(cast):
    return reverse("letters:stop", args=[queries.stop_token(cast.bente.pk)])


def test_a_press_stops_the_letters_and_another_lets_them_come(cast, ask, address, client, monday):
    ask(cast.bente)
    assert client.get(address).status_code == 200
    assert not StoppedLetters.objects.exists()
    for _time in range(2):
        assert client.post(address).status_code == 200
    assert queries.has_stopped(cast.bente)
    assert actions.send_letters_now(cast.organisation, by=cast.ingrid) == []
    client.post(address, {"do": "resume"})
    assert not queries.has_stopped(cast.bente)
    assert len(actions.send_letters_now(cast.organisation, by=cast.ingrid)) == 1


def test_a_mail_program_stops_them_by_itself(cast, address):
    outside = Client(enforce_csrf_checks=True)
    assert outside.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert queries.has_stopped(cast.bente)


def test_a_letter_on_its_way_is_held(cast, ask, address, client, monday, post):
    ask(cast.bente)
    [letter] = actions.send_letters_now(cast.organisation, by=cast.ingrid)
    client.post(address)
    assert post() == []
    letter.refresh_from_db()
    assert letter.dropped_at


@pytest.mark.parametrize("change", [lambda token: token + "x", lambda token: "1" + token, lambda token: "nothing"])
def test_an_address_that_was_changed_stops_nobody(cast, client, change):
    token = change(queries.stop_token(cast.bente.pk))
    assert client.post(reverse("letters:stop", args=[token])).status_code == 404
    assert not StoppedLetters.objects.exists()

"""The week's one letter to a leader: everything asked, most important first, five minutes in all."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from samkjort import clock
from samkjort.journal.models import Entry, Outbox
from samkjort.letters import actions
from samkjort.letters.models import Letter

PAGE = reverse("letters:send-letters-now")


def asked(letter):
    return {each.object_id for each in letter.asks.all()}


def test_everything_asked_goes_in_one_letter(cast, ask, monday):
    ask(cast.bente, 1), ask(cast.bente, 2, by=cast.olav)
    [letter] = actions.send_letters_now(cast.organisation, by=cast.ingrid)
    assert letter.to == cast.bente
    assert asked(letter) == {1, 2}
    assert Outbox.objects.get(kind="letter.send").payload == {"letter_id": letter.pk}
    assert Entry.objects.filter(event="letter.composed").get().facts == {"week": "2026-W48", "asks": 2, "minutes": 4}


def test_nobody_gets_two_letters_in_a_week(cast, ask, monday):
    ask(cast.bente, 1)
    assert len(actions.send_letters_now(cast.organisation, by=cast.ingrid)) == 1
    ask(cast.bente, 2)
    assert actions.send_letters_now(cast.organisation, by=cast.ingrid) == []
    with clock.at(monday + timedelta(days=6)):
        assert actions.send_letters_now(cast.organisation, by=cast.ingrid) == []
    with clock.at(monday + timedelta(days=7)):
        [second] = actions.send_letters_now(cast.organisation, by=cast.ingrid)
    assert asked(second) == {1, 2}


def test_the_database_itself_refuses_a_second_letter(cast, ask, monday):
    ask(cast.bente)
    actions.compose_weekly(cast.bente, by=cast.ingrid, week="2026-W48")
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.compose_weekly(cast.bente, by=cast.ingrid, week="2026-W48")
    assert Letter.objects.count() == 1


def test_what_does_not_fit_waits_and_the_most_important_goes(cast, ask, monday):
    ask(cast.bente, 1, minutes=3), ask(cast.bente, 2, minutes=4, weight=10), ask(cast.bente, 3, minutes=1)
    [letter] = actions.send_letters_now(cast.organisation, by=cast.ingrid)
    assert asked(letter) == {2, 3}


def test_only_leaders_who_are_asked_and_can_be_reached(cast, ask, monday):
    ask(cast.bente), ask(cast.siri), ask(cast.olav)
    actions.stop_letters(cast.olav, by=cast.olav)
    assert [each.to for each in actions.send_letters_now(cast.organisation, by=cast.ingrid)] == [cast.bente]


def test_what_is_held_back_does_not_go(cast, ask, monday, sign_in):
    held = ask(cast.bente, 1)
    client = sign_in(cast.ingrid)
    address = reverse("letters:hold-back", args=[held.pk])
    assert client.get(address).status_code == 405
    assert client.post(address, {"held_back": "1"}).status_code == 302
    assert actions.send_letters_now(cast.organisation, by=cast.ingrid) == []
    client.post(address, {"held_back": "0"})
    assert len(actions.send_letters_now(cast.organisation, by=cast.ingrid)) == 1
    assert sign_in(cast.stranger).post(address, {"held_back": "1"}).status_code == 404
    assert sign_in(cast.amir).post(address, {"held_back": "1"}).status_code == 404


def test_the_page_sends_and_says_how_many(cast, ask, sign_in):
    ask(cast.bente)
    client = sign_in(cast.ingrid)
    assert client.get(PAGE).status_code == 405
    assert client.post(PAGE).status_code == 302
    assert Letter.objects.get().to == cast.bente
    assert client.post(PAGE).status_code == 302
    assert Letter.objects.count() == 1


def test_who_may_send(cast, ask, monday):
    ask(cast.bente)
    may = {"okr lead", "facilitator", "sponsor", "leader"}
    for role, member in cast.roles.items():
        if role not in may:
            with pytest.raises(PermissionDenied):
                actions.send_letters_now(cast.organisation, by=member)
    for member in (cast.stranger, cast.strange_member):
        with pytest.raises(PermissionDenied):
            actions.send_letters_now(cast.organisation, by=member)
    assert not Letter.objects.exists()
    for role in may:
        actions.send_letters_now(cast.organisation, by=cast.roles[role])
    assert Letter.objects.count() == 1


def test_what_waits_is_for_the_okr_lead_alone(cast, ask, sign_in):
    ask(cast.bente)
    page = reverse("letters:asks")
    assert "Bente Dahl" in sign_in(cast.ingrid).get(page).content.decode()
    for role, member in cast.roles.items():
        if role != "okr lead":
            assert sign_in(member).get(page).status_code == 404, role
    assert "Bente Dahl" not in sign_in(cast.stranger).get(page).content.decode()

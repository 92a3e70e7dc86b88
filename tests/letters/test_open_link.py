"""Personal links: each opens exactly one thing, for a while, and never lets anybody administer."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from samkjort import clock
from samkjort.journal.actions import System
from samkjort.journal.models import Entry
from samkjort.letters import actions, queries
from samkjort.letters.models import Letter, LetterKind, PersonalLink, StoppedLetters
from samkjort.people import actions as people

MY_WEEK = reverse("okr:my-week")


@pytest.fixture
def asked(cast, ask):
    return ask(cast.siri, cast.siri.pk, kind=("okr", "my-week"))


@pytest.fixture
def link(cast, asked):
    return actions.make_personal_link(asked, by=System(cast.organisation.pk))


def token(link):
    return link.removesuffix("/").rsplit("/", 1)[1]


def state():
    return (
        list(PersonalLink.objects.values_list("pk", "revoked_at", "refused")),
        Entry.objects.count(),
        Letter.objects.count(),
        StoppedLetters.objects.count(),
    )


def test_a_press_opens_the_one_thing(cast, link, client):
    assert client.get(MY_WEEK).status_code == 302
    greeting = client.get(link)
    assert "Siri" in greeting.content.decode()
    assert client.get(MY_WEEK).status_code == 302
    response = client.post(link)
    assert response.url == MY_WEEK
    assert client.get(MY_WEEK).status_code == 200


PAGES = ("okr:overview", "okr:cycles", "ledger:inputs", "letters:asks", "people:members", "people:organisation",
         "people:leadership", "people:areas", "alignment:purpose", "alignment:missing", "people:security-log",
         "people:my-settings")  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_it_opens_nothing_else(link, client, page):
    client.post(link)
    assert client.get(reverse(page)).status_code in {302, 404}


def test_it_cannot_administer_even_for_an_administrator(cast, ask, client):
    asked = ask(cast.jonas, cast.jonas.pk, kind=("okr", "my-week"))
    client.post(actions.make_personal_link(asked, by=System(cast.organisation.pk)))
    assert client.get(MY_WEEK).status_code == 200
    for page in ("people:members", "people:invite-member", "people:organisation"):
        for method in (client.get, client.post):
            response = method(reverse(page))
            assert response.status_code in {302, 403, 404, 405}
            assert response.status_code != 302 or "login" in response.url


def test_a_link_about_one_thing_does_not_open_another_of_its_kind(cast, ask, client):
    client.post(actions.make_personal_link(ask(cast.bente, 1), by=System(cast.organisation.pk)))
    opened = queries.link_that_opens(client.session["personal_links"], "alignment:answer", {"pk": 1})
    assert opened is not None
    assert queries.link_that_opens(client.session["personal_links"], "alignment:answer", {"pk": 2}) is None
    assert queries.link_that_opens(client.session["personal_links"], "alignment:answer", {}) is None


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_that_follows_links_changes_nothing(link, method):
    before = state()
    for _time in range(3):
        scanner = Client()
        assert getattr(scanner, method)(link).status_code == 200
        assert getattr(scanner, method)(reverse("letters:not-me", args=[token(link)])).status_code == 405
        assert getattr(scanner, method)(reverse("letters:new-link", args=[token(link)])).status_code == 405
        assert "personal_links" not in scanner.session
    assert state() == before


def test_it_expires_and_a_session_that_had_it_open_closes_with_it(link, client):
    client.post(link)
    expires = PersonalLink.objects.get().expires_at
    with clock.at(expires - timedelta(minutes=1)):
        assert client.get(MY_WEEK).status_code == 200
    with clock.at(expires + timedelta(minutes=1)):
        assert client.get(link).status_code == 404
        assert client.post(link).status_code == 404
        assert client.get(MY_WEEK).status_code == 302


def test_it_opens_for_two_weeks_at_least_and_a_week_after_the_day_it_is_due(cast, ask, monday):
    for pk, days, lives in ((1, 2, 14), (2, 30, 37)):
        made = ask(cast.bente, pk, due=monday + timedelta(days=days))
        actions.make_personal_link(made, by=System(cast.organisation.pk))
        assert made.links.get().expires_at == clock.now() + timedelta(days=lives)


@pytest.mark.parametrize("why", ["revoked", "withdrawn", "left"])
def test_it_closes(cast, asked, link, client, why):
    client.post(link)
    if why == "revoked":
        actions.revoke_personal_link(PersonalLink.objects.get(), by=cast.ingrid)
    elif why == "withdrawn":
        actions.withdraw_ask(asked, by=cast.ingrid)
    else:
        people.leave(cast.siri, by=cast.jonas)
    assert client.get(MY_WEEK).status_code == 302
    assert client.get(link).status_code == 404
    assert client.post(link).status_code == 404


def test_a_guess_gets_the_same_page_as_a_link_that_is_closed(cast, link, client):
    actions.revoke_personal_link(PersonalLink.objects.get(), by=cast.ingrid)
    guess = reverse("letters:open-link", args=["x" * 43])
    closed, guessed = client.get(link), client.get(guess)
    assert closed.status_code == guessed.status_code == 404
    assert "Siri" not in closed.content.decode()
    assert told(closed, token(link)) == told(guessed, "x" * 43)


def told(response, token):
    """The page without its token, and without what protects its forms, which is new each time."""
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", response.content.decode().replace(token, ""))


def test_only_a_hash_is_kept(link):
    assert token(link) not in str(PersonalLink.objects.values())


def test_passed_on_to_a_colleague_who_is_signed_in_it_opens_nothing(cast, link, sign_in):
    client = sign_in(cast.amir)
    for method in (client.get, client.post):
        page = method(link)
        assert page.status_code == 200
        assert "Siri" not in page.content.decode()
    assert "personal_links" not in client.session
    assert client.get(MY_WEEK).context["request"].member == cast.amir


def test_it_is_me_to_whoever_is_signed_in_as_oneself(cast, link, sign_in):
    client = sign_in(cast.siri)
    assert client.post(link).url == MY_WEEK
    assert "personal_links" not in client.session


def test_links_of_two_people_in_one_browser_do_not_add_up(cast, ask, link, client):
    client.post(link)
    other = ask(cast.amir, cast.amir.pk, kind=("okr", "my-week"))
    client.post(actions.make_personal_link(other, by=System(cast.organisation.pk)))
    assert client.session["personal_links"] == [PersonalLink.objects.get(member=cast.amir).pk]


def test_it_is_not_me_closes_the_link_and_tells_the_okr_lead(cast, ask, client, sign_in):
    link = actions.make_personal_link(ask(cast.bente), by=System(cast.organisation.pk))
    assert client.post(reverse("letters:not-me", args=[token(link)])).status_code == 200
    assert PersonalLink.objects.get().refused
    assert client.post(link).status_code == 404
    [waiting] = [each for each in queries.waiting(cast.ingrid) if each.member == cast.bente]
    assert waiting.refused
    assert sign_in(cast.ingrid).get(reverse("letters:asks")).status_code == 200


def test_a_new_link_goes_to_the_address_we_have_and_once_an_hour(cast, asked, link, client, post, monday):
    with clock.at(PersonalLink.objects.get().expires_at + timedelta(days=1)):
        address = reverse("letters:new-link", args=[token(link)])
        for _time in range(3):
            assert client.post(address).status_code == 200
        assert Letter.objects.get().kind == LetterKind.LINK
        [letter] = post()
        assert letter.to == ["siri@fjordvik.example"]
        [new] = [line for line in letter.body.split() if "/p/" in line]
        assert client.post("/p/" + new.split("/p/")[1]).url == MY_WEEK


@pytest.mark.parametrize("why", ["revoked", "withdrawn", "left", "unknown"])
def test_no_new_link_where_none_should_go_and_the_answer_is_the_same(cast, asked, link, client, why):
    one = token(link)
    if why == "revoked":
        actions.revoke_personal_link(PersonalLink.objects.get(), by=cast.ingrid)
    elif why == "withdrawn":
        actions.withdraw_ask(asked, by=cast.ingrid)
    elif why == "left":
        people.leave(cast.siri, by=cast.jonas)
    else:
        one = "x" * 43
    assert client.post(reverse("letters:new-link", args=[one])).status_code == 200
    assert not Letter.objects.exists()
    assert mail.outbox == []


def test_strangers_make_and_revoke_no_links(cast, asked, link):
    with pytest.raises(PermissionDenied):
        actions.make_personal_link(asked, by=cast.stranger)
    with pytest.raises(PermissionDenied):
        actions.revoke_personal_link(PersonalLink.objects.get(), by=cast.stranger)

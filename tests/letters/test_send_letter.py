"""Delivery through the outbox: what a letter says in both languages, and what happens where the mail server fails."""

from datetime import timedelta

import pytest

from samkjort import clock
from samkjort.journal.models import Outbox
from samkjort.journal.tasks import MOST_ATTEMPTS, deliver_due
from samkjort.letters import actions, tasks
from samkjort.letters.models import Letter, PersonalLink
from samkjort.people import actions as people


@pytest.fixture
def compose(cast, monday):
    def make(member, language=""):
        if language:
            people.change_settings(member, by=member, language=language, time_zone="", colour_scheme="auto")
        return actions.compose_weekly(member, by=cast.ingrid, week="2026-W48")

    return make


@pytest.mark.parametrize(
    ("language", "hello", "subject"),
    [("en", "Hello Bente,", "2 things this week, 5 min"), ("nb", "Hei Bente", "2 ting denne uken, 5 min")],
)
def test_text_and_html_in_the_reader_s_language(cast, ask, compose, post, language, hello, subject):
    ask(cast.bente, 1, minutes=2), ask(cast.bente, 2, minutes=3, weight=5)
    compose(cast.bente, language)
    [letter] = post()
    assert letter.to == ["bente@fjordvik.example"]
    assert letter.subject == subject
    [(html, kind)] = [(part.content, part.mimetype) for part in letter.alternatives]
    assert kind == "text/html"
    assert f'lang="{language}"' in html
    for words in (letter.body, html):
        assert hello in words
        assert words.count("/p/") >= 2
        assert "/letters/stop/" in words
    assert "<" not in letter.body.replace("<http", "")
    assert letter.reply_to == ["ingrid@fjordvik.example"]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/letters/stop/" in letter.extra_headers["List-Unsubscribe"]


def test_the_most_important_stands_first(cast, ask, compose, post):
    ask(cast.bente, 1), ask(cast.bente, cast.bente.pk, kind=("okr", "my-week"), weight=9)
    compose(cast.bente)
    [letter] = post()
    first = PersonalLink.objects.order_by("pk").first()
    assert first.ask.kind == "my-week"
    assert letter.body.index("1. ") < letter.body.index("2. ")


def test_a_letter_of_one_thing_has_it_as_its_subject(cast, ask, compose, post):
    ask(cast.bente)
    compose(cast.bente, "en")
    [letter] = post()
    assert letter.subject == "Why we try OKR: read it, and say what it means to you"


def test_names_with_html_in_them_stay_names(cast, ask, compose, post):
    people.change_member(
        cast.bente, by=cast.jonas, name="<b>Bente</b> & co", email=cast.bente.email, title="", area=None
    )
    ask(cast.bente)
    compose(cast.bente, "en")
    [letter] = post()
    assert "<b>Bente</b>" not in letter.alternatives[0].content
    assert "&lt;b&gt;Bente" in letter.alternatives[0].content


def test_a_server_that_fails_is_tried_again_and_no_letter_is_lost(cast, ask, compose, settings, mailoutbox, monday):
    ask(cast.bente)
    letter = compose(cast.bente)
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.dummy.EmailBackend"
    assert deliver_due() == 1
    row = Outbox.objects.get(kind="letter.send")
    assert (row.attempts, row.done_at) == (1, None)
    assert "MailNotSetUp" in row.last_error
    assert deliver_due() == 0
    settings.EMAIL_BACKEND = works
    with clock.at(clock.now() + timedelta(minutes=3)):
        assert deliver_due() == 1
    letter.refresh_from_db()
    row.refresh_from_db()
    assert letter.sent_at
    assert row.done_at
    assert row.last_error == ""
    assert len(mailoutbox) == 1


def test_it_is_given_up_after_eight_tries_and_can_be_seen(cast, ask, compose, settings, monday):
    ask(cast.bente)
    compose(cast.bente)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    moment = clock.now()
    for _time in range(MOST_ATTEMPTS + 3):
        with clock.at(moment):
            deliver_due()
        moment += timedelta(days=1)
    row = Outbox.objects.get(kind="letter.send")
    assert (row.attempts, row.done_at) == (MOST_ATTEMPTS, None)
    assert row.gave_up_at


def test_run_twice_it_is_sent_once(cast, ask, compose, mailoutbox):
    ask(cast.bente)
    letter = compose(cast.bente)
    for _time in range(2):
        tasks.send_letter(organisation_id=cast.organisation.pk, letter_id=letter.pk)
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("why", ["done", "left", "stopped"])
def test_what_is_no_longer_due_is_dropped(cast, ask, compose, post, why):
    asked = ask(cast.bente)
    letter = compose(cast.bente)
    if why == "done":
        actions.withdraw_ask(asked, by=cast.ingrid)
    elif why == "left":
        people.leave(cast.bente, by=cast.jonas)
    else:
        actions.stop_letters(cast.bente, by=cast.bente)
    assert post() == []
    letter.refresh_from_db()
    assert letter.dropped_at
    assert not letter.sent_at
    assert not PersonalLink.objects.exists()


def test_another_organisation_s_row_sends_nothing(cast, ask, compose, mailoutbox):
    ask(cast.bente)
    letter = compose(cast.bente)
    tasks.send_letter(organisation_id=cast.other.pk, letter_id=letter.pk)
    assert mailoutbox == []
    assert not Letter.objects.exclude(sent_at=None).exists()

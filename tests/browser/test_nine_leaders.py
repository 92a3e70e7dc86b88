"""Nine leaders answer the purpose on their phones, and the OKR lead publishes the next version because of them.

The real thing: Chromium against a running server. Leaders come by the personal link of their letter and never sign in.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings as django_settings
from playwright.sync_api import Browser, BrowserContext, Page, expect

from samkjort.alignment import actions
from samkjort.alignment.models import PurposeVersion, Reading
from samkjort.ledger.models import Input
from samkjort.letters import actions as letters
from samkjort.letters.models import Ask
from samkjort.people import actions as people
from tests.factories import make_member
from tests.okr_factories import DAY

LEADERS = [f"{name} Leder" for name in ("Anne", "Bjørn", "Cato", "Dina", "Eli", "Frode", "Guri", "Håkon", "Inger")]
MISREAD_BY = 4  # so many take the first statement otherwise
ASKER = 6  # which of them asks a question
QUESTION = "Hva slutter vi med når dette kommer på toppen?"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@dataclass
class Stage:
    """What is there when the letters have gone out."""

    version: PurposeVersion
    links: list[str]


@pytest.fixture
def stage(live_server, cast, settings) -> Stage:
    """A published purpose, and a personal link to each of nine leaders."""
    settings.TODAY = DAY
    for seated in (cast.olav, cast.bente):
        people.unseat_leader(cast.group, by=cast.ingrid, member=seated)
    leaders = [make_member(cast.organisation, name) for name in LEADERS]
    for leader in leaders:
        people.seat_leader(cast.group, by=cast.ingrid, member=leader)
    draft = actions.start_purpose(cast.organisation, by=cast.ingrid)
    statements = [(row.text, row.is_meant, row.explanation) for row in draft.statements.all()]
    said = actions.PurposeText("Færre ting samtidig.", "Ikke en vurdering av folk.", "", [], statements)
    draft = actions.change_purpose(draft, by=cast.ingrid, edits=draft.edits, said=said)
    version = actions.publish_purpose(draft, by=cast.ingrid)
    asks = {ask.of_id: ask for ask in Ask.objects.filter(room="alignment")}
    links = [letters.make_personal_link(asks[leader.pk], by=cast.ingrid) for leader in leaders]
    return Stage(version, [live_server.url + link for link in links])


@pytest.fixture
def enter(browser: Browser, live_server, sign_in, browser_context_args) -> Callable[..., BrowserContext]:
    """`enter(member, **device)`: a browser of their own; signed in where a member is named."""

    def open_(member=None, **device):
        context = browser.new_context(**{**browser_context_args, **device})
        if member is not None:
            name = django_settings.SESSION_COOKIE_NAME
            value = sign_in(member).cookies[name].value
            context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        return context

    return open_


def test_nine_leaders_answer_and_the_next_version_says_what_changed(cast, stage, enter, live_server):
    for number in range(len(LEADERS)):
        with enter(**PHONE) as context:
            _leader_answers(context.new_page(), stage, number)
    assert Reading.objects.exclude(answered_on=None).count() == len(LEADERS)
    assert Input.objects.get().text == QUESTION
    with enter(cast.ingrid) as context:
        page = context.new_page()
        page.goto(f"{live_server.url}/purpose/")
        _lead_sees_who_has_understood(page)
        _lead_marks_words(page)
        _lead_publishes_the_next(page)
    with enter(**PHONE) as context:
        ask = Ask.objects.open().filter(room="alignment", of__name=LEADERS[0]).get()
        page = context.new_page()
        page.goto(live_server.url + letters.make_personal_link(ask, by=cast.ingrid))
        page.get_by_role("button", name="Åpne").click()
        expect(page.get_by_text("Anne spurte hva vi slutter med.")).to_be_visible()


def _leader_answers(page: Page, stage: Stage, number: int) -> None:
    """Five minutes on a phone: read, open, five statements, own words, two scales, perhaps a question."""
    page.goto(stage.links[number])
    first = LEADERS[number].split()[0]
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Hei {first}")
    assert "Færre ting samtidig." not in page.content()  # nothing opens by itself: mail scanners follow links too
    page.get_by_role("button", name="Åpne").click()
    expect(page.get_by_role("heading", name="Hvorfor vi prøver OKR")).to_be_visible()
    expect(page.get_by_text("Færre ting samtidig.")).to_be_visible()
    _fits(page)
    for row in stage.version.statements.all():
        wrong = row.position == 1 and number < MISREAD_BY
        meant = row.is_meant != wrong
        group = page.get_by_role("group", name=row.text, exact=True)
        group.get_by_label("Betyr dette" if meant else "Betyr ikke dette", exact=True).check()
    page.get_by_role("button", name="Se hva som var ment").click()
    expect(page.get_by_text("Ikke slik du sa")).to_have_count(1 if number < MISREAD_BY else 0)
    expect(page.get_by_text("Svarene lagres med navn")).to_be_visible()
    _fits(page)
    page.get_by_label("Hva betyr dette for ditt område, med dine ord?").fill(f"Ord fra {first}")
    for question, answer in (("Hvor tydelig er formålet for deg?", 7), ("Hvor overbevist er du?", number + 1)):
        scale = page.get_by_role("group", name=question)
        expect(scale.get_by_role("radio", checked=True)).to_have_count(0)
        scale.get_by_role("radio", name=re.compile(rf"^{answer}\b")).check()
    page.get_by_role("button", name="Lagre og gå videre").click()
    expect(page.get_by_role("heading", name="Er det noe du lurer på?")).to_be_visible()
    _fits(page)
    if number == ASKER:
        page.get_by_label("Spørsmålet eller rådet ditt").fill(QUESTION)
        page.get_by_role("button", name="Send").click()
    else:
        page.get_by_role("link", name="Jeg har ingen spørsmål nå").click()
    expect(page.get_by_role("heading", name="Takk")).to_be_visible()


def _fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def _lead_sees_who_has_understood(page: Page) -> None:
    expect(page.get_by_role("heading", name="Hvorfor prøver vi OKR?")).to_be_visible()
    expect(page.get_by_text("9 av 9 har lest versjon 1")).to_be_visible()
    misread = page.get_by_role("region", name="Hva misforstås?").get_by_role("row")
    expect(misread).to_have_count(6)
    expect(misread.nth(1)).to_contain_text("4 av 9")
    expect(misread.nth(2)).to_contain_text("0 av 9")
    expect(page.get_by_text(QUESTION, exact=True)).to_be_visible()
    expect(page.get_by_text("Venter på deg")).to_have_count(9)
    page.get_by_role("link", name="Se navnene").click()
    expect(page.get_by_role("row", name="Anne Leder Ja Ja")).to_be_visible()
    page.go_back()


def _lead_marks_words(page: Page) -> None:
    marks = (("Anne", "Mener det samme", ""), ("Bjørn", "Delvis det samme", "Nesten: vi tar bort like mye."))
    for first, mark, reply in (*marks, ("Cato", "Mener noe annet", "Nei, det er ikke en rapport til.")):
        card = page.get_by_role("article").filter(has_text=f"Ord fra {first}")
        card.get_by_role("radio", name=mark).check()
        card.get_by_label("Svaret ditt").fill(reply)
        card.get_by_role("button", name="Lagre").click()
        expect(page.get_by_role("status").filter(has_text="Lagret")).to_be_visible()
        expect(card).to_contain_text(reply)
    assert sorted(Reading.objects.exclude(mark="").values_list("mark", flat=True)) == ["other", "partly", "same"]
    expect(page.get_by_text("Venter på deg")).to_have_count(6)


def _lead_publishes_the_next(page: Page) -> None:
    page.get_by_role("button", name="Begynn på neste versjon").click()
    page.get_by_label("Hvorfor vil vi ha OKR?").fill("Færre ting samtidig, og noe tas bort.")
    changed = page.get_by_label("Hva er endret siden forrige versjon, på grunn av hvem?")
    changed.fill("Anne spurte hva vi slutter med.")
    page.get_by_role("button", name="Lagre utkastet").click()
    expect(page.get_by_role("status").filter(has_text="Utkastet")).to_be_visible()
    page.get_by_role("button", name="Publiser og spør lederne").click()
    expect(page.get_by_text("Nytt i versjon 2")).to_be_visible()
    expect(page.get_by_text("Anne spurte hva vi slutter med.")).to_be_visible()
    expect(page.get_by_text("0 av 9 har lest versjon 2")).to_be_visible()

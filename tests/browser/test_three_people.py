"""The pages that an OKR lead, a leader and a member use most, in both languages, on a phone and on a wide screen.

Each page: no finding by axe, nothing wider than the screen, one main heading that says where one is, names on all that
can be pressed. And one job done with the keyboard alone.
"""

import re

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from samkjort.alignment import actions
from samkjort.okr.models import CheckIn
from samkjort.people import actions as people
from tests.okr_factories import DAY, make_cycle, make_objective

HEIGHT = {390: 844, 1280: 900}
PERSONS = {"okr lead": "ingrid", "leader": "bente", "member": "siri"}
PAGES = {
    "roadmap:road": {
        "nb": "Veien til en samkjørt ledelse",
        "en": "The road to a leadership that pulls together",
    },
    "alignment:purpose": {"nb": "Hvorfor prøver vi OKR?", "en": "Why do we try OKR?"},
    "desk:my-page": {"nb": "Hva venter på deg", "en": "What is asked of you"},
    "okr:my-week": {"nb": "Hva har endret seg denne uken?", "en": "What has changed this week?"},
    "okr:overview": {"nb": "Hvor står målene?", "en": "How are the goals doing?"},
    "okr:objective": {"nb": "Barn får hjelp tidligere", "en": "Barn får hjelp tidligere"},
}
MENU = {"nb": "Hovedmeny", "en": "Main menu"}
# What can be pressed or filled in and has no name that a screen reader could say.
NAMELESS = re.compile(r"^\s*- (?:link|button|textbox|radio|checkbox|combobox|searchbox|spinbutton)(?: \[|:|$)", re.M)


@pytest.fixture
def objective(live_server, cast, settings):
    """A published purpose and a goal with two key results that Siri answers for."""
    settings.TODAY = DAY
    draft = actions.start_purpose(cast.organisation, by=cast.ingrid)
    statements = [(row.text, row.is_meant, row.explanation) for row in draft.statements.all()]
    said = actions.PurposeText("Færre ting samtidig.", "Ikke en vurdering av folk.", "", [], statements)
    draft = actions.change_purpose(draft, by=cast.ingrid, edits=draft.edits, said=said)
    actions.publish_purpose(draft, by=cast.ingrid)
    return make_objective(cast.home_care, make_cycle(cast.organisation.pk), cast.siri)


@pytest.fixture
def open_for(browser, live_server, sign_in, browser_context_args):
    """`open_for(member, width)`: a page of a browser on which the member is signed in."""
    contexts = []

    def open_(member, width: int) -> Page:
        viewport = {"width": width, "height": HEIGHT[width]}
        context = browser.new_context(**{**browser_context_args, "viewport": viewport})
        contexts.append(context)
        name = django_settings.SESSION_COOKIE_NAME
        value = sign_in(member).cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize("person", PERSONS)
def test_pages_can_be_used_by_all(cast, objective, live_server, open_for, assert_accessible, person, language):
    member = getattr(cast, PERSONS[person])
    _speak(member, language)
    page = open_for(member, 1280)
    for name, headings in PAGES.items():
        args = [objective.pk] if name == "okr:objective" else []
        page.set_viewport_size({"width": 1280, "height": HEIGHT[1280]})
        page.goto(live_server.url + reverse(name, args=args))
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        expect(page.get_by_role("heading", level=1)).to_contain_text(headings[language])
        expect(page.get_by_role("main")).to_have_count(1)
        expect(page.get_by_role("navigation", name=MENU[language])).to_be_visible()
        for width, height in HEIGHT.items():
            page.set_viewport_size({"width": width, "height": height})
            assert not _sticks_out(page), f"{page.url} at {width} px: {_sticks_out(page)}"
            assert not NAMELESS.findall(page.locator("body").aria_snapshot()), page.url
            assert_accessible(page)


def test_a_member_checks_in_by_keyboard_alone(cast, objective, live_server, open_for):
    page = open_for(cast.siri, 390)
    page.goto(live_server.url + reverse("okr:my-week"))
    result = objective.key_results.order_by("position").first()
    _tab_to(page, f"#id_kr{result.pk}-value")
    page.keyboard.type("40")
    _tab_to(page, f"#id_kr{result.pk}-note")
    page.keyboard.type("To nye på kveld")
    _tab_to(page, f"[name=kr{result.pk}-confidence]")
    page.keyboard.press("Space")
    for _step in range(8):
        page.keyboard.press("ArrowRight")
    expect(page.locator(f"#id_kr{result.pk}-confidence_8")).to_be_checked()
    _tab_to(page, "button.main")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Nettet er borte")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text="Lagret 1 av 2")).to_be_visible()
    assert CheckIn.objects.values_list("value", "confidence", "note").get() == (40, 8, "To nye på kveld")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_what_was_written_survives_a_sign_in_that_had_run_out(cast, objective, live_server, open_for):
    cast.siri.user.set_password("veldig-lang-setning")
    cast.siri.user.save()
    page = open_for(cast.siri, 390)
    page.goto(live_server.url + reverse("okr:my-week"))
    value = page.get_by_role("textbox").first
    value.fill("40")
    page.context.clear_cookies(name=django_settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Lagre alt").click()
    expect(page.get_by_role("heading", name="Logg inn")).to_be_visible()
    page.get_by_label("E-post").fill(cast.siri.email)
    page.get_by_label("Passord").fill("veldig-lang-setning")
    page.get_by_role("button", name="Logg inn").click()
    page.wait_for_url("**/okr/week/")
    expect(value).to_have_value("40")


def _speak(member, language: str) -> None:
    scheme = {"nb": "light", "en": "dark"}[language]  # so that contrast is measured in both
    people.change_settings(member, by=member, language=language, time_zone="", colour_scheme=scheme)


def _sticks_out(page: Page) -> list[str]:
    """What is wider than the screen, where the page can be scrolled sideways."""
    return page.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= wide) return [];
          const all = [...document.body.querySelectorAll("*")];
          const outside = all.filter((e) => e.getBoundingClientRect().right > wide);
          return ["wider than the screen", ...outside.slice(0, 5).map((e) => e.outerHTML.slice(0, 80))];
        }"""
    )


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is sought has the focus, and see that the focus shows."""
    for _press in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", selector
            return
    raise AssertionError(f"Tab never comes to {selector}")

"""The modules in a real browser: what is typed survives, the network may be away, and nothing needs them."""

import http.server
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template import engines
from django.utils import translation

pytestmark = pytest.mark.browser

PAGE = """{% extends "ui/phone.html" %}{% load ui %}{% block title %}Week{% endblock %}
{% block form_start %}<form method="post" action="/week" data-draft="week" data-offline>{% endblock %}
{% block main %}{% if done %}<p class="note ok" role="status">Saved</p>{% endif %}{% field form.words %}
{% scale form.sure "Not" "Quite" confidence=True %}
<fieldset data-reveal-for="sure" data-reveal-max="3">{% field form.blocker %}</fieldset>
<button type="button" class="button" data-copy="the address">Copy</button>{% endblock %}
{% block sticky %}<button class="button main" name="go" value="on">Save</button>{% endblock %}
{% block form_end %}</form>{% endblock %}"""
SIGN_IN = (
    '{% extends "ui/plain.html" %}{% block title %}Sign in{% endblock %}{% block main %}<h1>Sign in</h1>{% endblock %}'
)
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "woff2": "font/woff2"}


class Week(forms.Form):
    words = forms.CharField(widget=forms.Textarea)
    sure = forms.IntegerField()
    blocker = forms.CharField(required=False)


class Pages(http.server.BaseHTTPRequestHandler):
    """Gives the page and our static files; a save is remembered and leads to the page again."""

    received: list[str]
    signed_out = False

    def do_GET(self) -> None:
        if self.path.startswith("/static/"):
            path = finders.find(self.path.removeprefix("/static/"))
            with open(path, "rb") as file:
                self.answer(200, file.read(), TYPES[path.rpartition(".")[2]])
            return
        with translation.override("en"):
            source = SIGN_IN if self.path == "/sign-in" else PAGE
            html = engines["django"].from_string(source).render({"form": Week(), "done": self.path == "/saved"})
        self.answer(200, html.encode(), "text/html; charset=utf-8")

    do_HEAD = do_GET

    def do_POST(self) -> None:
        self.received.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(303)
        self.send_header("Location", "/sign-in" if self.signed_out else "/saved")
        self.end_headers()

    def answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def handler() -> type[Pages]:
    return type("Handler", (Pages,), {"received": []})


@pytest.fixture
def site(handler) -> Iterator[tuple[str, list[str]]]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler.received
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(browser, site) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site[0]}/week", wait_until="networkidle")
    yield page
    context.close()


def test_what_is_typed_survives_a_reload(visit):
    visit.fill("#id_words", "Two new on the evening shift")
    visit.check("#id_sure_7")
    visit.reload(wait_until="networkidle")
    assert visit.input_value("#id_words") == "Two new on the evening shift"
    assert visit.is_checked("#id_sure_7")
    assert "is not saved yet" in visit.inner_text("[data-note][role=status]")


def test_a_saved_draft_is_forgotten(visit, site):
    visit.fill("#id_words", "Two new")
    visit.check("#id_sure_7")
    visit.click("text=Save")
    visit.wait_for_url("**/saved")
    assert len(site[1]) == 1
    assert "go=on" in site[1][0]
    visit.goto(f"{site[0]}/week", wait_until="networkidle")
    assert visit.input_value("#id_words") == ""
    assert visit.evaluate("localStorage.length") == 0


def test_a_save_that_ended_at_sign_in_is_not_lost(visit, site, handler):
    handler.signed_out = True
    visit.fill("#id_words", "Two new")
    visit.check("#id_sure_7")
    visit.click("text=Save")
    visit.wait_for_url("**/sign-in", wait_until="networkidle")
    visit.goto(f"{site[0]}/week", wait_until="networkidle")
    assert visit.input_value("#id_words") == "Two new"
    assert visit.is_checked("#id_sure_7")


def test_the_network_may_be_away(visit, site):
    visit.fill("#id_words", "Two new")
    visit.check("#id_sure_7")
    visit.context.set_offline(True)
    visit.click("text=Save")
    visit.wait_for_function("document.querySelector('[data-note]')?.textContent.includes('no network')")
    assert site[1] == []
    visit.context.set_offline(False)
    visit.wait_for_url("**/saved")
    assert len(site[1]) == 1


def test_what_is_in_the_way_is_asked_when_confidence_is_low(visit):
    question = visit.locator("[data-reveal-for]")
    assert not question.is_visible()
    visit.check("#id_sure_3")
    assert question.is_visible()
    visit.keyboard.press("ArrowRight")
    assert not question.is_visible()
    assert visit.is_disabled("#id_blocker")


def test_copying_says_that_it_did(visit):
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.click("[data-copy]")
    visit.wait_for_function("document.querySelector('[data-copy]').textContent === 'Copied'")
    assert visit.evaluate("navigator.clipboard.readText()") == "the address"


def test_everything_works_without_javascript(browser, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{site[0]}/week")
    assert page.locator("[data-reveal-for]").is_visible()
    assert not page.locator("[data-copy]").is_visible()
    page.fill("#id_words", "Two new")
    page.check("#id_sure_2")
    page.click("text=Save")
    page.wait_for_url("**/saved")
    assert len(site[1]) == 1
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_is_wider_than_the_screen_and_boxes_are_big_enough(browser, site, width):
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(f"{site[0]}/week", wait_until="networkidle")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    box = page.locator(".scale-box").first.bounding_box()
    assert box["width"] >= 44
    assert box["height"] >= 44
    context.close()

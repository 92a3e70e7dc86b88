"""A language needs no code: every text of the interface goes through translation.

First as the templates stand, each of them; then as pages come, in a language that puts every text between ⟦ and ⟧.
What is left outside must be what people wrote, or stand in NAMES.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, EmailField, TextField
from django.test import Client
from django.urls import reverse
from django.utils.translation import trans_real

from tests.world import World

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[2] / "samkjort"
# Shown where everything else has failed: nothing is looked up, and both languages stand there.
IN_BOTH = ROOT / "ui" / "templates" / "500.html"
TEMPLATES = sorted(path for path in ROOT.rglob("*.html") if "templates" in path.parts and path != IN_BOTH)
NAMES = {"Samkjørt", "English", "Norsk", "Norsk bokmål", "Norwegian Bokmål", "OKR", "Europe/Oslo"}
SPOKEN = {"aria-label", "aria-description", "title", "alt", "placeholder", "data-label", "data-confirm"}
SILENT = {"script", "style", "svg"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
TRANSLATED = re.compile(r"\{%\s*blocktrans(?:late)?\b.*?endblocktrans(?:late)?\s*%\}", re.DOTALL)
COMMENT = re.compile(r"\{%\s*comment\b.*?endcomment\s*%\}|\{#.*?#\}", re.DOTALL)
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
CHOSEN_TAG = re.compile(r"</?\{%[^>]*>")  # <{% if … %}span{% else %}a href="/"{% endif %}>
INNERMOST = re.compile(r"⟦[^⟦⟧]*⟧", re.DOTALL)


class Texts(HTMLParser):
    """What a page says: its text, and the attributes that are read aloud."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self.found += [value or "" for name, value in attrs if name in SPOKEN]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def bare(html: str, known: set[str]) -> Iterator[str]:
    """The texts with letters that are neither translated nor known."""
    parser = Texts()
    parser.feed(html)
    for text in parser.found:
        left = text
        while (shorter := INNERMOST.sub(" ", left)) != left:
            left = shorter
        for words in sorted(known, key=len, reverse=True):
            left = left.replace(words, " ")
        if LETTERS.search(left):
            yield " ".join(text.split())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_template_says_a_word_of_its_own(path: Path) -> None:
    source = path.read_text()
    for code in (COMMENT, TRANSLATED, CHOSEN_TAG, CODE):
        source = code.sub(" ", source)
    assert list(bare(source, NAMES)) == []


def _between(text: str) -> str:
    return f"⟦{text.split(chr(4))[-1]}⟧" if text.strip() else text


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, with every text that was looked up between ⟦ and ⟧."""
    monkeypatch.setattr(trans_real.DjangoTranslation, "gettext", lambda self, text: _between(text))
    monkeypatch.setattr(
        trans_real.DjangoTranslation, "ngettext", lambda self, one, many, n: _between(one if n == 1 else many)
    )


def written() -> set[str]:
    """Everything that people wrote: what is stored as text."""
    found: set[str] = set(NAMES)
    for model in apps.get_models():
        if not model.__module__.startswith("samkjort."):
            continue
        for field in model._meta.fields:
            if isinstance(field, CharField | EmailField | TextField) and not field.choices:
                found |= {text.strip() for text in model._default_manager.values_list(field.name, flat=True) if text}
    return {text for text in found if LETTERS.search(text)}


PAGES: dict[str, tuple[str, Any]] = {
    "desk:my-page": ("leader", None),
    "desk:search": ("reader", None),
    "people:members": ("administrator", None),
    "people:invite-member": ("administrator", None),
    "people:member": ("administrator", lambda w: w.cast.siri.pk),
    "people:change-roles": ("administrator", lambda w: w.cast.siri.pk),
    "people:leave": ("administrator", lambda w: w.cast.siri.pk),
    "people:erase-member": ("administrator", lambda w: w.cast.siri.pk),
    "people:areas": ("okr lead", None),
    "people:change-area": ("okr lead", lambda w: w.cast.schools.pk),
    "people:end-area": ("okr lead", lambda w: w.cast.schools.pk),
    "people:record-discussion": ("okr lead", lambda w: w.cast.schools.pk),
    "people:leadership": ("okr lead", None),
    "people:security-log": ("administrator", None),
    "people:stored-about-me": ("leader", None),
    "letters:asks": ("okr lead", None),
    "ledger:inputs": ("okr lead", None),
    "ledger:answer-input": ("okr lead", lambda w: w.input.pk),
    "direction:priorities": ("okr lead", None),
    "direction:change-priority": ("okr lead", lambda w: w.priority.pk),
    "okr:overview": ("okr lead", None),
    "okr:my-week": ("area lead", None),
    "okr:cycles": ("okr lead", None),
    "okr:priorities": ("okr lead", None),
    "okr:area": ("area lead", lambda w: w.cast.home_care.pk),
    "okr:objective": ("area lead", lambda w: w.published.pk),
    "okr:change-objective": ("area lead", lambda w: w.published.pk),
    "okr:check-in": ("area lead", lambda w: w.result.pk),
    "okr:add-key-result": ("area lead", lambda w: w.published.pk),
    "alignment:purpose": ("okr lead", None),
    "alignment:edit-purpose": ("okr lead", None),
    "alignment:missing": ("okr lead", None),
    "alignment:answer": ("leader", lambda w: w.version.pk),
    "roadmap:road": ("okr lead", None),
    "roadmap:history": ("okr lead", None),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_nothing_that_was_not_translated(world: World, pseudo: None, name: str) -> None:
    role, pk_of = PAGES[name]
    client = Client(headers={"accept-language": "en"})
    client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
    response = client.get(reverse(name, args=[pk_of(world)] if pk_of else []))
    assert response.status_code == 200
    html = response.content.decode()
    assert "⟦" in html
    assert list(bare(html, written())) == []


def test_the_page_of_last_resort_says_it_in_both_languages() -> None:
    said = " ".join(bare(IN_BOTH.read_text(), set()))
    assert "Noe gikk galt hos oss" in said
    assert "Something went wrong on our side" in said


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>⟦Hello ⟦Kari⟧⟧ Kari</p>", []),
        ("<p>⟦Hello⟧ there</p>", ["⟦Hello⟧ there"]),
        ('<a title="Open">⟦Open⟧</a>', ["Open"]),
        ("<script>var x</script><p>7 %</p>", []),
    ],
)
def test_what_is_bare_is_found(html: str, found: list[str]) -> None:
    assert list(bare(html, {"Kari"})) == found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_tag_is_torn_from_its_bracket(path: Path) -> None:
    # A browser takes "<" before a space for text: `< button` is no button.
    assert re.search(r"</?\s", COMMENT.sub("", path.read_text())) is None

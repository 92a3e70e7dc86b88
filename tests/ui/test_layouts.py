"""The layouts: what stands around every page, and that the content policy can hold."""

import gzip
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines
from django.template.loader import get_template
from django.utils import translation

UI = Path(__file__).resolve().parents[2] / "samkjort" / "ui"
KILOBYTE = 1000


@dataclass
class Line:
    title: str
    address: str
    current: bool = False
    count: int = 0


@dataclass
class Named:
    name: str
    colour_scheme: str = "dark"


def page(layout: str = "ui/base.html", **context) -> str:
    source = (
        '{% extends "' + layout + '" %}{% block title %}Road{% endblock %}{% block main %}<h1>Road</h1>{% endblock %}'
    )
    return engines["django"].from_string(source).render(context)


@pytest.mark.parametrize("layout", ["ui/base.html", "ui/phone.html", "ui/plain.html"])
def test_layouts_stand_without_any_context(layout):
    html = page(layout)
    assert '<main id="main"' in html
    assert 'href="#main"' in html
    assert 'data-color-scheme="auto"' in html


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_page_says_its_language(language):
    with translation.override(language):
        assert f'<html lang="{language}"' in page()


def test_the_rail_marks_where_you_are_and_what_waits():
    html = page(navigation=[Line("Road", "/road/", current=True), Line("My week", "/week/", count=4)])
    assert html.count('aria-current="page"') == 2  # the rail, and the menu of the phone
    assert '<span class="count">4</span>' in html
    assert "<details" in html


def test_without_navigation_there_is_no_rail():
    assert 'class="rail' not in page(navigation=[])


def test_the_reader_and_their_colours_are_there():
    html = page(member=Named("Ingrid"), organisation=Named("Fjordvik"))
    assert "Ingrid" in html
    assert "Fjordvik" in html
    assert 'data-color-scheme="dark"' in html


def test_a_personal_link_leads_nowhere_else():
    html = page("ui/phone.html", member=Named("Ingrid"), via_link=True)
    assert 'href="/"' not in html


def test_the_demo_says_that_it_is_one():
    with translation.override("en"):
        assert "all people and figures are made up" in page(demo=True)
        assert "all people and figures are made up" not in page()


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
def test_error_pages_need_no_context(name):
    html = get_template(name).render({})
    assert "<main" in html
    assert "<h1>" in html


def test_the_500_page_speaks_both_languages():
    html = get_template("500.html").render({})
    assert "Noe gikk galt" in html
    assert 'lang="en"' in html


def test_no_template_has_what_the_content_policy_stops():
    for path in sorted(UI.rglob("*.html")):
        text = path.read_text()
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style", text), path
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text)), path


def linked_files(html: str) -> list[Path]:
    addresses = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
    found = [finders.find(address) for address in addresses]
    assert None not in found
    return [Path(path) for path in found]


def test_first_load_is_light():
    html = page("ui/phone.html")
    serif = UI / "static/ui/vendor/source-serif-4-5.3.1/source-serif-4-latin-wght-normal.woff2"
    texts = UI / "static/ui/texts.js"
    sizes = [len(gzip.compress(path.read_bytes())) for path in [*linked_files(html), serif, texts]]
    assert sum(sizes) + len(gzip.compress(html.encode())) < 150 * KILOBYTE


def test_every_font_that_the_style_names_is_there():
    style = UI / "static/ui/samkjort.css"
    addresses = re.findall(r'url\("([^"]+)"\)', style.read_text())
    assert len(addresses) == 4
    assert all((style.parent / address).is_file() for address in addresses)


def test_modules_are_small():
    for path in (UI / "static/ui").glob("*.js"):
        assert path.stat().st_size < 3 * KILOBYTE, path


def test_vendor_folders_are_recorded_with_their_licence():
    recorded = (UI.parents[1] / "docs" / "third-party.md").read_text()
    for folder in (UI / "static/ui/vendor").iterdir():
        assert (folder / "LICENSE").is_file()
        assert f"`{folder.name}`" in recorded
        for path in folder.iterdir():
            assert path.name == "LICENSE" or f"`{path.name}`" in recorded

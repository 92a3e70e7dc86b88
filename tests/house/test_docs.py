"""The documentation tells what the code has: all of it, and nothing that is not there."""

import argparse
import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

from samkjort.config.cli import parser
from samkjort.journal.events import Event
from samkjort.okr.method import Kind

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
ROOMS = {path.parent.name for path in (ROOT / "samkjort").glob("*/__init__.py")}
SETTING = re.compile(r"\b(?:SAMKJORT_[A-Z_]*[A-Z]|DATABASE_URL)\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
MAKE = re.compile(r"`(?:[A-Z_]+=\S+ )*make ([a-z]+)|^ {4}make ([a-z]+)", re.MULTILINE)
FILE = re.compile(r"`((?:samkjort|tests|tools|docs|requirements)/[\w./-]+)`")

every_page = pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(ROOT)))


def headings(page: Path) -> list[str]:
    return re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)


def first_cells(page: Path) -> list[str]:
    """What stands in code type in the first cell of each table row."""
    return re.findall(r"^\| `([^`]+)` \|", page.read_text(), re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The addresses of a page's headings, as the usual readers of Markdown make them."""
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings(page)}


def layers() -> list[set[str]]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    rows = next(contract["layers"] for contract in contracts if contract.get("containers") == ["samkjort"])
    return [set(re.findall(r"\w+", row)) & ROOMS for row in rows]


def test_every_setting_has_its_row():
    used = {found for path in (ROOT / "samkjort").rglob("*.py") for found in SETTING.findall(path.read_text())}
    told = [cell for cell in first_cells(DOCS / "operations.md") if SETTING.fullmatch(cell)]
    assert sorted(told) == sorted(used)


def test_every_command_has_its_heading_and_every_option_is_told():
    text = (DOCS / "operations.md").read_text()
    commands = next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)).choices
    told = [heading for heading in headings(DOCS / "operations.md") if heading.startswith("samkjort ")]
    assert sorted(told) == sorted(f"samkjort {name}" for name in commands)
    options = {option for command in commands.values() for option in options_of(command)}
    assert [option for option in sorted(options) if not re.search(rf"{option}\b", text)] == []


def options_of(command: argparse.ArgumentParser) -> set[str]:
    found = set()
    for one in command._actions:
        if isinstance(one, argparse._SubParsersAction):
            found |= {option for inner in one.choices.values() for option in options_of(inner)}
        found |= {option for option in one.option_strings if option.startswith("--")}
    return found


def test_every_event_has_its_heading_and_a_meaning():
    said = re.findall(r"^### (\S+)\n\n(\S.+)$", (DOCS / "events.md").read_text(), re.MULTILINE)
    assert [name for name, _meaning in said] == [event.value for event in Event]


def test_reserved_events_are_those_that_nothing_writes():
    code = "".join(path.read_text() for path in (ROOT / "samkjort").rglob("*.py"))
    unwritten = {event.value for event in Event if f"Event.{event.name}" not in code}
    assert set(re.findall(r"^### (\S+)\n\nReserved", (DOCS / "events.md").read_text(), re.MULTILINE)) == unwritten


def test_every_room_has_its_row():
    for page in (ROOT / "README.md", DOCS / "architecture.md"):
        assert sorted(cell for cell in first_cells(page) if cell in ROOMS) == sorted(ROOMS), page.name


def test_the_layers_are_those_that_the_import_linter_holds():
    drawn = re.search(r"```text\n(.+?)```", (DOCS / "architecture.md").read_text(), re.DOTALL)
    assert drawn
    assert [set(re.findall(r"\w+", line)) for line in drawn[1].splitlines()] == layers()


def test_every_kind_of_key_result_has_its_formula():
    formulas = (DOCS / "method.md").read_text().partition("Each odd case")[0]
    assert re.findall(r"^\| `(\w+)` \|", formulas, re.MULTILINE) == [kind.value for kind in Kind]


@every_page
def test_links_lead_somewhere(document: Path):
    broken = []
    for link in LINK.findall(document.read_text()):
        address, _, anchor = unquote(link).partition("#")
        if "://" in address or address.startswith("mailto:"):
            continue
        target = (document.parent / address).resolve() if address else document
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@every_page
def test_files_that_are_named_exist(document: Path):
    named = {name for name in FILE.findall(document.read_text())}
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


@every_page
def test_make_targets_that_are_named_exist(document: Path):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {name for pair in MAKE.findall(document.read_text()) for name in pair if name} <= targets

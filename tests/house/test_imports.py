"""Arrows between rooms point downwards, also those that an import linter cannot see; exceptions say why."""

import re
import subprocess
import sys
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from grimp import ImportGraph

from tools.contracts import PrivateFilesContract

ROOT = Path(__file__).resolve().parents[2]
LINTER = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
CONTRACTS = {contract["name"]: contract for contract in LINTER["contracts"]}
CODE = [path for path in sorted((ROOT / "samkjort").rglob("*.py")) if "migrations" not in path.parts]
TEMPLATES = [*(ROOT / "samkjort").rglob("*.html"), *(ROOT / "samkjort").rglob("*.txt")]

# Rooms that hold no domain: nothing of theirs is stored under rules of who may what.
WITHOUT_FLOORS = {"config", "demo", "exchange", "ui", "clock", "statistics"}
# Why an import may stand inside a function, told in the line above it.
INLINE_REASONS = {"set up first", "starts without Django"}
# allauth tells what happens at sign-in by signals only; nothing of ours hides behind one.
SIGNALS = {"samkjort/people/adapter.py"}


def rooms_by_level() -> dict[str, int]:
    """Each room and how high it lies; siblings lie equally high."""
    layers = CONTRACTS["Rooms: arrows point downwards"]["layers"]
    return {name: -i for i, layer in enumerate(layers) for name in re.findall(r"\w+", layer)}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_contracts_are_kept():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_domain_room_has_its_floors_held():
    held = {container.partition(".")[2] for container in CONTRACTS["Floors inside a room"]["containers"]}
    rooms = {path.name for path in (ROOT / "samkjort").iterdir() if (path / "__init__.py").exists()}
    assert held == rooms - WITHOUT_FLOORS


def test_private_files_contract_catches():
    graph = ImportGraph()
    for importer, imported in (
        ("samkjort.okr.urls", "samkjort.okr.views.week"),  # their own
        ("samkjort.okr.views", "samkjort.ledger.queries"),  # not private
        ("samkjort.okr.views", "samkjort.ledger.forms"),
        ("samkjort.okrs.views", "samkjort.okr.views.week"),  # a name that begins the same
    ):
        graph.add_import(importer=importer, imported=imported)
    contract = PrivateFilesContract(
        "Pages", {}, {"root": "samkjort", "names": ["views", "forms"]}
    )  # as import-linter makes it
    check = contract.check(graph, verbose=False)
    assert not check.kept
    assert check.metadata["broken"] == [
        "samkjort.okr.views imports samkjort.ledger.forms, which is private to samkjort.ledger",
        "samkjort.okrs.views imports samkjort.okr.views.week, which is private to samkjort.okr",
    ]


def inline_imports(path: Path) -> Iterator[tuple[int, str]]:
    """(line number, the comment over it) of each import inside a function; imports that follow each other share one."""
    lines = path.read_text().splitlines()
    for number, line in enumerate(lines):
        if re.match(r"\s+(import \w|from [\w.]+ import )", line):
            above = number - 1
            while re.match(r"\s+(import \w|from [\w.]+ import )", lines[above]):
                above -= 1
            yield number + 1, lines[above].strip().removeprefix("# ")


def test_imports_inside_functions_say_why():
    bare = [
        f"{name_of(path)}:{number}"
        for path in CODE
        for number, reason in inline_imports(path)
        if reason not in INLINE_REASONS
    ]
    assert bare == []


IGNORE = re.compile(r"#\s*(?:noqa|type:\s*ignore)")
REASONED = re.compile(r"#\s*(?:noqa:\s*[A-Z]+\d+(?:, [A-Z]+\d+)*|type:\s*ignore\[[\w, -]+\])\s*(?:#|-)\s*\w+")


def test_ignores_carry_a_code_and_a_reason():
    bare = []
    for path in [*CODE, *(ROOT / "tools").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]:
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                comment = token.type == tokenize.COMMENT and IGNORE.search(token.string)
                if comment and not REASONED.search(token.string):
                    bare.append(f"{name_of(path)}:{token.start[0]} {token.string}")
    assert bare == []


def test_no_room_reaches_another_by_name_or_by_signal():
    assert [name_of(path) for path in CODE if "get_model(" in path.read_text()] == []
    behind_signals = {
        name_of(path) for path in CODE if re.search(r"django\.dispatch|models\.signals", path.read_text())
    }
    assert behind_signals <= SIGNALS


@pytest.mark.parametrize("template", TEMPLATES, ids=name_of)
def test_templates_take_only_from_their_own_room_or_a_lower_one(template: Path):
    levels = rooms_by_level()
    room = template.relative_to(ROOT / "samkjort").parts[0]
    for target in re.findall(r"{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']", template.read_text()):
        other = target.split("/")[0]
        assert other not in levels or other == room or levels[other] < levels[room], target

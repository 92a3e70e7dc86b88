"""Ring where a file or function has grown so large that it should be split: `python tools/check_sizes.py`.

A view file over 300 lines or another file over 400: make it a package of the same name, split by noun, whose
`__init__` gives out the same names. A function over 50 lines or with more than 6 parameters: part it.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOOKED_AT = ("samkjort", "tools", "bench")

VIEW_LINES = 300
FILE_LINES = 400
FUNCTION_LINES = 50
PARAMETERS = 6

# What may be larger, each with the reason: "path" for a file, "path::name" for a function.
ALLOWED: dict[str, str] = {
    "samkjort/config/cli.py::parser": "one table of options, read from top to bottom",
    "samkjort/ledger/actions.py::give_input": "a thing is named by room, kind and id",
    "samkjort/letters/actions.py::make_ask": "an ask is all that a letter must say of it",
}


def alarms(root: Path = ROOT) -> list[str]:
    """One line for each file and function that is too large, and for each exception that is no longer needed."""
    found = dict(
        alarm for folder in LOOKED_AT for file in sorted((root / folder).rglob("*.py")) for alarm in _of(file, root)
    )
    lines = [f"{place}: {what}" for place, what in found.items() if place not in ALLOWED]
    return lines + [
        f"{place}: is no longer too large: take it out of ALLOWED" for place in ALLOWED.keys() - found.keys()
    ]


def _of(file: Path, root: Path) -> Iterator[tuple[str, str]]:
    """(place, what is too large) for one file."""
    if "migrations" in file.parts:
        return
    place, text = str(file.relative_to(root)), file.read_text()
    lines = len(text.splitlines())
    limit = VIEW_LINES if file.stem == "views" or "views" in file.parts else FILE_LINES
    if lines > limit:
        yield place, f"{lines} lines, {limit} allowed: split it by noun"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from ((f"{place}::{node.name}", what) for what in _of_function(node))


def _of_function(node: ast.FunctionDef | ast.AsyncFunctionDef) -> Iterator[str]:
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if lines > FUNCTION_LINES:
        yield f"{lines} lines, {FUNCTION_LINES} allowed (line {node.lineno})"
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    count = len([name for name in names if name not in {"self", "cls"}])
    if count > PARAMETERS:
        yield f"{count} parameters, {PARAMETERS} allowed (line {node.lineno})"


if __name__ == "__main__":
    found = alarms()
    print("\n".join(found) or "Sizes: every file and function is within its limit")
    sys.exit(bool(found))

"""The size alarms: what has grown so large that it should be split by noun. Exit 1 where one rings."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "samkjort"
LONGEST_VIEWS, LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS = 300, 400, 50, 6

# Each with its reason.
ALLOWED = {
    "samkjort/config/cli.py:parser": "one table of options, read from top to bottom",
}


def alarms() -> list[str]:
    """A line for each thing that is too large."""
    found = []
    for file in sorted(ROOT.rglob("*.py")):
        if "migrations" in file.parts:
            continue
        place = file.relative_to(ROOT.parent)
        text = file.read_text()
        most = LONGEST_VIEWS if "views" in str(place) else LONGEST_FILE
        if len(text.splitlines()) > most:
            found.append(f"{place}: {len(text.splitlines())} lines, at most {most}: split it by noun")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and f"{place}:{node.name}" not in ALLOWED:
                found.extend(f"{place}:{node.lineno} {node.name}: {what}" for what in _too_large(node))
    return found


def _too_large(node: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    found = []
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if lines > LONGEST_FUNCTION:
        found.append(f"{lines} lines, at most {LONGEST_FUNCTION}")
    names = [a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)]
    count = len([name for name in names if name not in {"self", "cls"}])
    if count > MOST_PARAMETERS:
        found.append(f"{count} parameters, at most {MOST_PARAMETERS}")
    return found


def main() -> int:
    """Print the alarms."""
    ringing = alarms()
    print("\n".join(ringing) or "Nothing is too large")
    return 1 if ringing else 0


if __name__ == "__main__":
    sys.exit(main())

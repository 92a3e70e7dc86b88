"""The translations: add to them, compile them, tell what is missing. `python tools/po.py add nb FILE.json`.

A JSON file maps each English msgid to its translation; a plural to ``[plural msgid, singular, plural]``; a context
stands before the msgid, parted from it by the character U+0004.
"""

import argparse
import ast
import fcntl
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "samkjort" / "ui" / "locale"
# Where a call of this name has its msgid and its context among its arguments.
CALLS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"), (0, None)),
    **dict.fromkeys(("pgettext", "pgettext_lazy", "npgettext", "npgettext_lazy"), (1, 0)),
}
# A call as Django's `templatize` writes it, up to the first argument that is no text.
IN_TEMPLATE = re.compile(r"""\b(_|n?p?gettext)\((\s*(?:u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?\s*)+)""")
Key = tuple[str, str | None]  # msgid, context


def path(language: str) -> Path:
    """Where a language's texts lie."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def extract(root: Path = ROOT / "samkjort") -> set[Key]:
    """Every text of the interface: from the calls in Python and from the templates."""
    found: set[Key] = set()
    for file in root.rglob("*.py"):
        found.update(_in_python(ast.parse(file.read_text())))
    for file in [*root.rglob("*.html"), *root.rglob("*.txt")]:
        found.update(_in_template(file.read_text()))
    return found


def _in_python(tree: ast.AST) -> Iterator[Key]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            yield from _key(name, [getattr(argument, "value", None) for argument in node.args])


def _in_template(text: str) -> Iterator[Key]:
    """As `makemessages` reads it: Django turns its tags into calls, with the msgids that it will look up."""
    for name, arguments in IN_TEMPLATE.findall(templatize(text)):
        yield from _key(name, ast.literal_eval(f"[{arguments}]"))


def _key(name: str, arguments: list[object]) -> Iterator[Key]:
    if name not in CALLS:
        return
    at, context_at = CALLS[name]
    msgid = arguments[at] if len(arguments) > at else None
    context = arguments[context_at] if context_at is not None else None
    if isinstance(msgid, str) and msgid and (context_at is None or isinstance(context, str)):
        yield msgid, context if isinstance(context, str) else None


def load(language: str) -> polib.POFile:
    """A language's texts; an empty file with its header where there is none."""
    if path(language).exists():
        return polib.pofile(str(path(language)), wrapwidth=110)
    texts = polib.POFile(wrapwidth=110)
    texts.metadata = {
        "Project-Id-Version": "samkjort",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return texts


def add(language: str, file: Path) -> int:
    """Merge the file's texts into the language's, in the order of their msgids."""
    file_path = path(language)
    file_path.parent.mkdir(parents=True, exist_ok=True)
    with (file_path.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        texts = load(language)
        known = {(entry.msgid, entry.msgctxt): entry for entry in texts}
        for key, value in json.loads(file.read_text()).items():
            context, _, msgid = key.rpartition("\u0004")
            entry = known.get((msgid, context or None))
            if entry is None:
                entry = polib.POEntry(msgid=msgid, msgctxt=context or None)
                texts.append(entry)
            if isinstance(value, list):
                entry.msgid_plural, entry.msgstr_plural = value[0], {0: value[1], 1: value[2]}
            else:
                entry.msgstr = value
            if "%(" in msgid and "python-format" not in entry.flags:
                entry.flags.append("python-format")
        texts.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
        texts.save(str(file_path))
        texts.save_as_mofile(str(file_path.with_suffix(".mo")))
    return 0


def compile_all() -> int:
    """Write the .mo file of every language."""
    for file in LOCALE.rglob("*.po"):
        polib.pofile(str(file)).save_as_mofile(str(file.with_suffix(".mo")))
    return 0


def missing(language: str) -> list[Key]:
    """The texts of the interface that the language does not have."""
    done = {(e.msgid, e.msgctxt) for e in load(language) if e.translated() and "fuzzy" not in e.flags}
    return sorted(extract() - done, key=str)


def main() -> int:
    """Run the command; exit 1 where texts are missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    adding = commands.add_parser("add")
    adding.add_argument("language")
    adding.add_argument("file", type=Path)
    commands.add_parser("compile")
    commands.add_parser("missing").add_argument("language")
    asked = parser.parse_args()
    if asked.command == "add":
        return add(asked.language, asked.file)
    if asked.command == "compile":
        return compile_all()
    lacking = missing(asked.language)
    for msgid, context in lacking:
        print(json.dumps(f"{context}\u0004{msgid}" if context else msgid, ensure_ascii=False))
    print(f"{len(lacking)} texts lack a translation into {asked.language}", file=sys.stderr)
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())

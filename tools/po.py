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

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "samkjort" / "ui" / "locale"
PLAIN = {"gettext", "gettext_lazy", "gettext_noop", "_"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
Key = tuple[str, str | None]  # msgid, context

TRANSLATE = re.compile(r"""{%\s*(?:translate|trans)\s+("(?:[^"]*)"|'(?:[^']*)')(.*?)%}""", re.S)
FILTERED = re.compile(r"""_\(("(?:[^"]*)"|'(?:[^']*)')\)""")
BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b(.*?)%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.S)
IN_CONTEXT = re.compile(r"""context\s+["']([^"']*)["']""")


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
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [a.value if isinstance(a, ast.Constant) and isinstance(a.value, str) else None for a in node.args]
        if name in PLAIN | PLURAL and texts and texts[0]:
            yield texts[0], None
        elif name in CONTEXT and len(texts) > 1 and texts[0] and texts[1]:
            yield texts[1], texts[0]


def _in_template(text: str) -> Iterator[Key]:
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", text, flags=re.S)
    for match in TRANSLATE.finditer(text):
        context = IN_CONTEXT.search(match[2])
        yield match[1][1:-1], context[1] if context else None
    for match in FILTERED.finditer(text):
        yield match[1][1:-1], None
    for match in BLOCK.finditer(text):
        options, body = match[1], match[2]
        singular = re.split(r"{%\s*plural\s*%}", body)[0]
        if re.search(r"\btrimmed\b", options):
            singular = " ".join(line.strip() for line in singular.splitlines() if line.strip())
        singular = re.sub(r"{{\s*(\w+)\s*}}", r"%(\1)s", singular.replace("%", "%%"))
        context = IN_CONTEXT.search(options)
        yield singular.replace("%%", "%") if "%(" not in singular else singular, context[1] if context else None


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

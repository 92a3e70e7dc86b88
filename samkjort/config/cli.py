"""The command `samkjort`: one thin sub-command each, calling a room's actions.

The data folder and the day are put into the environment before Django reads its settings, so what needs Django is
imported inside the commands.
"""

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

from samkjort.config.commands import UserError
from samkjort.config.folder import DEMO_MARK, default_folder


def main(argv: list[str] | None = None) -> int:
    """Run a command; 0 is done, 2 is something to mend."""
    asked = parser().parse_args(argv)
    os.environ["DJANGO_SETTINGS_MODULE"] = "samkjort.config.settings"
    try:
        _choose_folder(asked)
        # set up first
        import django

        django.setup()
        # set up first
        from samkjort.config.commands import files, running

        commands = {**running.COMMANDS, **files.COMMANDS}
        return commands[asked.command](asked)
    except UserError as problem:
        print(f"samkjort: {problem}", file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    """Every command and option; each has its heading in `docs/operations.md`."""
    top = argparse.ArgumentParser(prog="samkjort", description="Samkjørt: OKR, and the road to an aligned leadership.")
    commands = top.add_subparsers(dest="command", required=True, metavar="command")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--data", type=Path, help="the data folder (the installation's own where nothing is said)")

    demo = commands.add_parser("demo", parents=[shared], help="start a demo organisation in the browser")
    demo.add_argument("--port", type=int, default=8000)
    demo.add_argument("--today", type=date.fromisoformat, help="the day that it is in the demo, such as 2026-11-23")

    init = commands.add_parser(
        "init", parents=[shared], help="make the database, an organisation and its administrator"
    )
    init.add_argument("--organisation", required=True, help="its name")
    init.add_argument("--slug", help="its short name in addresses")
    init.add_argument("--name", required=True, help="the administrator's name")
    init.add_argument("--email", required=True, help="the administrator's e-mail address")
    init.add_argument("--language", choices=["nb", "en"], default="nb")

    serve = commands.add_parser("serve", parents=[shared], help="run web and worker under one parent")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--only", choices=["web", "worker"], help="run one of the two alone")
    serve.add_argument("--processes", type=int, default=1)
    serve.add_argument("--threads", type=int, default=4)

    worker = commands.add_parser("worker", parents=[shared], help="send letters and keep the road's days")
    worker.add_argument("--once", action="store_true", help="do what is due, then stop")
    commands.add_parser("migrate", parents=[shared], help="bring the database up to this version")

    for name, what in (("backup", "write everything to one file"), ("restore", "bring everything back from a file")):
        command = commands.add_parser(name, parents=[shared], help=what)
        command.add_argument("file", type=Path)
        if name == "restore":
            command.add_argument("--replace", action="store_true", help="even where there is data already")

    bring = commands.add_parser("import", help="bring in OKRs or people from a file")
    kinds = bring.add_subparsers(dest="kind", required=True, metavar="kind")
    for kind in ("okrs", "people"):
        command = kinds.add_parser(kind, parents=[shared])
        command.add_argument("file", type=Path)
        command.add_argument("--organisation", required=True, help="its short name")
        command.add_argument("--by", required=True, help="e-mail address of the member who imports")
        command.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD")
        command.add_argument("--dry-run", action="store_true", help="tell what would happen, and change nothing")
        if kind == "okrs":
            command.add_argument("--map-value", action="append", default=[], metavar="COLUMN:FROM=TO")
            command.add_argument("--create-missing", default="", metavar="areas,cycles,people")

    export = commands.add_parser("export", help="write OKRs to a file")
    kinds = export.add_subparsers(dest="kind", required=True, metavar="kind")
    okrs = kinds.add_parser("okrs", parents=[shared])
    okrs.add_argument("--organisation", required=True, help="its short name")
    okrs.add_argument("--cycle", help="only this cycle, by name")
    okrs.add_argument("--out", type=Path, required=True, help="FILE.csv or FILE.xlsx")
    return top


def _choose_folder(asked: argparse.Namespace) -> None:
    """Name the data folder and the day in the environment, for the settings and for every child."""
    if asked.data is not None:
        folder = asked.data
    elif asked.command == "demo":
        folder = default_folder().with_name("samkjort-demo")
    else:
        return
    if asked.command == "demo":
        _claim_for_demo(folder)
        os.environ["SAMKJORT_URL"] = f"http://127.0.0.1:{asked.port}"
        if asked.today is not None:
            (folder / "today").write_text(asked.today.isoformat())
    elif not folder.is_dir() and asked.command not in {"init", "restore", "migrate"}:
        _stop(f"There is no data folder {folder}.")
    os.environ["SAMKJORT_DATA"] = str(folder)


def _claim_for_demo(folder: Path) -> None:
    """A demo lives in a folder of its own, marked when it is made: never where a real installation is."""
    mark = folder / DEMO_MARK
    if not mark.is_file() and folder.is_dir() and any(folder.iterdir()):
        _stop(f"{folder} is not a demo: name an empty folder with --data.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    mark.touch()


def _stop(sentence: str) -> NoReturn:
    raise UserError(sentence)


if __name__ == "__main__":
    sys.exit(main())

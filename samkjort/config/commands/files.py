"""Commands that move data: backup and restore, imports and exports."""

import argparse
import json
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import translation

from samkjort import clock, exchange
from samkjort.config.commands import UserError
from samkjort.exchange import actions, people_file, report
from samkjort.people import queries
from samkjort.people.models import Member

DATABASE = "samkjort.sqlite3"
DUMP = "samkjort.pgdump"
MANIFEST = "manifest.json"
FORMAT = 1


def backup(asked: argparse.Namespace) -> int:
    """Write the database and the secret to one file, also while the server runs."""
    target: Path = asked.file
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".unfinished")
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as pack:
        database = _copy_of_database(Path(folder))
        manifest = {"format": FORMAT, "engine": connection.vendor, "made": clock.real_now().isoformat()}
        pack.writestr(MANIFEST, json.dumps(manifest, indent=1))
        pack.write(database, database.name)
        for name in ("secret_key", "demo", "today"):
            if (settings.DATA / name).is_file():
                pack.write(settings.DATA / name, name)
    unfinished.chmod(0o600)
    unfinished.replace(target)
    print(f"Everything is in {target}. It holds personal data and the installation's secret: keep it safe.")
    return 0


def _copy_of_database(folder: Path) -> Path:
    if connection.vendor == "sqlite":
        copy = folder / DATABASE
        source = Path(settings.DATABASES["default"]["NAME"])
        # SQLite's own online copy: consistent as of one moment, whatever is written meanwhile.
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(copy)) as kept:
            live.backup(kept)
        return copy
    if shutil.which("pg_dump") is None:
        raise UserError("PostgreSQL is copied by its own pg_dump, which is not installed here.")
    copy = folder / DUMP
    subprocess.run(["pg_dump", "--format=custom", f"--file={copy}", _postgres_address()], check=True)
    return copy


def restore(asked: argparse.Namespace) -> int:
    """Bring everything back from a file; into an installation with data only where that is said."""
    try:
        pack = zipfile.ZipFile(asked.file)
        manifest = json.loads(pack.read(MANIFEST))
    except (OSError, KeyError, zipfile.BadZipFile, json.JSONDecodeError) as problem:
        raise UserError(f"{asked.file} is not a backup from Samkjørt.") from problem
    if manifest.get("format") != FORMAT or manifest.get("engine") != connection.vendor:
        raise UserError(f"The backup is of another kind ({manifest.get('engine')}) than this installation.")
    if _has_data() and not asked.replace:
        raise UserError("There is data here already. Add --replace to put the backup in its place.")
    connection.close()
    with pack, tempfile.TemporaryDirectory(dir=settings.DATA) as folder:
        pack.extractall(folder)
        if connection.vendor == "sqlite":
            target = Path(settings.DATABASES["default"]["NAME"])
            for leftover in ("-wal", "-shm"):
                target.with_name(target.name + leftover).unlink(missing_ok=True)
            (Path(folder) / DATABASE).replace(target)
        else:
            subprocess.run(
                [
                    "pg_restore",
                    "--clean",
                    "--if-exists",
                    "--no-owner",
                    f"--dbname={_postgres_address()}",
                    f"{folder}/{DUMP}",
                ],
                check=True,
            )
        for name in ("secret_key", "demo", "today"):
            if (Path(folder) / name).is_file():
                (Path(folder) / name).replace(settings.DATA / name)
    print(f"Everything from {manifest['made'][:16]} is back.")
    return 0


def _has_data() -> bool:
    if "people_organisation" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_organisation")
        return bool(cursor.fetchone()[0])


def _postgres_address() -> str:
    parts = connection.get_connection_params()
    known = ("host", "port", "user", "password", "dbname")
    return " ".join(f"{name}={parts[name]}" for name in known if parts.get(name))


def bring(asked: argparse.Namespace) -> int:
    """Import OKRs or people from a file: whole, or not at all."""
    by = _member(asked.organisation, asked.by)
    with translation.override(by.language or by.organisation.language):
        try:
            content = asked.file.read_bytes()
        except OSError as problem:
            raise UserError(f"{asked.file}: {problem.strerror}") from problem
        try:
            if asked.kind == "people":
                told = people_file.bring(content, asked.file.name, by=by, mapping_said=asked.map, dry_run=asked.dry_run)
            else:
                options = exchange.Options(
                    mapping=asked.map,
                    values=asked.map_value,
                    create=frozenset(part for part in asked.create_missing.split(",") if part),
                    dry_run=asked.dry_run,
                )
                told = report.tell(actions.import_file(content, asked.file.name, by=by, options=options))
        except exchange.FileProblem as problem:
            raise UserError("\n".join(problem.lines)) from problem
        except PermissionDenied as problem:
            raise UserError(f"{asked.by} may not do this.") from problem
        print(told)
    return 0


def export(asked: argparse.Namespace) -> int:
    """Write OKRs to a file, the same bytes for the same content."""
    organisation = queries.organisation(asked.organisation)
    if organisation is None:
        raise UserError(f"There is no organisation called {asked.organisation}.")
    try:
        content, rows = actions.export_file(organisation, asked.out.name, cycle=asked.cycle)
    except exchange.FileProblem as problem:
        raise UserError("\n".join(problem.lines)) from problem
    asked.out.write_bytes(content)
    print(f"{rows} key results are in {asked.out}.")
    return 0


def _member(slug: str, email: str) -> Member:
    organisation = queries.organisation(slug)
    if organisation is None:
        raise UserError(f"There is no organisation called {slug}.")
    member = queries.member_by_email(organisation.pk, email)
    if member is None:
        raise UserError(f"Nobody in {organisation.name} has the address {email}.")
    return member


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "backup": backup,
    "restore": restore,
    "import": bring,
    "export": export,
}

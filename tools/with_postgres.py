"""A throwaway PostgreSQL around a command: `python tools/with_postgres.py COMMAND …`.

Starts a server in a temporary folder, on a socket only, runs the command with `DATABASE_URL` set to it, and stops it
surely. Exits with the command's code, or with 77 where PostgreSQL is not installed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOT_INSTALLED = 77
OWNER = "postgres"


def programs() -> Path | None:
    """The folder that holds initdb and pg_ctl: on PATH, or where Debian puts them."""
    found = shutil.which("initdb")
    if found and shutil.which("pg_ctl"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: float(folder.parent.name))
    return folders[-1] if folders and (folders[-1] / "initdb").is_file() else None


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives the address for `DATABASE_URL`."""
    binaries = programs()
    if binaries is None:
        raise FileNotFoundError("PostgreSQL is not installed")
    # PostgreSQL refuses to run as root: there it runs as its own user.
    prefix = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="sk-pg-"))
    if prefix:
        shutil.chown(folder, OWNER)
    run = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    data = folder / "data"
    try:
        subprocess.run(
            [*prefix, binaries / "initdb", "--no-sync", "-A", "trust", "-U", OWNER, "-E", "UTF8", "--locale=C.UTF-8", "-D", data],
            **run,
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        start = [*prefix, binaries / "pg_ctl", "-w", "-D", data, "-l", folder / "log", "-o", options, "start"]
        subprocess.run(start, **run)
        try:
            subprocess.run([*prefix, binaries / "createdb", "-h", folder, "-U", OWNER, "samkjort"], **run)
            yield f"postgresql://{OWNER}@/samkjort?host={folder}"
        finally:
            subprocess.run([*prefix, binaries / "pg_ctl", "-m", "immediate", "-D", data, "stop"], **run)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run the command; its exit code is ours."""
    if programs() is None:
        print("PostgreSQL is not installed", file=sys.stderr)
        return NOT_INSTALLED
    with server() as address:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())

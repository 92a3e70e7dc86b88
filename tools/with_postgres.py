"""Run a command on a throwaway PostgreSQL: `python tools/with_postgres.py COMMAND…` (it finds `DATABASE_URL` set).

Exit code 77 says that there is no PostgreSQL on this machine; otherwise it is the command's own.
"""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

NOT_INSTALLED = 77  # as automake's tests say "skipped"
ACCOUNT = "postgres"  # whom Debian's package makes; the server refuses to run as root

# Waits until its standard input closes, which happens however the parent ends (kill -9 too), then clears away.
GUARD = 'folder=$1; shift; cat >/dev/null; "$@" >/dev/null 2>&1; rm -rf "$folder"'


class NotInstalledError(Exception):
    """There is no PostgreSQL server on this machine that can be started."""


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """Start a server of our own, give its address as a `DATABASE_URL`, and stop it surely."""
    programs, become = _programs(), _become()
    # Not $TMPDIR: the path of a socket has room for 107 bytes only.
    folder = Path(tempfile.mkdtemp(prefix="samkjort-pg-", dir="/tmp"))
    if become:
        shutil.chown(folder, ACCOUNT)
    data = folder / "data"

    def control(*arguments: str) -> list[str]:
        return [*become, str(programs / "pg_ctl"), "-D", str(data), *arguments]

    # In a session of its own, so that Ctrl-C reaches only the tests and the guard still does its work.
    guard = subprocess.Popen(
        ["sh", "-c", GUARD, "guard", str(folder), *control("-m", "immediate", "stop")],
        stdin=subprocess.PIPE,
        cwd=folder,
        start_new_session=True,
    )
    try:
        make = ["initdb", "--no-sync", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "samkjort"]
        _run([*become, str(programs / make[0]), *make[1:], "-D", str(data)], folder)
        # Nothing here outlives the tests, so nothing needs to reach the disk; and no port is opened.
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=60"
        _run(control("-w", "-l", str(folder / "log"), "-o", options, "start"), folder)
        _run([*become, str(programs / "createdb"), "-h", str(folder), "-U", "samkjort", "samkjort"], folder)
        yield f"postgres://samkjort@{quote(str(folder), safe='')}/samkjort"
    finally:
        assert guard.stdin
        guard.stdin.close()
        guard.wait()


def _programs() -> Path:
    """The folder of the newest server found: on PATH, or where Debian keeps its versions."""
    on_path = [Path(entry) for entry in os.get_exec_path()]
    kept = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(re.sub(r"\D", "", p.parts[-2]) or 0), reverse=True
    )
    for folder in [*kept, *on_path]:
        if all(os.access(folder / name, os.X_OK) for name in ("initdb", "pg_ctl", "createdb")):
            return folder
    raise NotInstalledError("PostgreSQL is not installed")


def _become() -> list[str]:
    """How to start a program as somebody whom the server accepts."""
    if os.geteuid() != 0:
        return []
    if not shutil.which("runuser"):
        raise NotInstalledError("PostgreSQL does not run as root, and runuser is not installed")
    if subprocess.run(["id", ACCOUNT], capture_output=True, check=False).returncode:
        raise NotInstalledError(f"PostgreSQL does not run as root, and there is no account called {ACCOUNT}")
    return ["runuser", "-u", ACCOUNT, "--"]


def _run(command: list[str], folder: Path) -> None:
    """Run one step; where it fails, show what it and the server said."""
    # Not through pipes: the server keeps them open, and reading them would wait for its end.
    with (folder / "said").open("w+") as said:
        done = subprocess.run(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT, check=False)
    if done.returncode:
        log = folder / "log"
        raise RuntimeError(
            f"{command} failed:\n{(folder / 'said').read_text()}{log.read_text() if log.exists() else ''}"
        )


def main(command: list[str]) -> int:
    """Run the command on a server that lives as long as it."""
    try:
        with postgres() as address:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode
    except NotInstalledError as error:
        print(error, file=sys.stderr)
        return NOT_INSTALLED
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    if not sys.argv[1:]:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))

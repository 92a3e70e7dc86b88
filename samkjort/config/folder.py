"""The data folder: where the installation keeps its database and its secret. Knows nothing of Django."""

import os
import secrets
from contextlib import suppress
from datetime import date
from pathlib import Path

DEMO_MARK = "demo"


def default_folder() -> Path:
    """``~/.local/share/samkjort``, or what `SAMKJORT_DATA` says."""
    named = os.environ.get("SAMKJORT_DATA")
    return Path(named) if named else Path.home() / ".local" / "share" / "samkjort"


def data_folder() -> Path:
    """The installation's data folder, made where it is missing."""
    folder = default_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder.resolve()


def secret_key(folder: Path) -> str:
    """The installation's secret: from `SAMKJORT_SECRET_KEY`, else a file in the data folder, made at first need."""
    given = os.environ.get("SAMKJORT_SECRET_KEY")
    if given:
        return given
    file = folder / "secret_key"
    # Opened exclusively: of two processes that start at once, one writes and the other reads.
    with suppress(FileExistsError), os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
        new.write(secrets.token_urlsafe(50))
    return file.read_text()


def fixed_day(folder: Path) -> date | None:
    """The day that it is: `SAMKJORT_TODAY`, or in a demo the day that it was made for; None is the real day."""
    named = os.environ.get("SAMKJORT_TODAY")
    if named:
        return date.fromisoformat(named)
    file = folder / "today"
    if (folder / DEMO_MARK).is_file() and file.is_file():
        return date.fromisoformat(file.read_text().strip())
    return None

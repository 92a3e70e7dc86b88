"""The data folder: where the installation keeps its database and its secret. Knows nothing of Django."""

import os
import secrets
from pathlib import Path


def data_folder() -> Path:
    """The folder named by `SAMKJORT_DATA`, else ``~/.local/share/samkjort``; made where it is missing."""
    named = os.environ.get("SAMKJORT_DATA")
    folder = Path(named) if named else Path.home() / ".local" / "share" / "samkjort"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder.resolve()


def secret_key(folder: Path) -> str:
    """The installation's secret: from `SAMKJORT_SECRET_KEY`, else a file in the data folder, made at first need."""
    given = os.environ.get("SAMKJORT_SECRET_KEY")
    if given:
        return given
    file = folder / "secret_key"
    try:
        # Opened exclusively: of two processes that start at once, one writes and the other reads.
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return file.read_text()

"""A backup is taken while people work, and brings everything back in another place."""

import sqlite3
from contextlib import closing

import pytest

from tests.installation import Installation, Stream

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]


def dump(place):
    """Every table's rows, as SQL."""
    with closing(sqlite3.connect(place.database)) as own:
        return list(own.iterdump())


def test_a_backup_taken_while_check_ins_come_in_is_whole_and_serves(tmp_path):
    here, there, later = (Installation(tmp_path / name) for name in ("here", "there", "later"))
    here.folder.mkdir()
    here.fill()
    with here.serving() as _server, Stream(here, "stream") as stream:
        stream.reaches(10)
        before = set(stream.acknowledged)
        taken = here.run("backup", str(tmp_path / "work.zip"))
        count = len(stream.acknowledged)
        stream.reaches(count + 5)  # the server was not in the way, and goes on
    assert taken.returncode == 0, taken.stderr
    assert stream.refused == []
    assert (tmp_path / "work.zip").stat().st_mode & 0o077 == 0

    back = there.run("restore", str(tmp_path / "work.zip"))
    assert back.returncode == 0, back.stderr
    assert there.rows("PRAGMA integrity_check") == [("ok",)]
    assert before <= there.notes() <= here.notes()
    told = there.tell()
    assert told["check_ins"] == told["entries"]
    assert told["kept"] == told["counted"]

    # Now that nobody works, the copy is the same to the last row, and it serves with the sessions of the first.
    assert here.run("backup", str(tmp_path / "quiet.zip")).returncode == 0
    assert later.run("restore", str(tmp_path / "quiet.zip")).returncode == 0
    assert dump(later) == dump(here)
    assert (later.folder / "secret_key").read_text() == (here.folder / "secret_key").read_text()
    later.session, later.results = here.session, here.results
    with later.serving("--only", "web"):
        assert later.get("/okr/") == 200
        with Stream(later, "later") as stream:
            stream.reaches(4)
    assert set(stream.acknowledged) <= later.notes()


def test_nothing_is_overwritten_unasked_and_no_other_file_is_taken(tmp_path):
    place = Installation(tmp_path / "place")
    place.folder.mkdir()
    place.fill()
    pack = str(tmp_path / "all.zip")
    assert place.run("backup", pack).returncode == 0
    before = dump(place)
    refused = place.run("restore", pack)
    assert (refused.returncode, "--replace" in refused.stderr) == (2, True)
    (tmp_path / "other.zip").write_bytes(b"no backup")
    refused = place.run("restore", str(tmp_path / "other.zip"), "--replace")
    assert (refused.returncode, "Traceback" in refused.stderr) == (2, False)
    assert dump(place) == before
    assert place.run("restore", pack, "--replace").returncode == 0
    assert dump(place) == before

"""The server is killed again and again while check-ins come in: what was acknowledged is there, and all of it."""

import argparse
import os
import signal

import pytest

from samkjort.config.commands.running import web
from tests.installation import Installation, Stream

ROUNDS = 20
pytestmark = [pytest.mark.sqlite, pytest.mark.slow]


def test_no_acknowledged_check_in_is_lost_and_none_is_half_written(tmp_path):
    place = Installation(tmp_path)
    place.fill()
    command = web(argparse.Namespace(host="127.0.0.1", port=place.port, processes=1, threads=4))
    acknowledged: set[str] = set()
    for round_ in range(ROUNDS):
        with place.started(command) as server, Stream(place, str(round_)) as stream:
            stream.reaches(5 + 3 * (round_ % 5))
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()
        assert stream.refused == []
        acknowledged |= set(stream.acknowledged)
        assert acknowledged <= place.notes()
        assert place.rows("PRAGMA integrity_check") == [("ok",)]
    told = place.tell()
    # A check-in that was killed before its answer may be there, but then whole.
    assert told["check_ins"] == told["entries"] >= len(acknowledged)
    assert told["kept"] == told["counted"]
    for kept, latest in told["latest"].values():
        assert kept == latest

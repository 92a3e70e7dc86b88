"""Web and worker stand under one parent: it starts again whoever dies, and leaves nobody behind."""

import os
import signal
from pathlib import Path

import pytest

from tests.installation import Installation, until

pytestmark = [pytest.mark.sqlite, pytest.mark.slow]


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    own = Installation(tmp_path_factory.mktemp("installation"))
    own.fill()
    return own


def children(pid):
    """Its own children, and by what they run: `web` or `worker`."""
    found = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        line = Path(f"/proc/{child}/cmdline").read_bytes()
        found["web" if b"gunicorn" in line else "worker"] = int(child)
    return found


def below(pid):
    """All that stand under a process, however deep."""
    try:
        own = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return set()
    return set(own).union(*(below(child) for child in own))


def runs(pid):
    """Whether a process is there, and no corpse."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def nobody_runs(pids):
    return not any(runs(pid) for pid in pids)


def test_all_stop_when_the_parent_is_asked_to(place):
    with place.serving() as parent:
        until(lambda: place.get("/readyz") == 200, "it is ready")
        family = below(parent.pid)
        assert set(children(parent.pid)) == {"web", "worker"}
        parent.terminate()
        assert parent.wait(30) == 0
        assert nobody_runs(family)
        assert place.get("/healthz") == 0


def test_a_child_that_does_not_listen_is_killed_after_the_grace(place):
    with place.serving() as parent:
        until(lambda: place.get("/readyz") == 200, "it is ready")
        family = below(parent.pid)
        deaf = children(parent.pid)["worker"]
        os.kill(deaf, signal.SIGSTOP)  # it cannot even see that it is asked
        parent.terminate()
        assert parent.wait(30) == 0
        assert nobody_runs(family)


@pytest.mark.parametrize("name", ["web", "worker"])
def test_a_child_that_dies_is_started_again(place, name):
    with place.serving() as parent:
        until(lambda: len(children(parent.pid)) == 2, "both have started")
        first = children(parent.pid)
        os.kill(first[name], signal.SIGKILL)
        until(lambda: children(parent.pid).get(name) not in (None, first[name]), "it is started again")
        until(lambda: place.get("/healthz") == 200, "it answers again")
        other = "worker" if name == "web" else "web"
        assert children(parent.pid)[other] == first[other]


def test_the_children_go_when_the_parent_is_killed(place):
    with place.serving() as parent:
        until(lambda: place.get("/readyz") == 200, "it is ready")
        family = below(parent.pid)
        parent.kill()
        parent.wait()
        until(lambda: nobody_runs(family), "all have gone")
    assert place.get("/healthz") == 0

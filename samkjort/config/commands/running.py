"""Commands that make an installation and keep it running."""

import argparse
import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FrameType

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils.text import slugify

from samkjort import clock
from samkjort.alignment import tasks as alignment
from samkjort.config.commands import UserError
from samkjort.demo import SLUG, build
from samkjort.journal import tasks as outbox
from samkjort.journal.actions import Installation, System, beat
from samkjort.letters import tasks as letters
from samkjort.people import actions as people
from samkjort.people import queries
from samkjort.roadmap import tasks as roadmap

GRACE = 10  # seconds that a child gets to stop by itself
PAUSE = 2.0  # seconds between two looks at what is due
PR_SET_PDEATHSIG = 1
log = logging.getLogger("samkjort")


def migrate(asked: argparse.Namespace) -> int:
    """Bring the database up to this version."""
    call_command("migrate", interactive=False, verbosity=0)
    return 0


def init(asked: argparse.Namespace) -> int:
    """Make the database, the first organisation and its administrator."""
    if settings.DEMO:
        raise UserError("This folder holds a demo; a real installation needs a folder of its own.")
    migrate(asked)
    slug = asked.slug or slugify(asked.organisation)
    if queries.organisation(slug) is not None:
        raise UserError(f"There is already an organisation called {slug}.")
    organisation = people.create_organisation(
        asked.organisation, slug, by=Installation(), language=asked.language, is_demo=False
    )
    by = System(organisation.pk)
    try:
        member = people.invite_member(asked.name, asked.email, by=by, letter=False)
        people.change_roles(member, by=by, roles={"is_administrator": True, "is_okr_lead": True})
    except ValidationError as problem:
        raise UserError(" ".join(problem.messages)) from problem
    print(f"{organisation.name} is ready. Start it with: samkjort serve")
    print(f"Then sign in at {settings.BASE_URL} as {asked.email}, by the code that comes by e-mail.")
    return 0


def demo(asked: argparse.Namespace) -> int:
    """Make the demo organisation at the first start, and serve it."""
    migrate(asked)
    if queries.organisation(SLUG) is None:
        print("Making Fjordvik kommune …", flush=True)
        build.build(clock.today())
    print(f"\nSamkjørt demo: http://127.0.0.1:{asked.port}/demo/\n", flush=True)
    asked.host, asked.only, asked.processes, asked.threads = "127.0.0.1", None, 1, 4
    return serve(asked)


def worker(asked: argparse.Namespace) -> int:
    """Look at what is due, again and again, until told to stop."""
    _die_with_parent()
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while not stopping:
        for work in (
            lambda: beat("worker"),
            letters.tick,
            roadmap.tick,
            outbox.deliver_due,
            outbox.clear_done,
            alignment.clear_old_answers,
        ):
            if not asked.once:
                close_old_connections()
            try:
                work()
            except Exception:
                # One part that fails must not stop the others; it is tried again at the next look.
                log.exception("The worker met a problem")
        if asked.once:
            break
        time.sleep(PAUSE)
    return 0


def web(asked: argparse.Namespace) -> list[str]:
    """The command of the web process."""
    return [
        *(sys.executable, "-m", "gunicorn", "samkjort.config.wsgi:application"),
        *("--bind", f"{asked.host}:{asked.port}", "--worker-class", "gthread"),
        *("--workers", str(asked.processes), "--threads", str(asked.threads)),
        *("--graceful-timeout", str(GRACE // 2), "--log-level", "warning", "--no-control-socket"),
    ]


def serve(asked: argparse.Namespace) -> int:
    """Run the children and stand over them: one that dies is started again; all stop surely."""
    connection.close()
    if asked.only != "worker":
        # What an earlier version left stays: a page that is open still asks for it.
        call_command("collectstatic", interactive=False, verbosity=0)
    wanted = {
        "web": web(asked),
        "worker": [sys.executable, "-m", "samkjort.config.cli", "worker"],
    }
    children: dict[str, subprocess.Popen[bytes]] = {}
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    try:
        while not stopping:
            for name, command in wanted.items():
                if asked.only not in (None, name):
                    continue
                child = children.get(name)
                if child is None or child.poll() is not None:
                    if child is not None:
                        log.warning("%s ended (%s); it is started again", name, child.returncode)
                        time.sleep(1)
                    # A process group of its own, so that what it starts can be ended with it.
                    children[name] = subprocess.Popen(command, start_new_session=True, preexec_fn=_die_with_parent)
            time.sleep(0.2)
    finally:
        _end(children.values())
    return 0


def _end(children: Iterable[subprocess.Popen[bytes]]) -> None:
    """Ask every child to stop; after the grace time, kill those that did not."""
    alive = [child for child in children if child.poll() is None]
    for child in alive:
        child.terminate()
    until = time.monotonic() + GRACE
    for child in alive:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _die_with_parent() -> None:
    """Let the kernel end this process when its parent dies, also by kill -9. Linux only; elsewhere a no-op."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "migrate": migrate,
    "init": init,
    "demo": demo,
    "serve": serve,
    "worker": worker,
}

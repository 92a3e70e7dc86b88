"""A whole installation in a folder of its own, run as processes of its own, as whoever operates it does.

Its database is SQLite in that folder, whatever database the tests themselves run on. Nothing here sleeps for a while
and hopes: `until` looks until it is so, or fails.
"""

import http.client
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from urllib.parse import urlencode

from django.core.management import call_command
from django.test import Client

from samkjort.journal.models import Entry
from samkjort.okr.actions import recompute
from samkjort.okr.models import AreaSummary, CheckIn, KeyResult
from tests.factories import make_area, make_member, make_organisation
from tests.okr_factories import DAY, make_cycle, make_objective

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60  # seconds: far more than is ever needed, so that a busy machine is no failure
CSRF = "a" * 32
RESULTS = 4


def until[T](look: Callable[[], T], what: str) -> T:
    """What `look` finds, as soon as it finds something."""
    tick, end = threading.Event(), monotonic() + PATIENCE
    while not (found := look()):
        assert monotonic() < end, f"never: {what}"
        tick.wait(0.02)
    return found


def free_port() -> int:
    """A port that nobody listens to."""
    with socket.socket() as own:
        own.bind(("127.0.0.1", 0))
        return int(own.getsockname()[1])


def fill() -> None:
    """Run in the installation: its database, one who answers for some key results, and their signed-in session."""
    call_command("migrate", interactive=False, verbosity=0)
    organisation = make_organisation("Fjordvik kommune", "fjordvik")
    ingrid = make_member(organisation, "Ingrid Lunde", "ingrid@fjordvik.example", is_okr_lead=True)
    area = make_area(organisation, "Home care")
    make_objective(area, make_cycle(organisation.pk), ingrid, results=RESULTS)
    client = Client()
    client.force_login(ingrid.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    results = list(KeyResult.objects.order_by("pk").values_list("pk", flat=True))
    print(json.dumps({"session": client.cookies["sessionid"].value, "results": results}))


def tell() -> None:
    """Run in the installation: check-ins, those without their journal entry, and kept progress beside recomputed."""
    organisation = AreaSummary.objects.values_list("area__organisation_id", flat=True).first()
    names = ("key_results", "weight", "weighted_ppm", "confident", "confidence_sum", "high", "middle", "low")
    kept = {f"{row.area_id}/{row.cycle_id}": [getattr(row, n) for n in names] for row in AreaSummary.objects.all()}
    counted = {f"{a}/{c}": [getattr(share, n) for n in names] for (a, c), share in recompute(organisation).items()}
    told = {
        "check_ins": CheckIn.objects.count(),
        "entries": Entry.objects.filter(event="key_result.checked_in").count(),
        "latest": {
            row.pk: [str(row.value), str(row.check_ins.order_by("-pk").values_list("value", flat=True).first())]
            for row in KeyResult.objects.order_by("pk")
        },
        "kept": kept,
        "counted": counted,
    }
    print(json.dumps(told))


class Installation:
    """One data folder, and what runs on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.session = ""
        self.results: list[int] = []

    @property
    def environment(self) -> dict[str, str]:
        """That of the machine, without any database or setting of the tests."""
        kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL" and not k.startswith("SAMKJORT_")}
        return kept | {
            "SAMKJORT_DATA": str(self.folder),
            "SAMKJORT_TODAY": DAY.isoformat(),
            "SAMKJORT_URL": f"http://127.0.0.1:{self.port}",
            "DJANGO_SETTINGS_MODULE": "samkjort.config.settings",
        }

    @property
    def database(self) -> Path:
        """Its SQLite file."""
        return self.folder / "samkjort.sqlite3"

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """`samkjort …`, until it is done."""
        return self._python("-m", "samkjort.config.cli", *words)

    def fill(self) -> None:
        """Put something into it to check in on."""
        told = self._inside("fill")
        self.session, self.results = told["session"], told["results"]

    def tell(self) -> dict:
        """What is in it, as the application reads it."""
        return self._inside("tell")

    def notes(self) -> set[str]:
        """The note of every check-in that is kept."""
        return {row[0] for row in self.rows("SELECT note FROM okr_checkin")}

    def rows(self, sql: str) -> list[tuple]:
        """Straight from the file."""
        with closing(sqlite3.connect(self.database)) as own:
            return own.execute(sql).fetchall()

    def get(self, path: str) -> int:
        """The status of a page; 0 where nobody answers."""
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as line:
                line.request("GET", path, headers={"Cookie": f"sessionid={self.session}"})
                return line.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0

    @contextmanager
    def serving(self, *words: str) -> Iterator[subprocess.Popen[bytes]]:
        """`samkjort serve …` once it answers; ended afterwards, with all that it started."""
        command = [sys.executable, "-m", "samkjort.config.cli", "serve", "--port", str(self.port), *words]
        with self.started(command) as parent:
            yield parent

    @contextmanager
    def started(self, command: list[str]) -> Iterator[subprocess.Popen[bytes]]:
        """A server once it answers."""
        server = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        try:
            until(lambda: self.get("/healthz") == 200 or server.poll() is not None, "the server answers")
            assert server.poll() is None
            yield server
        finally:
            if server.poll() is None:
                server.terminate()
                try:
                    server.wait(PATIENCE)
                finally:
                    if server.poll() is None:
                        os.killpg(server.pid, signal.SIGKILL)
                        server.wait()

    def _inside(self, function: str) -> dict:
        code = f"import django; django.setup(); from tests import installation; installation.{function}()"
        done = self._python("-c", code)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def _python(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=PATIENCE
        )


class Stream:
    """Check-ins that come in without a pause, from one sender a key result, until the server is gone or `stop`."""

    def __init__(self, place: Installation, name: str) -> None:
        self.place, self.name = place, name
        self.acknowledged: list[str] = []
        self.refused: list[int] = []
        self._stopped = threading.Event()
        self._senders = [threading.Thread(target=self._send, args=(pk,)) for pk in place.results]

    def __enter__(self) -> "Stream":
        for sender in self._senders:
            sender.start()
        return self

    def __exit__(self, *_problem: object) -> None:
        self._stopped.set()
        for sender in self._senders:
            sender.join(PATIENCE)

    def reaches(self, count: int) -> None:
        """Wait until so many have been acknowledged."""
        until(lambda: self.refused or len(self.acknowledged) >= count, f"{count} check-ins are acknowledged")

    def _send(self, result: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.place.port, timeout=PATIENCE)
        headers = {
            "Cookie": f"sessionid={self.place.session}; csrftoken={CSRF}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        number = 0
        with closing(line):
            while not self._stopped.is_set():
                number += 1
                note = f"{self.name}-{result}-{number}"
                said = {"value": number % 100, "confidence": 7, "note": note, "csrfmiddlewaretoken": CSRF}
                try:
                    line.request("POST", f"/okr/key-results/{result}/", urlencode(said), headers)
                    answer = line.getresponse()
                    answer.read()
                except (OSError, http.client.HTTPException):
                    return
                if answer.status != 302:
                    self.refused.append(answer.status)
                    return
                self.acknowledged.append(note)

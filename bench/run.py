"""Measure the speed table: each figure is a ratio within one run, what is compared taking turns.

For each database two servers run side by side, one with 100 key results and one with 100,000. PostgreSQL is a throwaway
server that does not wait for the disk, which makes the application's own share of the time greater, not smaller.
"""

import contextlib
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from tools.with_postgres import NotInstalledError, postgres

ROOT = Path(__file__).resolve().parent.parent
FEW, MANY = 100, 100_000
BLOCKS, ROUNDS, WARM_UP = 12, 25, 20
PATIENCE = 60
CSRF = "a" * 32


class Place:
    """An installation with its server, and a browser that checks in there."""

    def __init__(self, folder: Path, key_results: int, database: str) -> None:
        (folder / "static").mkdir(parents=True)
        with socket.socket() as own:
            own.bind(("127.0.0.1", 0))
            self.port = own.getsockname()[1]
        kept = {k: v for k, v in os.environ.items() if k != "DATABASE_URL" and not k.startswith("SAMKJORT_")}
        self.environment = kept | {
            "SAMKJORT_DATA": str(folder),
            "SAMKJORT_TODAY": "2026-11-23",
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": str(ROOT),
            **({"DATABASE_URL": database} if database else {}),
        }
        code = f"import django; django.setup(); from bench import place; place.fill({key_results})"
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, check=True)
        told = json.loads(done.stdout)
        self.session, self.results, self.key_results = told["session"], told["results"], told["key_results"]
        self.number = 0
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    @contextlib.contextmanager
    def serving(self) -> Iterator[None]:
        """Its server: one process, as in `samkjort serve`."""
        command = [sys.executable, "-m", "gunicorn", "samkjort.config.wsgi:application", "--worker-class", "gthread"]
        command += ["--bind", f"127.0.0.1:{self.port}", "--threads", "4", "--log-level", "warning"]
        command += ["--no-control-socket", "--keep-alive", "60"]
        server = subprocess.Popen(command, cwd=ROOT, env=self.environment)
        try:
            end = time.monotonic() + PATIENCE
            while server.poll() is None and time.monotonic() < end:
                with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                    break
                time.sleep(0.05)
            yield
        finally:
            self.line.close()
            server.terminate()
            server.wait()

    def post(self, before: str = "", path: str = "", wanted: int = 302) -> tuple[float, bytes]:
        """Send a check-in and give the seconds that it took; always another value, so that all sums change."""
        self.number += 1
        result = self.results[0]
        said = {
            "value": self.number % 100,
            "confidence": (2, 5, 9)[self.number % 3],
            "note": f"Check-in {self.number}",
            "submission": uuid.uuid4(),
            "csrfmiddlewaretoken": CSRF,
        }
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={CSRF}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        start = time.perf_counter()
        self.line.request("POST", path or f"{before}/okr/key-results/{result}/", urlencode(said), headers)
        answer = self.line.getresponse()
        body = answer.read()
        took = time.perf_counter() - start
        if answer.status != wanted:
            raise RuntimeError(f"{answer.status} from {path or before}: {body[:300]!r}")
        return took, body

    def check(self) -> None:
        """That each of them has been written: those of the page, and those of the bare view."""
        kept = int(self.post(path="/count", wanted=200)[1])
        if kept != self.number - 1:
            raise RuntimeError(f"{kept} check-ins are kept of {self.number - 1}")


def measure(few: Place, many: Place) -> dict[str, object]:
    """Both servers, the check-in and the bare view, in turns of random order."""
    works = {
        "few": lambda: few.post()[0],
        "bare": lambda: few.post(path="/bare")[0],
        "many": lambda: many.post()[0],
        "many bare": lambda: many.post(path="/bare")[0],
    }
    few.post()
    many.post()
    statements = int(few.post("/record", wanted=200)[1])
    many.post("/record", wanted=200)
    order = list(works)
    for _n in range(WARM_UP):
        for work in works.values():
            work()
    blocks: list[dict[str, list[float]]] = []
    for _block in range(BLOCKS):
        blocks.append({name: [] for name in works})
        for _round in range(ROUNDS):
            random.shuffle(order)
            for name in order:
                blocks[-1][name].append(works[name]())
    few.check()
    many.check()
    return {
        "statements of the view": statements,
        "milliseconds": {name: round(1000 * _median(blocks, name), 2) for name in works},
        "check-in / bare view": ratio(blocks, "few", "bare"),
        f"check-in / bare view, {MANY:,} key results": ratio(blocks, "many", "many bare"),
        f"check-in with {MANY:,} / {FEW} key results": ratio(blocks, "many", "few"),
    }


def _median(blocks: list[dict[str, list[float]]], name: str) -> float:
    return statistics.median(took for block in blocks for took in block[name])


def ratio(blocks: list[dict[str, list[float]]], what: str, against: str) -> dict[str, float]:
    """Median by median; the spread is that of the blocks, from the second lowest to the second highest."""
    each = sorted(statistics.median(block[what]) / statistics.median(block[against]) for block in blocks)
    whole = _median(blocks, what) / _median(blocks, against)
    return {"ratio": round(whole, 3), "low": round(each[1], 3), "high": round(each[-2], 3)}


def compare(name: str, folder: Path, databases: tuple[str, str]) -> dict[str, object]:
    """Fill both, serve both, measure."""
    print(f"{name}: filling …", flush=True)
    few = Place(folder / f"{name}-few", FEW, databases[0])
    many = Place(folder / f"{name}-many", MANY, databases[1])
    assert (few.key_results, many.key_results) == (FEW, MANY)
    with few.serving(), many.serving():
        print(f"{name}: measuring …", flush=True)
        return measure(few, many)


def show(found: dict[str, dict[str, object]]) -> None:
    """The table."""
    print(f"\n{'':12}{'what':46}{'ratio':>8}   spread of {BLOCKS} blocks")
    for name, figures in found.items():
        for what, value in figures.items():
            if isinstance(value, dict) and "ratio" in value:
                print(f"{name:12}{what:46}{value['ratio']:8.2f}   {value['low']:.2f} to {value['high']:.2f}")
        print(f"{name:12}milliseconds: {figures['milliseconds']}; statements: {figures['statements of the view']}")


def main() -> int:
    """Both databases, where both are there."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="samkjort-bench-") as name:
        folder = Path(name)
        found["SQLite"] = compare("SQLite", folder, ("", ""))
        try:
            with postgres() as address:
                with psycopg.connect(address, autocommit=True) as own:
                    own.execute("CREATE DATABASE many")
                found["PostgreSQL"] = compare(
                    "PostgreSQL", folder, (address, address.removesuffix("samkjort") + "many")
                )
        except NotInstalledError as problem:
            print(problem, file=sys.stderr)
    show(found)
    (ROOT / "bench/results.json").write_text(json.dumps(found, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Run every test: on SQLite with the browser, then those with a database on PostgreSQL; end with what was skipped.

`make test` calls it. Where the environment has `CI`, a skip (for want of Chromium, of PostgreSQL) is a failure.
What is given on the command line goes on to pytest.
"""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from with_postgres import NotInstalledError, postgres

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "test-reports"
ON_POSTGRES = "database and not browser and not sqlite"  # the marks are set in tests/conftest.py

Outcomes = dict[str, str]  # test -> why it was skipped, or "" where it ran


def run(name: str, arguments: list[str], database: str = "") -> tuple[int, Outcomes]:
    """One run of pytest; its exit code, and what became of each test."""
    print(f"\n== Tests on {name} ==", flush=True)
    report = REPORTS / f"{name.lower()}.xml"
    report.unlink(missing_ok=True)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    if database:
        environment["DATABASE_URL"] = database
    code = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments],
        cwd=ROOT,
        env=environment,
        check=False,
    ).returncode
    return code, outcomes(report) if report.exists() else {}


def outcomes(report: Path) -> Outcomes:
    """What pytest's report says of each test."""
    found: Outcomes = {}
    for case in ET.parse(report).iter("testcase"):
        skipped = case.find("skipped")
        found[f"{case.get('classname')}::{case.get('name')}"] = (
            (skipped.get("message") or "no reason given") if skipped is not None else ""
        )
    return found


def skips(runs: list[Outcomes]) -> Counter[str]:
    """Why tests were skipped, and how many for each reason. What one run skipped and the other ran is not skipped."""
    ran = {test for outcomes_of_run in runs for test, reason in outcomes_of_run.items() if not reason}
    return Counter({test: reason for run_ in runs for test, reason in run_.items() if test not in ran}.values())


def main(arguments: list[str]) -> int:
    """Both runs, and what was skipped; 0 where all is well."""
    REPORTS.mkdir(exist_ok=True)
    code, on_sqlite = run("SQLite", arguments)
    runs, codes, left_out = [on_sqlite], [code], ""
    try:
        with postgres() as address:
            code, on_postgres = run("PostgreSQL", ["-m", ON_POSTGRES, *arguments], address)
        runs.append(on_postgres)
        codes.append(code)
    except NotInstalledError as error:
        left_out = f"{count_on_postgres(arguments)} not run a second time: {error}"
    why = skips(runs)
    told = [f"{count}: {reason}" for reason, count in why.most_common()] + ([left_out] if left_out else [])
    if os.environ.get("CI") and told:
        print("\nWhere CI is set, nothing may be skipped.")
        codes.append(1)
    count = len({test for run_ in runs for test in run_})
    ended = "FAILED" if any(codes) else "All is well"
    reasons = f" ({'; '.join(told)})" if told else ""
    print(f"\n{ended}: {count - why.total()} of {count} tests run, {why.total()} skipped{reasons}.")
    return int(any(codes))


def count_on_postgres(arguments: list[str]) -> str:
    """How many tests the run on PostgreSQL would have had."""
    listed = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-qq", "-m", ON_POSTGRES, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    return str(sum(int(count) for count in re.findall(r"^\S+: (\d+)$", listed, re.MULTILINE)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

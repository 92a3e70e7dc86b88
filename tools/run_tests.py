"""All tests: on SQLite with a real browser, then the database tests on a throwaway PostgreSQL.

Ends with the number of skipped tests and why. Where `CI` is set, a skip for want of Chromium or PostgreSQL fails.
"""

import os
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

from with_postgres import NOT_INSTALLED

TOOLS = Path(__file__).resolve().parent
MISSING_PROGRAM = re.compile("Chromium is not installed|PostgreSQL is not installed")


def run(name: str, command: list[str], folder: Path) -> tuple[int, Counter[str]]:
    """One run of pytest; its exit code, and why tests were skipped."""
    print(f"\n== {name}", flush=True)
    report = folder / f"{name}.xml"
    code = subprocess.run([*command, f"--junit-xml={report}"], check=False).returncode
    reasons: Counter[str] = Counter()
    if report.is_file():
        for skipped in ET.parse(report).getroot().iter("skipped"):
            reasons[skipped.get("message", "no reason given")] += 1
    return code, reasons


def main() -> int:
    """Run both; 0 where everything that can run here is green."""
    pytest = [sys.executable, "-m", "pytest", "-q", *sys.argv[1:]]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sqlite, why = run("SQLite", pytest, folder)
        postgres = [sys.executable, str(TOOLS / "with_postgres.py"), *pytest, "-m", "not browser and not sqlite"]
        postgresql, more = run("PostgreSQL", postgres, folder)
    why += more
    if postgresql == NOT_INSTALLED:
        postgresql = 0
        why["PostgreSQL is not installed"] += 1
    print(f"\n{sum(why.values())} tests skipped")
    for reason, count in why.most_common():
        print(f"  {count}: {reason}")
    lacking = [reason for reason in why if MISSING_PROGRAM.search(reason)]
    if os.environ.get("CI") and lacking:
        print("In CI nothing may be skipped for want of a program: " + "; ".join(lacking))
        return 1
    return sqlite or postgresql


if __name__ == "__main__":
    sys.exit(main())

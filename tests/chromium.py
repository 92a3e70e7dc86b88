"""The browser of the tests: the Chromium that the machine has, driven by pytest-playwright's fixtures (`page`, …).

Where there is none these tests are skipped and say so; in CI `make test` then fails (tools/run_tests.py).
"""

import shutil
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# No sandbox: it does not work as root or in a container. The rest keeps it off the network and quick.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the machine's Chromium, or skip."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        pytest.skip("Chromium is not installed")
    return {**browser_type_launch_args, "executable_path": found, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    """A Norwegian reader who has asked for no movement, so that no test waits for a transition.

    The plugin's own is not asked: it needs its fixture `base_url`, which is of a kind that pytest warns of.
    """
    return {
        "locale": "nb-NO",
        "timezone_id": "Europe/Oslo",
        "reduced_motion": "reduce",
        "viewport": {"width": 1280, "height": 900},
    }


AccessibilityCheck = Callable[[Page], None]

# The rules of WCAG 2.2 AA that axe knows, and its best practices.
AXE_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.fixture
def assert_accessible() -> AccessibilityCheck:
    """`assert_accessible(page)` fails with each of axe's findings on the page as it stands."""

    def check(page: Page) -> None:
        found = Axe().run(page, options=AXE_OPTIONS)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return check

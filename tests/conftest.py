"""What holds for every test: the cast is at hand, and nothing but an action writes to our tables."""

import os
import re
import shutil
from collections.abc import Callable, Generator
from typing import Any

import pytest
from django.db import connections
from django.db.backends.signals import connection_created

from samkjort.journal.actions import running

pytest_plugins = ["tests.people"]

# Tables that others write, or that hold no more than a bare account, which allauth writes: sign-in may hash a password anew.
FOREIGN = ("django_", "account_", "mfa_", "usersessions_", "people_user", "sqlite_")
WRITE = re.compile(
    r"^\s*(?:/\*.*?\*/\s*)?(?:WITH\b.*?\)\s*)?"
    r"(?:INSERT(?: OR \w+)? INTO|REPLACE INTO|UPDATE(?: ONLY)?|DELETE FROM|MERGE INTO|TRUNCATE(?: TABLE)?|COPY)\s+"
    r"[\"`\[]?(\w+)",
    re.IGNORECASE | re.DOTALL,
)
_armed = False


class WriteOutsideAction(AssertionError):
    """Somebody wrote to one of our tables while no action ran."""


def _guard(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if _armed and not running.get():
        write = WRITE.match(str(sql))
        if write and not write[1].startswith(FOREIGN):
            raise WriteOutsideAction(sql)
    return execute(sql, params, many, context)


def _watch(connection: Any, **_rest: Any) -> None:
    if _guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guard)


connection_created.connect(_watch)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Arm the guard while the test itself runs: fixtures, migrations and clean-up stay free."""
    global _armed
    for connection in connections.all(initialized_only=True):
        _watch(connection)
    _armed = True
    try:
        return (yield)
    finally:
        _armed = False


def _chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine lacks a program for; `tools/run_tests.py` makes that a failure in CI."""
    if _chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium, which calls nobody."""
    return {
        **browser_type_launch_args,
        "executable_path": _chromium(),
        "args": [
            *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--disable-quic"),
            *("--disable-background-networking", "--disable-component-update"),
        ],
    }


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    """Passwords hashed fast, and mail kept in memory."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# Playwright runs an event loop in this thread, where Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

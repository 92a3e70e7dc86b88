"""What holds for every test: the cast is at hand, and nothing but an action writes to our tables."""

import re
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

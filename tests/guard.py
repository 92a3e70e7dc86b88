"""In a test's body only actions write to our tables: any other INSERT, UPDATE or DELETE fails it.

The guard looks at each statement that goes to the database, so `.save()`, `.update()`, bulk and raw SQL are caught
alike, in the threads of a live server too. It is armed in the call phase of a test alone: fixtures, migrations and
clean-up stay free, and a factory (tests/factories.py) names itself in `running`. Two ways go around it, COPY and the
driver's own cursor; tests/house/test_writes.py looks for those in the code.
"""

import re
from collections.abc import Callable, Generator
from typing import Any

import pytest
from django.db import connections
from django.db.backends.signals import connection_created

from samkjort.journal.actions import running

# Whose tables these are writes to them: Django its sessions, allauth what belongs to signing in.
FOREIGN_PREFIXES = ("account_", "mfa_", "usersessions_")
# Of our own, only the bare account: sign-up, a new password and the silent re-hash at sign-in write it from allauth.
FOREIGN_TABLES = {"django_session", "people_user"}

WRITE = re.compile(
    r"^(?:\s|/\*.*?\*/|--[^\n]*\n)*"  # comments before it
    r"(?:WITH\b.*?[()]\s*)?"  # after, or within, a common table expression
    r"(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM(?:\s+ONLY)?"
    r"|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?|COPY)\s+"
    r"[\"`\[]?(\w+)",
    re.IGNORECASE | re.DOTALL,
)
_armed = False


class WriteOutsideActionError(AssertionError):
    """Somebody wrote to one of our tables while no action ran."""


def written_table(sql: str) -> str | None:
    """The table of ours that a statement writes to; None for a statement that reads, or writes to another's table."""
    write = WRITE.match(sql)
    if not write or write[1] in FOREIGN_TABLES or write[1].startswith(FOREIGN_PREFIXES):
        return None
    return write[1]


def _guard(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    if _armed and not running.get() and (table := written_table(str(sql))):
        raise WriteOutsideActionError(f"{table} is written while no action runs: {sql}")
    return execute(sql, params, many, context)


def _watch(connection: Any, **_rest: Any) -> None:
    if _guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guard)


connection_created.connect(_watch)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Arm the guard while the test itself runs."""
    global _armed
    for connection in connections.all(initialized_only=True):
        _watch(connection)
    _armed = True
    try:
        return (yield)
    finally:
        _armed = False

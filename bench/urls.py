"""The application's own addresses, and a bare view to hold them against.

`record/…` runs a page and remembers its SQL statements; `bare` runs those statements again and does nothing else. All
three lie behind the same middleware, whose statements are therefore in each of them and are not recorded.
"""

import re
import uuid
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import include, path, resolve

from samkjort.okr.models import CheckIn

AROUND = ("BEGIN", "COMMIT")
SAVEPOINTS = ("SAVEPOINT", "RELEASE")
HEX = re.compile(r"[0-9a-f]{32}")
Statement = tuple[str, Any, bool, bool]  # its text, parameters, whether many, whether within the transaction
recorded: list[Statement] = []


def record(request: HttpRequest, address: str) -> HttpResponse:
    """Run a page, remember what it asked the database, and tell how many statements that was."""
    recorded.clear()

    def remember(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(AROUND):
            recorded.append((sql, params, many, connection.in_atomic_block))
        return execute(sql, params, many, context)

    view = resolve(f"/{address}")
    with connection.execute_wrapper(remember):
        answer = view.func(request, *view.args, **view.kwargs)
    if answer.status_code != 302:
        return HttpResponse(status=500)
    return HttpResponse(str(sum(not sql.startswith(SAVEPOINTS) for sql, *_rest in recorded)))


def bare(request: HttpRequest) -> HttpResponse:
    """The same statements in the same kind of transaction, with ids of their own where a row must have one."""
    fresh: dict[str, uuid.UUID] = {}
    within = [n for n, statement in enumerate(recorded) if statement[3]]
    first, after = within[0], within[-1] + 1
    for statement in recorded[:first]:
        _run(statement, fresh)
    with transaction.atomic():
        for statement in recorded[first:after]:
            _run(statement, fresh)
    for statement in recorded[after:]:
        _run(statement, fresh)
    return HttpResponseRedirect("/")


def count(request: HttpRequest) -> HttpResponse:
    """How many check-ins there are."""
    return HttpResponse(str(CheckIn.objects.count()))


def _run(statement: Statement, fresh: dict[str, uuid.UUID]) -> None:
    sql, params, many, _within = statement
    with connection.cursor() as cursor:
        if many:
            cursor.executemany(sql, [[_anew(value, fresh) for value in row] for row in params])
        else:
            cursor.execute(sql, params and [_anew(value, fresh) for value in params])
        if cursor.description:
            cursor.fetchall()


def _anew(value: Any, fresh: dict[str, uuid.UUID]) -> Any:
    """Another id for each id that was recorded, the same one wherever it stands."""
    if isinstance(value, uuid.UUID):
        return fresh.setdefault(value.hex, uuid.uuid4())
    if isinstance(value, str) and HEX.fullmatch(value):
        return fresh.setdefault(value, uuid.uuid4()).hex
    return value


urlpatterns = [
    path("record/<path:address>", record),
    path("bare", bare),
    path("count", count),
    path("", include("samkjort.config.urls")),
]

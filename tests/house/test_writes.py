"""Only actions write: the guard of the tests sees every write, and the ways around it are not in the code."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from samkjort.people.models import Area
from tests.cast import Cast
from tests.factories import make_organisation
from tests.guard import WriteOutsideActionError, written_table

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("sql", "table"),
    [
        ('INSERT INTO "people_area" ("id") VALUES (1)', "people_area"),
        ("insert or ignore into `people_area` values (1)", "people_area"),
        ('  UPDATE ONLY "people_area" SET name = %s', "people_area"),
        ("/* why */ -- and why\n DELETE FROM people_area", "people_area"),
        ("WITH old AS (SELECT 1) DELETE FROM people_area", "people_area"),
        ("WITH old AS (DELETE FROM people_area RETURNING *) SELECT * FROM old", "people_area"),
        ("TRUNCATE TABLE people_area", "people_area"),
        ("REPLACE INTO people_area VALUES (1)", "people_area"),
        ("COPY people_area FROM STDIN", "people_area"),
        ('INSERT INTO "people_user_groups" VALUES (1)', "people_user_groups"),
        ('SELECT * FROM "people_area" WHERE (id = 1) FOR UPDATE OF "people_area"', None),
        ("SELECT 'DELETE FROM people_area'", None),
        ("SAVEPOINT x", None),
        ('UPDATE "people_user" SET "password" = %s', None),
        ('INSERT INTO "django_session" VALUES (1)', None),
        ('INSERT INTO "account_emailaddress" VALUES (1)', None),
    ],
)
def test_guard_knows_a_write(sql: str, table: str | None):
    assert written_table(sql) == table


WAYS: dict[str, Callable[[Area], object]] = {
    "save": lambda area: area.save(),
    "update": lambda area: Area.objects.filter(pk=area.pk).update(name="Elsewhere"),
    "bulk": lambda area: Area.objects.bulk_update([area], ["name"]),
    "delete": lambda area: Area.objects.filter(pk=area.pk).delete(),
    "raw": lambda area: connection.cursor().execute("UPDATE people_area SET name = 'Elsewhere'"),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_writes_outside_actions_fail(cast: Cast, way: Callable[[Area], object]):
    with pytest.raises(WriteOutsideActionError):
        way(cast.north)


@pytest.mark.django_db
def test_factories_may_write_in_the_body_of_a_test():
    assert make_organisation().pk


def test_nothing_goes_around_the_guard():
    around = re.compile(r"\.connection\.cursor|cursor\.copy\(|\.copy_expert\(|COPY\s+\w+\s+FROM")
    rooms = [path for path in (ROOT / "samkjort").rglob("*.py") if "migrations" not in path.parts]
    assert [str(path.relative_to(ROOT)) for path in rooms if around.search(path.read_text())] == []

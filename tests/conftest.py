"""What holds for every test. The cast, the guard over writes and the browser are plugins of their own."""

import os

import pytest
from django.conf import settings as django_settings
from django.db import connection
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.guard", "tests.cast", "tests.world", "tests.chromium"]

# Playwright runs an event loop in the tests' thread, and Django would then refuse every query there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

# No deadline: a slow machine is no bug. No database of examples: a run leaves nothing behind. In CI always the same.
settings.register_profile(
    "samkjort",
    deadline=None,
    database=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("samkjort")

BROWSER_FIXTURES = {"page", "context", "browser", "new_context"}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_configure() -> None:
    """Sign-in need not be costly here, and names of static files need not carry hashes."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    django_settings.STORAGES = {
        **django_settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what drives a browser or uses a database, by its fixtures, so that nobody has to remember to."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & BROWSER_FIXTURES:
            item.add_marker("browser")
        if fixtures & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
            item.add_marker("database")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What only one database does is tested on that one; `make test` runs both."""
    for marker, vendor, name in (("postgres", "postgresql", "PostgreSQL"), ("sqlite", "sqlite", "SQLite")):
        if item.get_closest_marker(marker) and connection.vendor != vendor:
            pytest.skip(f"{name} is not what this run has")

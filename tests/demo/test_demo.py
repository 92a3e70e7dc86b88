"""The demo: the same for the same day, and open to whoever tries it; elsewhere there is no such door."""

from datetime import date

import pytest
from django.contrib.auth import get_user
from django.db import transaction
from django.urls import reverse

from samkjort.alignment.models import Reading
from samkjort.demo import DOMAIN, SLUG, build
from samkjort.demo.views import ROLES
from samkjort.exchange import queries as exchange
from samkjort.okr.models import CheckIn
from samkjort.people.models import Member, Organisation
from samkjort.roadmap.models import KeptStep
from tests.factories import factory, make_organisation

DAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


class _TakeBackError(Exception):
    """Ends a build whose result has been read."""


def content(day):
    """What the demo of a day says: everything but ids and the moment of building. The build is taken back."""
    try:
        with transaction.atomic():
            factory(build.build)(day)
            organisation = Organisation.objects.get(slug=SLUG)
            rows = exchange.rows_to_export(organisation.pk, None)
            told = {
                # Without the first column, the key result's id.
                "okrs": [row[1:] for row in rows],
                "check-ins": list(
                    CheckIn.objects.order_by("pk").values_list(
                        "key_result__title", "checked_on", "value", "confidence", "note", "blocker", "by__email"
                    )
                ),
                "people": list(Member.objects.order_by("pk").values_list("name", "email", "title", "area__name")),
                "readings": list(
                    Reading.objects.order_by("pk").values_list("version__number", "member__email", "words", "clear")
                ),
                "road": list(KeptStep.objects.order_by("day", "step").values_list("day", "step", "state", "evidence")),
            }
            raise _TakeBackError
    except _TakeBackError:
        return told


@pytest.fixture
def demo(settings):
    settings.DEMO, settings.TODAY = True, DAY
    factory(build.build)(DAY)


@pytest.mark.slow
def test_the_same_day_gives_the_same_content_and_another_day_another():
    first = content(DAY)
    assert all(first.values())
    assert content(DAY) == first
    assert content(date(2027, 2, 3))["check-ins"] != first["check-ins"]
    assert not Organisation.objects.exists()


@pytest.mark.slow
def test_each_role_gets_in_by_one_click_and_sees_their_first_page(demo, client):
    front = client.get("/demo/")
    assert front.status_code == 200
    for role in ROLES:
        address = reverse("demo:sign-in-as", args=[role.key])
        assert f'action="{address}"' in front.content.decode()
        response = client.post(address)
        assert (response.status_code, response.url) == (302, role.start)
        assert get_user(client).email == f"{role.person}@{DOMAIN}"
        assert client.get(role.start).status_code == 200
    assert client.post(reverse("demo:sign-in-as", args=["mayor"])).status_code == 404
    assert client.get(reverse("demo:sign-in-as", args=["okr"])).status_code == 405  # a link signs nobody in
    assert not Member.objects.exclude(name__contains=" Demo ").exists()  # nobody can be taken for a real person


def test_outside_the_demo_there_is_no_such_door(cast, client, settings):
    settings.DEMO = False
    assert client.get("/demo/").status_code == 404
    for role in ROLES:
        assert client.post(reverse("demo:sign-in-as", args=[role.key])).status_code == 404
    assert not get_user(client).is_authenticated


def test_in_a_demo_nobody_gets_into_an_organisation_that_is_no_demo(client, settings):
    settings.DEMO = True
    make_organisation("Fjordvik", SLUG)
    assert client.post(reverse("demo:sign-in-as", args=["okr"])).status_code == 404
    assert not get_user(client).is_authenticated

"""The organisation at a glance."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samkjort.okr import actions
from tests.okr_factories import DAY, make_cycle, make_objective

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle(cast, settings):
    settings.TODAY = DAY
    return make_cycle(cast.organisation.pk)


def test_an_empty_organisation_is_told_what_a_cycle_is(cast, sign_in):
    assert "Det er ingen periode ennå" in sign_in(cast.siri).get(reverse("okr:overview")).content.decode()


def test_everybody_sees_published_goals_and_only_their_own_area_sees_drafts(cast, cycle, sign_in):
    make_objective(cast.home_care, cycle, cast.amir)
    actions.draft_objective(cast.home_care, cycle, by=cast.amir, title="Et hemmelig utkast til noe")
    reader = sign_in(cast.hanne).get(reverse("okr:overview")).content.decode()
    assert "Barn får hjelp tidligere" in reader
    assert "Et hemmelig utkast" not in reader
    assert "Et hemmelig utkast" in sign_in(cast.amir).get(reverse("okr:overview")).content.decode()


def test_a_stranger_sees_nothing_of_it(cast, cycle, sign_in):
    objective = make_objective(cast.home_care, cycle, cast.amir)
    client = sign_in(cast.stranger)
    assert "Barn får hjelp" not in client.get(reverse("okr:overview")).content.decode()
    assert client.get(reverse("okr:objective", args=[objective.pk])).status_code == 404


@pytest.mark.parametrize("name", ["okr:overview", "okr:area", "okr:objective"])
def test_the_number_of_queries_is_the_same_with_1_3_and_30(cast, cycle, sign_in, name):
    first = make_objective(cast.home_care, cycle, cast.amir, results=1)
    where = {"okr:area": [cast.home_care.pk], "okr:objective": [first.pk]}.get(name, [])
    client = sign_in(cast.amir)
    client.get(reverse(name, args=where))
    counts = []
    for more in (0, 2, 27):
        for n in range(more):
            make_objective(cast.home_care, cycle, cast.amir, title=f"Mål nummer {more} {n}", results=1)
            fields = actions.KeyResultFields(title=f"Mer {more} {n}", target=100, owner=cast.amir)
            actions.add_key_result(first, by=cast.amir, fields=fields)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse(name, args=where)).status_code == 200
        counts.append(len(seen))
    assert counts == [counts[0]] * 3

"""Areas: the tree, its path, ending, and the page."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samkjort import clock
from samkjort.journal.models import Entry
from samkjort.people import actions, queries, registry
from samkjort.people.models import Area
from tests.factories import make_area


def test_moving_an_area_takes_all_below_it_along_and_tells_who_asked(cast, monkeypatch):
    told = []
    monkeypatch.setattr(registry, "_moved", [lambda area, former: told.append((area.pk, former))])
    former = cast.home_care.path
    actions.change_area(cast.home_care, by=cast.jonas, name="Home care", parent=cast.schools, lead=cast.amir)
    cast.north.refresh_from_db()
    assert cast.north.ancestor_ids == [cast.schools.pk, cast.home_care.pk, cast.north.pk]
    assert told == [(cast.home_care.pk, former)]
    assert Entry.objects.filter(event="area.changed").latest("pk").facts == {"changed": ["parent_id"]}


def test_an_area_cannot_lie_under_itself(cast):
    with pytest.raises(ValidationError) as refused:
        actions.change_area(cast.health, by=cast.jonas, name="Health", parent=cast.north, lead=None)
    assert "parent" in refused.value.error_dict
    cast.health.refresh_from_db()
    assert cast.health.parent is None


def test_ending_hands_members_over_and_asks_for_what_lies_below_first(cast):
    with pytest.raises(ValidationError):
        actions.end_area(cast.health, by=cast.ingrid)
    actions.end_area(cast.schools, by=cast.ingrid, to_date=clock.today(), successor=cast.health)
    cast.bente.refresh_from_db()
    assert cast.bente.area == cast.health
    assert list(cast.health.predecessors.all()) == [cast.schools]


@pytest.mark.parametrize("who", ["siri", "amir", "hanne", "olav", "bente", "rolf", "stranger"])
def test_who_may_not_make_areas(cast, who):
    actor = getattr(cast, who)
    with pytest.raises(PermissionDenied):
        actions.create_area("New", by=actor, parent=cast.health)
    assert not Area.objects.filter(name="New").exists()


def test_nothing_of_another_organisation_is_taken_in(cast):
    with pytest.raises(PermissionDenied):
        actions.create_area("New", by=cast.jonas, lead=cast.stranger)
    with pytest.raises(PermissionDenied):
        actions.change_area(cast.health, by=cast.jonas, name="Health", parent=cast.other_area, lead=None)


def test_page_shows_the_tree_of_this_organisation_alone(cast, sign_in):
    page = sign_in(cast.siri).get("/people/areas/").content.decode()
    assert "Home care north" in page
    assert f"/people/areas/{cast.health.pk}/change/" not in page
    assert [branch.area.name for branch in queries.area_tree(cast.siri)] == ["Health", "Schools"]


def test_queries_do_not_grow(cast, sign_in):
    client, counts = sign_in(cast.ingrid), []
    for more in (1, 30):
        for _ in range(more):
            make_area(cast.organisation, parent=cast.north)
        with CaptureQueriesContext(connection) as queries_made:
            assert client.get("/people/areas/").status_code == 200
        counts.append(len(queries_made))
    assert counts[0] == counts[1] <= 14


class TestCreateArea:
    def test_works(self, cast, sign_in):
        answer = sign_in(cast.ingrid).post("/people/areas/new/", {"name": "Culture", "parent": cast.health.pk})
        assert (answer.status_code, answer["Location"]) == (302, "/people/areas/")
        area = Area.objects.get(name="Culture")
        assert area.path == f"{cast.health.path}{area.pk}/"
        assert Entry.objects.filter(event="area.created", object_id=area.pk, actor=cast.ingrid).count() == 1

    def test_bad_input_is_told_beside_the_field(self, cast, sign_in):
        page = sign_in(cast.ingrid).post("/people/areas/new/", {"name": "health"}).content.decode()
        assert 'id="id_name_error"' in page
        assert 'value="health"' in page

    def test_others_are_refused(self, cast, sign_in):
        assert sign_in(cast.hanne).get("/people/areas/new/").status_code == 403


class TestChangeArea:
    def post(self, client, area, **fields):
        page = client.get(f"/people/areas/{area.pk}/change/")
        seen = page.context["form"]["seen"].value()
        data = {"name": area.name, "parent": area.parent_id or "", "lead": area.lead_id or "", "seen": seen, **fields}
        return lambda: client.post(f"/people/areas/{area.pk}/change/", data)

    def test_works(self, cast, sign_in):
        answer = self.post(sign_in(cast.ingrid), cast.schools, name="Schools and kindergartens")()
        assert answer.status_code == 302
        cast.schools.refresh_from_db()
        assert cast.schools.name == "Schools and kindergartens"

    def test_two_at_once_the_second_is_shown_and_loses_nothing(self, cast, sign_in):
        second = self.post(sign_in(cast.ingrid), cast.schools, name="Learning")
        actions.change_area(cast.schools, by=cast.jonas, name="Pupils", parent=None, lead=cast.bente)
        answer = second()
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "Pupils" in page
        assert 'value="Learning"' in page
        seen = answer.context["form"].data["seen"]
        data = {"name": "Learning", "parent": "", "lead": "", "seen": seen}
        cast.schools.refresh_from_db()
        assert cast.schools.name == "Pupils"
        sign_in(cast.ingrid).post(f"/people/areas/{cast.schools.pk}/change/", {**data, "lead": cast.bente.pk})
        cast.schools.refresh_from_db()
        assert (cast.schools.name, cast.schools.lead) == ("Learning", cast.bente)

    def test_what_only_the_other_changed_is_kept(self, cast, sign_in):
        second = self.post(sign_in(cast.ingrid), cast.schools, name="Learning")
        actions.change_area(cast.schools, by=cast.jonas, name="Schools", parent=None, lead=cast.bente)
        assert second().status_code == 302
        cast.schools.refresh_from_db()
        assert (cast.schools.name, cast.schools.lead) == ("Learning", cast.bente)

    def test_stranger_finds_nothing(self, cast, sign_in):
        assert sign_in(cast.stranger).get(f"/people/areas/{cast.schools.pk}/change/").status_code == 404


class TestEndArea:
    def test_works(self, cast, sign_in):
        data = {"to_date": clock.today().isoformat(), "successor": cast.health.pk}
        answer = sign_in(cast.ingrid).post(f"/people/areas/{cast.schools.pk}/end/", data)
        assert answer.status_code == 302
        cast.schools.refresh_from_db()
        assert cast.schools.to_date == clock.today()

    def test_an_impossible_date_is_told_beside_the_field(self, cast, sign_in):
        for date in ("2026-02-31", "1990-01-01"):
            page = sign_in(cast.ingrid).post(f"/people/areas/{cast.schools.pk}/end/", {"to_date": date})
            assert 'id="id_to_date_error"' in page.content.decode()
        cast.schools.refresh_from_db()
        assert cast.schools.to_date is None


class TestRecordDiscussion:
    def test_holds_for_all_below(self, cast, sign_in):
        data = {"held_on": clock.today().isoformat(), "minutes_url": "", "waived_because": "", "next": "/people/areas/"}
        answer = sign_in(cast.ingrid).post(f"/people/areas/{cast.health.pk}/discussion/", data)
        assert (answer.status_code, answer["Location"]) == (302, "/people/areas/")
        assert queries.discussion_is_recorded(cast.north)
        assert not queries.discussion_is_recorded(cast.schools)

    def test_needs_a_date_or_a_reason(self, cast, sign_in):
        page = sign_in(cast.ingrid).post(f"/people/areas/{cast.health.pk}/discussion/", {})
        assert 'id="id_held_on_error"' in page.content.decode()
        assert not queries.discussion_is_recorded(cast.health)

    def test_never_leads_out_of_here(self, cast, sign_in):
        data = {"waived_because": "Nothing is stored about employees", "next": "https://elsewhere.example/"}
        answer = sign_in(cast.olav).post(f"/people/areas/{cast.health.pk}/discussion/", data)
        assert answer["Location"] == "/people/areas/"

    def test_others_are_refused(self, cast, sign_in):
        assert sign_in(cast.amir).post(f"/people/areas/{cast.health.pk}/discussion/", {}).status_code == 403

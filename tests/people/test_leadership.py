"""Leadership groups: forming, seats, and the choice about words."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samkjort.journal.models import Entry
from samkjort.people import actions
from samkjort.people.models import LeadershipGroup, Seat
from samkjort.people.permissions import is_leader
from tests.factories import fresh, make_leadership_group, make_member, make_organisation


def test_leadership_shows_this_organisations_groups(cast, sign_in):
    page = sign_in(cast.hanne).get("/people/leadership/")
    assert [line["group"] for line in page.context["groups"]] == [cast.group]
    assert "unseat" not in page.content.decode()


def test_queries_do_not_grow(cast, sign_in):
    client, counts = sign_in(cast.ingrid), []
    for more in (1, 30):
        for _ in range(more):
            actions_member = make_member(cast.organisation)
            actions.seat_leader(cast.group, by=cast.ingrid, member=actions_member)
        with CaptureQueriesContext(connection) as queries_made:
            assert client.get("/people/leadership/").status_code == 200
        counts.append(len(queries_made))
    assert counts[0] == counts[1] <= 14


class TestFormLeadershipGroup:
    def test_works(self, cast, sign_in):
        data = {"name": "Health leaders", "area": cast.health.pk}
        answer = sign_in(cast.ingrid).post("/people/leadership/new/", data)
        assert (answer.status_code, answer["Location"]) == (302, "/people/leadership/")
        group = LeadershipGroup.objects.get(area=cast.health)
        assert Entry.objects.filter(event="leadership_group.formed", object_id=group.pk).count() == 1

    def test_one_at_a_place(self, cast, sign_in):
        page = sign_in(cast.ingrid).post("/people/leadership/new/", {"name": "Another", "area": ""})
        assert 'id="id_area_error"' in page.content.decode()

    def test_others_are_refused(self, cast, sign_in):
        assert sign_in(cast.bente).get("/people/leadership/new/").status_code == 403


class TestSeatLeader:
    def seat(self, client, group, member):
        return client.post(f"/people/leadership/{group.pk}/seat/", {f"group-{group.pk}-member": member.pk})

    def test_works_and_twice_is_once(self, cast, sign_in):
        for _ in range(2):
            assert self.seat(sign_in(cast.ingrid), cast.group, cast.amir).status_code == 302
        assert is_leader(fresh(cast.amir))
        assert Seat.objects.filter(group=cast.group, member=cast.amir).count() == 1

    def test_a_stranger_gets_no_seat(self, cast, sign_in):
        assert self.seat(sign_in(cast.ingrid), cast.group, cast.stranger).status_code == 422
        assert self.seat(sign_in(cast.stranger), cast.group, cast.siri).status_code == 404
        with pytest.raises(PermissionDenied):
            actions.seat_leader(cast.group, by=cast.ingrid, member=cast.stranger)

    def test_others_are_refused_and_reading_is_no_act(self, cast, sign_in):
        assert self.seat(sign_in(cast.hanne), cast.group, cast.siri).status_code == 403
        assert sign_in(cast.ingrid).get(f"/people/leadership/{cast.group.pk}/seat/").status_code == 405

    def test_unseat_leader(self, cast, sign_in):
        address = f"/people/leadership/{cast.group.pk}/unseat/{cast.bente.pk}/"
        assert sign_in(cast.bente).post(address).status_code == 403
        assert sign_in(cast.ingrid).post(address).status_code == 302
        assert not is_leader(fresh(cast.bente))


class TestShareWords:
    def test_a_choice_is_made_once(self, db, sign_in):
        organisation = make_organisation()
        lead = make_member(organisation, is_okr_lead=True)
        group = make_leadership_group(organisation, (lead,))
        address = f"/people/leadership/{group.pk}/words/"
        client = sign_in(lead)
        assert client.post(address, {f"words-{group.pk}-shared": ""}).status_code == 422
        assert client.post(address, {f"words-{group.pk}-shared": "no"}).status_code == 302
        client.post(address, {f"words-{group.pk}-shared": "yes"})
        group.refresh_from_db()
        assert group.words_are_shared is False
        with pytest.raises(ValidationError):
            actions.share_words(group, by=lead, shared=True)

    def test_others_are_refused(self, cast, sign_in):
        address = f"/people/leadership/{cast.group.pk}/words/"
        assert sign_in(cast.bente).post(address, {}).status_code == 403
        assert sign_in(cast.stranger).post(address, {}).status_code == 404

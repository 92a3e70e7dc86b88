"""Members: list, invitation, change, roles, leaving, erasure."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from samkjort import clock
from samkjort.journal.models import ActorName, Entry, Outbox, SecurityEntry
from samkjort.journal.tasks import deliver_due
from samkjort.people import actions
from samkjort.people.models import Area, Member, Seat, User
from tests.factories import make_member


class TestMembers:
    def test_shows_this_organisation_alone(self, cast, sign_in):
        page = sign_in(cast.siri).get("/people/")
        names = {m.name for m in page.context["page"].object_list}
        assert names == {member.name for member in cast.roles.values()}

    def test_search(self, cast, sign_in):
        page = sign_in(cast.siri).get("/people/", {"q": "home moen"})
        assert [m.name for m in page.context["page"].object_list] == ["Siri Moen"]

    def test_queries_do_not_grow(self, cast, sign_in):
        client, counts = sign_in(cast.ingrid), []
        for more in (1, 30):
            for _ in range(more):
                make_member(cast.organisation, area=cast.north)
            with CaptureQueriesContext(connection) as queries_made:
                assert client.get("/people/").status_code == 200
            counts.append(len(queries_made))
        assert counts[0] == counts[1] <= 14


class TestInviteMember:
    data = {"name": "Nora Ny", "email": "Nora@Fjordvik.example", "title": "", "area": ""}  # noqa: RUF012 - never changed

    def test_works_and_a_letter_goes(self, cast, sign_in):
        answer = sign_in(cast.ingrid).post("/people/invite/", self.data)
        nora = Member.objects.get(name="Nora Ny")
        assert (answer.status_code, answer["Location"]) == (302, f"/people/member/{nora.pk}/")
        assert (nora.email, nora.user.email) == ("nora@fjordvik.example", "nora@fjordvik.example")
        assert nora.role_names == []
        assert Entry.objects.filter(event="member.invited", object_id=nora.pk, actor=cast.ingrid).count() == 1
        assert Outbox.objects.get(kind="people.invitation").payload == {"member_id": nora.pk}

    def test_the_letter_is_written_in_the_organisations_language(self, cast):
        actions.invite_member("Nora Ny", "nora@fjordvik.example", by=cast.ingrid)
        assert deliver_due() == 1
        assert "Du er invitert" in mail.outbox[0].subject
        assert "nora@fjordvik.example" in mail.outbox[0].body

    def test_an_address_once(self, cast, sign_in):
        page = sign_in(cast.ingrid).post("/people/invite/", {**self.data, "email": "SIRI@fjordvik.example"})
        assert 'id="id_email_error"' in page.content.decode()
        assert not Member.objects.filter(name="Nora Ny").exists()

    def test_an_account_of_another_organisation_is_the_same_account(self, cast):
        both = actions.invite_member("Sølvi Skog", "solvi@skogheim.example", by=cast.jonas)
        assert both.user == cast.stranger.user
        assert both.organisation == cast.organisation

    @pytest.mark.parametrize("who", ["siri", "hanne", "bente", "olav", "amir", "rolf", "kare"])
    def test_others_are_refused(self, cast, sign_in, who):
        assert sign_in(getattr(cast, who)).post("/people/invite/", self.data).status_code == 403

    def test_not_into_an_area_of_others(self, cast, sign_in):
        page = sign_in(cast.ingrid).post("/people/invite/", {**self.data, "area": cast.other_area.pk})
        assert 'id="id_area_error"' in page.content.decode()


class TestMember:
    def test_everybody_reads_and_strangers_find_nothing(self, cast, sign_in):
        assert sign_in(cast.hanne).get(f"/people/member/{cast.siri.pk}/").status_code == 200
        assert sign_in(cast.stranger).get(f"/people/member/{cast.siri.pk}/").status_code == 404


class TestChangeMember:
    def data(self, member, **fields):
        return {
            "name": member.name,
            "email": member.email,
            "title": member.title,
            "area": member.area_id or "",
            **fields,
        }

    def test_works(self, cast, sign_in):
        data = self.data(cast.siri, title="Nurse", name="Siri 🌻 Moen")
        assert sign_in(cast.ingrid).post(f"/people/member/{cast.siri.pk}/change/", data).status_code == 302
        cast.siri.refresh_from_db()
        assert (cast.siri.title, cast.siri.name) == ("Nurse", "Siri 🌻 Moen")

    def test_another_address_is_another_account_and_the_old_one_closes(self, cast):
        old = cast.siri.user
        actions.change_member(
            cast.siri, by=cast.jonas, name="Siri", email="siri.moen@fjordvik.example", title="", area=None
        )
        old.refresh_from_db()
        assert cast.siri.user.email == "siri.moen@fjordvik.example"
        assert not old.is_active

    def test_nobody_takes_over_an_account_of_another_organisation(self, cast):
        shared = actions.invite_member("Sølvi Skog", "solvi@skogheim.example", by=cast.jonas)
        actions.change_member(shared, by=cast.jonas, name="S", email="mine@fjordvik.example", title="", area=None)
        cast.stranger.refresh_from_db()
        assert cast.stranger.user.email == "solvi@skogheim.example"
        assert cast.stranger.user.is_active

    def test_refused(self, cast, sign_in):
        address = f"/people/member/{cast.siri.pk}/change/"
        assert sign_in(cast.hanne).post(address, self.data(cast.siri)).status_code == 403
        assert sign_in(cast.stranger).post(address, self.data(cast.siri)).status_code == 404


class TestChangeRoles:
    def test_works_and_stands_in_the_security_log(self, cast, sign_in):
        answer = sign_in(cast.jonas).post(f"/people/member/{cast.siri.pk}/roles/", {"is_okr_lead": "on"})
        assert answer.status_code == 302
        cast.siri.refresh_from_db()
        assert cast.siri.is_okr_lead
        row = SecurityEntry.objects.get(kind="rights.changed")
        assert (row.member, row.facts) == (cast.siri, {"is_okr_lead": True, "by": cast.jonas.pk})

    def test_administrators_only(self, cast, sign_in):
        address = f"/people/member/{cast.ingrid.pk}/roles/"
        for who in (cast.ingrid, cast.olav, cast.siri, cast.hanne):
            assert sign_in(who).post(address, {"is_administrator": "on"}).status_code == 403
        assert sign_in(cast.strange_administrator).post(address, {"is_administrator": "on"}).status_code == 404

    def test_a_guest_needs_an_end_date_and_a_reader_only_reads(self, cast, sign_in):
        client = sign_in(cast.jonas)
        address = f"/people/member/{cast.siri.pk}/roles/"
        page = client.post(address, {"is_facilitator": "on"}).content.decode()
        assert 'id="id_ends_on_error"' in page
        page = client.post(address, {"is_reader": "on", "is_sponsor": "on"}).content.decode()
        assert 'id="id_is_reader_error"' in page

    def test_the_last_administrator_stays(self, cast):
        with pytest.raises(ValidationError):
            actions.change_roles(cast.jonas, by=cast.jonas, roles={"is_administrator": False})


class TestLeave:
    def test_closes_the_door_and_keeps_the_words(self, cast, sign_in):
        client = sign_in(cast.bente)
        answer = sign_in(cast.ingrid).post(f"/people/member/{cast.bente.pk}/leave/", {"name": "bente dahl"})
        assert answer.status_code == 302
        cast.bente.refresh_from_db()
        assert cast.bente.left_on == clock.today()
        assert not cast.bente.user.is_active
        assert not Seat.objects.filter(member=cast.bente).exists()
        assert client.get("/people/").status_code == 302  # to sign-in: what was open is closed

    def test_the_name_must_be_written(self, cast, sign_in):
        page = sign_in(cast.ingrid).post(f"/people/member/{cast.bente.pk}/leave/", {"name": "Bente"})
        assert 'id="id_name_error"' in page.content.decode()
        cast.bente.refresh_from_db()
        assert cast.bente.left_on is None

    def test_leads_no_more(self, cast):
        actions.leave(cast.amir, by=cast.ingrid)
        assert Area.objects.get(pk=cast.home_care.pk).lead is None

    def test_a_guest_is_out_when_the_time_is_over(self, cast, sign_in):
        client = sign_in(cast.rolf)
        assert client.get("/people/").status_code == 200
        with clock.at(clock.today() + timedelta(days=91)):
            answer = client.get("/people/")
        assert (answer.status_code, answer["Location"]) == (302, "/people/no-organisation/")

    def test_bring_back_is_without_roles(self, cast, sign_in):
        actions.change_roles(cast.siri, by=cast.jonas, roles={"is_sponsor": True})
        actions.leave(cast.siri, by=cast.jonas)
        assert sign_in(cast.jonas).post(f"/people/member/{cast.siri.pk}/bring-back/").status_code == 302
        cast.siri.refresh_from_db()
        assert (cast.siri.left_on, cast.siri.is_sponsor, cast.siri.user.is_active) == (None, False, True)
        assert sign_in(cast.hanne).post(f"/people/member/{cast.siri.pk}/bring-back/").status_code == 403
        assert sign_in(cast.jonas).get(f"/people/member/{cast.siri.pk}/bring-back/").status_code == 405


class TestEraseMember:
    def test_history_stays_without_the_name(self, cast, sign_in):
        actions.create_area("Culture", by=cast.ingrid)
        pk, address = cast.ingrid.pk, f"/people/member/{cast.ingrid.pk}/erase/"
        assert sign_in(cast.jonas).post(address, {"name": "Ingrid Lunde"}).status_code == 302
        row = Entry.objects.get(event="area.created", facts={}, actor=None, actor_name__isnull=False)
        assert row.actor_name.name == "tidligere medarbeider"
        assert not Member.objects.filter(pk=pk).exists()
        assert not User.objects.filter(email="ingrid@fjordvik.example").exists()
        assert not ActorName.objects.filter(name__contains="Ingrid").exists()

    def test_the_erased_share_one_name_row(self, cast):
        actions.create_area("Culture", by=cast.ingrid)
        actions.create_area("Sports", by=cast.jonas)
        make_member(cast.organisation, is_administrator=True)
        admin = Member.objects.filter(is_administrator=True, organisation=cast.organisation).latest("pk")
        actions.erase_member(cast.ingrid, by=admin)
        actions.erase_member(cast.jonas, by=admin)
        assert ActorName.objects.filter(actor=None).count() == 1

    def test_an_account_that_another_organisation_needs_stays(self, cast):
        both = actions.invite_member("Sølvi Skog", "solvi@skogheim.example", by=cast.jonas)
        actions.erase_member(both, by=cast.jonas)
        cast.stranger.refresh_from_db()
        assert cast.stranger.user is not None

    def test_administrators_only_and_never_oneself(self, cast):
        with pytest.raises(PermissionDenied):
            actions.erase_member(cast.siri, by=cast.ingrid)
        with pytest.raises(PermissionDenied):
            actions.erase_member(cast.siri, by=cast.strange_administrator)
        with pytest.raises(ValidationError):
            actions.erase_member(cast.jonas, by=cast.jonas)

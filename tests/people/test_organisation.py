"""The organisation's settings, and its security log."""

from datetime import timedelta

from django.test import Client

from samkjort import clock
from samkjort.journal.actions import record_security
from samkjort.journal.models import Entry, SecurityEntry


class TestOrganisation:
    def data(self, client, **fields):
        seen = client.get("/people/organisation/").context["form"]["seen"].value()
        return {
            "name": "Fjordvik", "language": "nb", "time_zone": "Europe/Oslo", "reminder_weekday": "1",
            "whistleblowing_url": "https://fjordvik.example/varsle", "seen": seen, **fields,
        }  # fmt: skip

    def test_works(self, cast, sign_in):
        client = sign_in(cast.jonas)
        assert client.post("/people/organisation/", self.data(client)).status_code == 302
        cast.organisation.refresh_from_db()
        assert (cast.organisation.reminder_weekday, cast.organisation.whistleblowing_url) == (
            1, "https://fjordvik.example/varsle",
        )  # fmt: skip
        assert Entry.objects.filter(event="organisation.changed", actor=cast.jonas).count() == 1

    def test_bad_input_is_told_beside_the_field(self, cast, sign_in):
        client = sign_in(cast.jonas)
        page = client.post("/people/organisation/", self.data(client, time_zone="Europe/Nowhere")).content.decode()
        assert 'id="id_time_zone_error"' in page

    def test_administrators_only(self, cast, sign_in):
        for who in (cast.ingrid, cast.olav, cast.siri, cast.hanne):
            assert sign_in(who).get("/people/organisation/").status_code == 403


class TestSecurityLog:
    def test_opens_with_a_reason_that_is_kept(self, cast, sign_in):
        record_security("sign_in_failed", organisation_id=cast.other.pk, member_id=cast.stranger.pk)
        record_security("sign_in_failed", organisation_id=cast.organisation.pk, member_id=cast.siri.pk)
        client = sign_in(cast.jonas)
        assert client.get("/people/security-log/").context["entries"] is None
        page = client.post("/people/security-log/", {"reason": "Siri says that she cannot get in"})
        rows = [(row.kind, row.member) for row in page.context["entries"]]
        assert rows == [("log.opened", cast.jonas), ("sign_in_failed", cast.siri)]
        assert "Siri says that she cannot get in" in page.content.decode()
        assert Entry.objects.filter(event="security_log.opened", actor=cast.jonas).count() == 1

    def test_without_a_reason_it_stays_closed(self, cast, sign_in):
        page = sign_in(cast.jonas).post("/people/security-log/", {"reason": "  hm  "})
        assert page.context["entries"] is None
        assert 'id="id_reason_error"' in page.content.decode()

    def test_administrators_only(self, cast, sign_in):
        for who in (cast.ingrid, cast.olav, cast.siri):
            assert sign_in(who).post("/people/security-log/", {"reason": "Because I want to"}).status_code == 403

    def test_is_kept_for_90_days(self, cast):
        with clock.at(clock.today() - timedelta(days=91)):
            record_security("signed_in", organisation_id=cast.organisation.pk, member_id=cast.siri.pk)
        record_security("signed_in", organisation_id=cast.organisation.pk, member_id=cast.siri.pk)
        assert SecurityEntry.objects.count() == 1

    def test_sign_in_and_failure_leave_a_row(self, cast):
        siri = cast.siri.user
        siri.set_password("a long enough password")
        siri.save()
        client = Client()
        client.post("/account/login/", {"login": siri.email, "password": "not this one"})
        client.post("/account/login/", {"login": siri.email, "password": "a long enough password"})
        kinds = [row.kind for row in SecurityEntry.objects.filter(member=cast.siri).order_by("pk")]
        assert kinds[0] == "sign_in_failed"
        Client().post("/account/login/", {"login": "nobody@example.org", "password": "not this one"})
        assert SecurityEntry.objects.filter(organisation=None, member=None, kind="sign_in_failed").exists()

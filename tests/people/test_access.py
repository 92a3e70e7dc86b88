"""The way in: invitation only, sign-in by e-mailed code, the first page, language, several organisations."""

import re

import pytest
from django.core import mail
from django.test import Client

from samkjort.journal.models import SecurityEntry
from samkjort.people import actions
from samkjort.people.models import Member
from tests.factories import make_member


def test_sign_in_by_code_as_invited(cast):
    nora = actions.invite_member("Nora Ny", "nora@fjordvik.example", by=cast.ingrid)
    client = Client()
    client.post("/account/login/code/", {"email": "Nora@fjordvik.example"})
    code = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", mail.outbox[-1].body, re.MULTILINE)[1]
    assert "testserver" not in mail.outbox[-1].body
    answer = client.post("/account/login/code/confirm/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert SecurityEntry.objects.filter(kind="signed_in", member=nora).count() == 1
    answer = client.get("/people/areas/?x=1")
    assert answer["Location"] == "/people/me/stored/?next=%2Fpeople%2Fareas%2F%3Fx%3D1"


def test_an_address_alone_gets_a_code_from_the_front_door(cast):
    answer = Client().post("/account/login/", {"login": cast.siri.email, "password": ""})
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/code/confirm/")
    assert mail.outbox[-1].subject == "Samkjørt: Innloggingskode"


def test_a_code_for_nobody_says_nothing(db):
    client = Client()
    answer = client.post("/account/login/code/", {"email": "nobody@example.org"})
    assert answer.status_code == 302


def test_nobody_signs_up(db):
    Client().post("/account/signup/", {"email": "me@example.org"})
    assert not Member.objects.exists()
    assert "me@example.org" not in str(mail.outbox)


def test_without_sign_in_every_page_leads_to_it(cast):
    for address in ("/people/", "/people/areas/", "/people/me/", f"/people/member/{cast.siri.pk}/"):
        answer = Client().get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/account/login/")


class TestStoredAboutMe:
    def test_first_sign_in_leads_there_and_on(self, cast, sign_in):
        nora = make_member(cast.organisation, informed_on=None)
        client = sign_in(nora)
        assert client.get("/people/")["Location"] == "/people/me/stored/?next=%2Fpeople%2F"
        page = client.get("/people/me/stored/?next=/people/").content.decode()
        assert 'name="next" value="/people/"' in page
        answer = client.post("/people/me/informed/", {"next": "/people/"})
        assert (answer.status_code, answer["Location"]) == (302, "/people/")
        assert client.get("/people/").status_code == 200
        nora.refresh_from_db()
        assert nora.informed_on is not None

    def test_never_leads_out_of_here(self, cast, sign_in):
        answer = sign_in(cast.siri).post("/people/me/informed/", {"next": "//elsewhere.example/"})
        assert answer["Location"] == "/"

    def test_says_what_is_kept_and_what_it_is_never_used_for(self, cast, sign_in):
        page = sign_in(cast.amir).get("/people/me/stored/").content.decode()
        assert "aldri til å vurdere en person" in page
        assert "Hvilke områder du leder" in page


class TestSetLanguage:
    def test_is_kept_with_the_member_and_in_the_browser(self, cast, sign_in):
        client = sign_in(cast.siri)
        answer = client.post("/people/language/", {"language": "en", "next": "/people/areas/"})
        assert answer["Location"] == "/people/areas/"
        assert "How are we organised?" in client.get("/people/areas/").content.decode()
        cast.siri.refresh_from_db()
        assert cast.siri.language == "en"

    def test_without_sign_in_it_is_the_browsers(self, db):
        client = Client()
        assert client.post("/people/language/", {"language": "en"}).status_code == 302
        assert client.cookies["django_language"].value == "en"

    def test_no_other_language(self, db):
        client = Client()
        client.post("/people/language/", {"language": "xx"})
        assert "django_language" not in client.cookies


class TestMySettings:
    def test_works(self, cast, sign_in):
        client = sign_in(cast.siri)
        data = {"language": "en", "time_zone": "Europe/London", "colour_scheme": "dark"}
        assert client.post("/people/me/", data).status_code == 302
        assert 'data-color-scheme="dark"' in client.get("/people/me/").content.decode()

    @pytest.mark.parametrize("wrong", [{"time_zone": "Mars"}, {"language": "xx"}, {"colour_scheme": "pink"}])
    def test_bad_input_is_told_beside_the_field(self, cast, sign_in, wrong):
        data = {"language": "", "time_zone": "", "colour_scheme": "auto", **wrong}
        page = sign_in(cast.siri).post("/people/me/", data)
        assert page.status_code == 200
        assert f'id="id_{next(iter(wrong))}_error"' in page.content.decode()


class TestChooseOrganisation:
    def test_works_and_others_cannot_be_chosen(self, cast, sign_in):
        actions.invite_member("Sølvi Skog", "solvi@skogheim.example", by=cast.jonas)
        client = sign_in(cast.stranger)
        address = "/people/choose-organisation/"
        assert client.post(address, {"organisation": cast.other.pk}).status_code == 302
        assert "Skogheim" in client.get("/people/areas/").content.decode()
        assert sign_in(cast.siri).post(address, {"organisation": cast.other.pk}).status_code == 404
        assert sign_in(cast.siri).post(address, {"organisation": "x"}).status_code == 404


def test_no_organisation_explains(cast, sign_in):
    client = sign_in(cast.siri)
    actions.bring_back(cast.siri, by=cast.jonas)
    actions.leave(cast.siri, by=cast.jonas)
    siri = cast.siri.user
    siri.is_active = True
    siri.save()
    assert client.get("/people/")["Location"] == "/people/no-organisation/"
    assert client.get("/people/no-organisation/").status_code == 200
    assert sign_in(cast.amir).get("/people/no-organisation/").status_code == 302


def test_csrf_failure_says_that_nothing_was_saved(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.siri.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.post("/people/me/", {})
    assert page.status_code == 403
    assert "for lenge" in page.content.decode()

"""My page tells what I owe and nothing else; search finds what I may see and nothing else."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samkjort.alignment import actions as alignment
from samkjort.desk import queries
from samkjort.journal.actions import System
from samkjort.okr import actions as okr
from samkjort.people import actions as people
from tests.factories import make_area, make_member
from tests.okr_factories import DAY, make_cycle, make_objective, results_of

MINE = reverse("desk:my-page")
SEARCH = reverse("desk:search")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = DAY


def publish_purpose(cast):
    people.share_words(cast.group, by=cast.ingrid, shared=True)
    draft = alignment.start_purpose(cast.organisation, by=cast.ingrid)
    said = alignment.PurposeText(
        text="Færre ting samtidig.",
        is_not="Ikke vurdering.",
        changes="",
        priorities=[],
        statements=[(row.text, row.is_meant, row.explanation) for row in draft.statements.all()],
    )
    draft = alignment.change_purpose(draft, by=cast.ingrid, edits=draft.edits, said=said)
    return alignment.publish_purpose(draft, by=cast.ingrid)


def text(client, address, **said):
    return client.get(address, said).content.decode().partition("<main")[2]


def titles(member, words):
    return [found.title for found in queries.search(member, words)]


def test_nothing_is_owed_and_that_is_said(cast, sign_in):
    assert queries.owed(cast.bente).lines == []
    page = text(sign_in(cast.bente), MINE)
    assert "Ingenting venter på deg nå." in page
    assert "Du er à jour" in page


def test_my_key_results_wait_for_me_until_i_have_brought_them_up_to_date(cast, sign_in):
    objective = make_objective(cast.home_care, make_cycle(cast.organisation.pk), cast.siri)
    client = sign_in(cast.siri)
    page = text(client, MINE)
    assert "Oppdater 2 nøkkelresultater" in page
    assert f'href="{reverse("okr:my-week")}"' in page
    for result in results_of(objective):
        okr.check_in(result, by=cast.siri, entry=okr.CheckInEntry(value=Decimal(5), confidence=7))
    assert "Du er à jour" in text(client, MINE)


def test_a_leader_is_asked_for_the_purpose_until_it_is_answered(cast, sign_in):
    version = publish_purpose(cast)
    told = queries.owed(cast.bente)
    assert [line.address for line in told.lines] == [reverse("alignment:answer", args=[version.pk])]
    assert told.minutes == told.lines[0].minutes > 0
    assert told.lines[0].due > DAY
    assert told.lines[0].title in text(sign_in(cast.bente), MINE)
    answers = {row.pk: row.is_meant for row in version.statements.all()}
    alignment.check_understanding(version, by=cast.bente, answers=answers)
    alignment.answer_purpose(version, by=cast.bente, words="Vi velger bort.", clear=8, convinced=5)
    assert queries.owed(cast.bente).lines == []
    assert len(queries.owed(cast.olav).lines) == 1


def test_what_others_owe_is_not_mine(cast):
    publish_purpose(cast)
    make_objective(cast.home_care, make_cycle(cast.organisation.pk), cast.siri)
    for role, member in cast.roles.items():
        owes = bool(queries.owed(member).lines)
        assert owes is (member in (cast.bente, cast.olav, cast.siri)), role
    assert queries.owed(cast.stranger).lines == []


def test_search_finds_goals_key_results_areas_and_people(cast, sign_in):
    make_objective(cast.home_care, make_cycle(cast.organisation.pk), cast.amir, title="Home visits come on time")
    make_member(cast.organisation, "Homer Holm", "homer@fjordvik.example", title="Nurse", area=cast.north)
    assert titles(cast.siri, "home") == ["Home visits come on time", "Home care", "Home care north", "Homer Holm"]
    assert titles(cast.siri, "NURSE") == ["Homer Holm"]
    assert titles(cast.siri, "resultat 2") == ["Nøkkelresultat 2"]
    page = text(sign_in(cast.siri), SEARCH, q=" home ")
    assert "Home visits come on time" in page
    assert f'href="{reverse("okr:area", args=[cast.home_care.pk])}"' in page


@pytest.mark.parametrize("words", ["a", "", " % ", "__"])
def test_too_few_letters_and_signs_find_nothing(cast, sign_in, words):
    response = sign_in(cast.siri).get(SEARCH, {"q": words})
    assert (response.status_code, response.context["found"]) == (200, [])


def test_search_shows_a_draft_only_to_those_who_may_see_it(cast):
    cycle = make_cycle(cast.organisation.pk)
    okr.draft_objective(cast.home_care, cycle, by=cast.amir, title="Hemmelig utkast")
    finders = {role for role, member in cast.roles.items() if titles(member, "hemmelig")}
    assert finders == {"okr lead", "facilitator", "area lead", "member"}


def test_search_does_not_leak_between_organisations(cast, sign_in):
    there = make_cycle(cast.other.pk)
    make_objective(cast.other_area, there, cast.stranger, title="Skogheim bygger broer")
    people.create_area("Broer og veier", by=System(cast.other.pk), parent=None, from_date=date(2026, 1, 1))
    make_member(cast.other, "Brodd Bro", "brodd@skogheim.example", title="Brobygger")
    assert len(titles(cast.stranger, "bro")) == 3
    for role, member in cast.roles.items():
        assert titles(member, "bro") == [], role
        assert titles(member, "nøkkelresultat") == [], role
    page = text(sign_in(cast.ingrid), SEARCH, q="Skogheim")
    assert "bygger" not in page
    assert "«Skogheim»" in page  # what was asked for, and that there is no such thing


def test_words_are_shown_as_they_were_written_and_never_run(cast, sign_in):
    page = text(sign_in(cast.siri), SEARCH, q="<script>alert(1)</script>")
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_whoever_is_not_signed_in_is_sent_to_sign_in(cast, client):
    for address in (MINE, SEARCH):
        assert client.get(address).status_code == 302


def test_the_number_of_queries_does_not_grow(cast, sign_in, django_assert_num_queries):
    cycle = make_cycle(cast.organisation.pk)
    make_objective(cast.home_care, cycle, cast.siri, title="Mer av alt")
    client = sign_in(cast.siri)
    counted = {}
    for address in (MINE, f"{SEARCH}?q=mer"):
        client.get(address)
        with CaptureQueriesContext(connection) as few:
            client.get(address)
        counted[address] = len(few)
    for n in range(5):
        make_objective(cast.home_care, cycle, cast.siri, title=f"Mer av nummer {n}", results=3)
        make_area(cast.organisation, f"Mer {n}")
    for address, count in counted.items():
        with django_assert_num_queries(count):
            client.get(address)

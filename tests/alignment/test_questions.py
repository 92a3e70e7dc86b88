"""Questions about the purpose: who may ask, who sees them by name, and by when they are answered."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse

from samkjort import clock
from samkjort.alignment import actions
from samkjort.journal.actions import System
from samkjort.ledger import actions as ledger
from samkjort.ledger import queries as talks
from samkjort.ledger.models import Input
from samkjort.people import actions as people
from tests.factories import fresh

ASK = ("leader", "okr lead", "sponsor")  # this sponsor sits in the group
SEE = (*ASK, "administrator")


@pytest.fixture
def version(cast):
    draft = actions.start_purpose(cast.organisation, by=cast.ingrid)
    said = [(row.text, row.is_meant, row.explanation) for row in draft.statements.all()]
    text = actions.PurposeText("Færre ting samtidig.", "", "", [], said)
    draft = actions.change_purpose(draft, by=cast.ingrid, edits=0, said=text)
    return actions.publish_purpose(draft, by=cast.ingrid)


def ask(version, by, text="Hvorfor nå?"):
    return ledger.give_input("alignment", "purpose", version.pk, by=by, text=text)


def test_only_the_leadership_and_the_okr_lead_ask(cast, version, sign_in):
    for role, member in cast.roles.items():
        said = {
            "room": "alignment", "kind": "purpose", "object_id": version.pk, "text": "Hvorfor nå?",
            "submission": f"00000000-0000-0000-0000-{member.pk:012d}",
        }  # fmt: skip
        answer = sign_in(member).post(reverse("ledger:give-input"), said).status_code
        if role in ASK:
            assert answer == 302
        else:
            assert answer in {403, 404}, role
            with pytest.raises(PermissionDenied):
                ask(version, member)
    assert set(Input.objects.values_list("by", flat=True)) == {cast.roles[role].pk for role in ASK}


def test_names_are_seen_by_whom_the_page_says(cast, version, sign_in):
    ask(version, cast.bente)
    for role, member in cast.roles.items():
        client = sign_in(member)
        for page in ("ledger:inputs", "alignment:purpose"):
            seen = "Hvorfor nå?" in client.get(reverse(page)).content.decode()
            assert seen == (role in SEE), (role, page)
    assert "Hvorfor nå?" not in sign_in(cast.stranger).get(reverse("ledger:inputs")).content.decode()


def test_whoever_left_the_group_sees_their_own_questions_alone(cast, version, sign_in):
    mine, other = ask(version, cast.bente), ask(version, cast.olav, "Olavs spørsmål")
    people.unseat_leader(cast.group, by=cast.ingrid, member=cast.bente)
    bente = fresh(cast.bente)
    for page in ("ledger:inputs", "alignment:purpose"):
        shown = sign_in(bente).get(reverse(page)).content.decode()
        assert "Hvorfor nå?" in shown
        assert "Olavs spørsmål" not in shown
    assert list(talks.inputs(bente)) == [mine]
    assert talks.input_(bente, mine.pk) == mine
    with pytest.raises((Http404, PermissionDenied)):
        talks.thing(bente, "alignment", "purpose", version.pk + 99)
    with pytest.raises(PermissionDenied):
        ask(version, bente)
    assert other in talks.inputs(cast.olav)


def test_an_answer_is_promised_in_ten_working_days_and_the_asker_is_told(cast, version, sign_in):
    with clock.at(date(2026, 12, 14)):
        row = ask(version, cast.bente)
        # Christmas Day and New Year's Day are no working days; the 26th is a Saturday.
        assert row.promised_on == date(2026, 12, 29)
        assert "29" in sign_in(cast.bente).get(reverse("ledger:inputs")).content.decode()
        actions.check_understanding(version, by=cast.bente, answers=dict.fromkeys(_keys(version), True))
        actions.answer_purpose(version, by=cast.bente, words="Færre", clear=5, convinced=5)
        page = reverse("alignment:answer", args=[version.pk])
        asking = sign_in(cast.bente).get(f"{page}?part=ask").content.decode()
        assert "Du får svar innen" in asking
        assert "29. des" in asking
        assert "Ledergruppen, OKR-ansvarlig, sponsor og administratorer ser" in asking
        done = sign_in(cast.bente).get(f"{page}?part=done").content.decode()
        assert "Hvorfor nå?" in done
        assert "29. des" in done


def _keys(version):
    return version.statements.values_list("pk", flat=True)


def test_another_day_than_that_can_be_promised(cast, version):
    day = clock.today() + timedelta(days=3)
    row = ledger.give_input(
        "alignment", "purpose", version.pk, by=System(cast.organisation.pk), text="Hvorfor?", promised_on=day
    )
    assert row.promised_on == day

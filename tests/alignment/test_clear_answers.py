"""Answers to the purpose are let go of after a year, as leaders were told."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from samkjort import clock
from samkjort.alignment import actions, tasks
from samkjort.alignment.models import Reading, StatementAnswer
from samkjort.journal.models import Entry

DAY = date(2026, 11, 23)


@pytest.fixture
def version(cast):
    with clock.at(DAY):
        draft = actions.start_purpose(cast.organisation, by=cast.ingrid)
        said = [(row.text, row.is_meant, row.explanation) for row in draft.statements.all()]
        text = actions.PurposeText("Færre ting samtidig.", "", "", [], said)
        draft = actions.change_purpose(draft, by=cast.ingrid, edits=0, said=text)
        version = actions.publish_purpose(draft, by=cast.ingrid)
        for leader in (cast.bente, cast.olav):
            said = {row.pk: True for row in version.statements.all()}
            actions.check_understanding(version, by=leader, answers=said)
            actions.answer_purpose(version, by=leader, words="Færre", clear=5, convinced=5)
        return version


def clear(days):
    with clock.at(DAY + timedelta(days=days)):
        tasks.clear_old_answers()


def test_they_stand_for_a_year_and_are_gone_the_day_after(cast, version):
    clear(365)
    assert Reading.objects.count() == 2
    assert not Entry.objects.filter(event="purpose.answers_cleared").exists()
    clear(366)
    assert not Reading.objects.exists()
    assert not StatementAnswer.objects.exists()
    entry = Entry.objects.get(event="purpose.answers_cleared")
    assert (entry.actor, entry.facts) == (None, {"answers": 2})
    clear(367)
    assert Entry.objects.filter(event="purpose.answers_cleared").count() == 1


def test_who_changed_their_answer_keeps_it_a_year_from_then(cast, version):
    with clock.at(DAY + timedelta(days=100)):
        actions.answer_purpose(version, by=cast.bente, words="Enda færre", clear=6, convinced=6)
    clear(366)
    assert Reading.objects.get().member == cast.bente


def test_nobody_presses_it(cast, version):
    with pytest.raises(PermissionDenied):
        actions.clear_answers(cast.organisation, by=cast.ingrid, before=clock.today())
    assert Reading.objects.count() == 2

"""The road: what each role sees of it, and the days that are kept."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from samkjort import clock
from samkjort.alignment import actions as alignment
from samkjort.journal.actions import System
from samkjort.okr import actions as okr
from samkjort.okr.models import KeyResult
from samkjort.roadmap import actions, queries, steps, tasks
from samkjort.roadmap.models import KeptStep, State
from tests.factories import factory
from tests.okr_factories import DAY, make_cycle, make_objective

ROAD = reverse("roadmap:road")
WHOLE = {"okr lead", "sponsor", "facilitator", "administrator"}
WITHOUT_MISSING = {"leader", "employee representative"}
SENTENCES = {"area lead", "member", "reader"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = DAY


def publish_purpose(cast):
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


@pytest.fixture
def version(cast):
    return publish_purpose(cast)


def understand(version, member, by):
    """Answered, and read by the OKR lead as meaning the same."""
    answers = {row.pk: row.is_meant for row in version.statements.all()}
    alignment.check_understanding(version, by=member, answers=answers)
    row = alignment.answer_purpose(version, by=member, words="Vi velger bort.", clear=8, convinced=5)
    assert not row.has_understood
    alignment.mark_words(row, by=by, mark="same")


def keep(organisation, day):
    with clock.at(day):
        actions.keep_day(organisation, by=System(organisation.pk), day=day)


def kept_on(day):
    return set(KeptStep.objects.filter(day=day).values_list("step", flat=True))


def test_every_role_has_its_place_in_this_test(cast):
    assert set(cast.roles) == WHOLE | WITHOUT_MISSING | SENTENCES


@pytest.mark.parametrize("role", sorted(WHOLE | WITHOUT_MISSING | SENTENCES))
def test_each_role_sees_as_much_of_the_road_as_it_may(cast, version, sign_in, role):
    page = sign_in(cast.roles[role]).get(ROAD).content.decode()
    for step in steps.road(cast.organisation, DAY):
        assert f"{step.number}. " in page
    assert page.count('<span class="dot"') == 7
    whole = role in WHOLE
    assert ("Hvem mangler" in page) is whole
    assert ("Neste beste steg" in page) is whole
    assert ("har ikke lest formål versjon" in page) is whole
    assert (reverse("alignment:missing") in page) is (role == "okr lead")
    assert (reverse("roadmap:history") in page) is (role not in SENTENCES)
    assert "Olav Berg" not in page.partition("<main")[2]  # numbers, never names


@pytest.mark.parametrize("role", sorted(WHOLE | WITHOUT_MISSING | SENTENCES))
def test_the_road_so_far_is_for_those_who_see_the_way_to_it(cast, sign_in, role):
    status = sign_in(cast.roles[role]).get(reverse("roadmap:history")).status_code
    assert status == (403 if role in SENTENCES else 200)


def test_whoever_is_not_signed_in_sees_no_road(cast, client):
    assert client.get(ROAD).status_code == 302
    assert client.get(reverse("roadmap:history")).status_code == 302


def test_the_first_step_goes_from_nothing_to_in_place(cast):
    def first():
        return steps.communicate_the_purpose(cast.organisation, DAY)

    assert first().state == State.WAITING
    version = publish_purpose(cast)
    assert (first().state, first().evidence["leaders"], first().evidence["understood"]) == (State.NOW, 2, 0)
    understand(version, cast.olav, cast.ingrid)
    assert (first().state, first().evidence["understood"], len(first().missing)) == (State.NOW, 1, 1)
    understand(version, cast.bente, cast.ingrid)
    assert (first().state, first().missing) == (State.DONE, ())


def test_the_fourth_step_rests_on_real_check_ins(cast):
    def fourth(day=DAY):
        return steps.start_with_some_areas(cast.organisation, day)

    assert (fourth().state, fourth().action is None) == (State.WAITING, False)
    objective = make_objective(cast.home_care, make_cycle(cast.organisation.pk), cast.amir)
    assert (fourth().state, fourth().evidence) == (State.NOW, {"areas": 1, "alive": 0, "key_results": 2})
    result = KeyResult.objects.filter(objective=objective).select_related("objective").first()
    okr.check_in(result, by=cast.amir, entry=okr.CheckInEntry(value=10, confidence=7))
    assert (fourth().state, fourth().evidence["alive"]) == (State.DONE, 1)
    assert fourth(DAY + timedelta(days=15)).state == State.NOW


def test_what_is_not_measured_is_told_as_advice_and_has_no_button(cast):
    guidance = [step for step in steps.road(cast.organisation, DAY) if step.number not in (1, 4)]
    assert {step.state for step in guidance} == {State.NOT_MEASURED}
    assert not any(step.evidence or step.missing or step.action for step in guidance)


def test_a_day_is_kept_once_and_only_what_changed(cast):
    keep(cast.organisation, DAY)
    keep(cast.organisation, DAY)
    assert KeptStep.objects.count() == 7
    tomorrow = DAY + timedelta(days=1)
    keep(cast.organisation, tomorrow)
    assert kept_on(tomorrow) == set()
    with clock.at(tomorrow):
        publish_purpose(cast)
    keep(cast.organisation, tomorrow)
    keep(cast.organisation, tomorrow)
    assert kept_on(tomorrow) == {1}
    assert KeptStep.objects.get(day=tomorrow).state == State.NOW
    assert KeptStep.objects.get(day=DAY, step=1).state == State.WAITING


def test_what_changes_back_within_the_day_is_not_kept(cast):
    keep(cast.organisation, DAY)
    tomorrow = DAY + timedelta(days=1)

    @factory
    def as_if_under_way():
        KeptStep.objects.create(organisation=cast.organisation, day=tomorrow, step=1, state=State.NOW)

    as_if_under_way()
    keep(cast.organisation, tomorrow)
    assert kept_on(tomorrow) == set()


def test_the_worker_keeps_the_day_for_every_organisation(cast, monkeypatch):
    monkeypatch.setattr(tasks, "_last", {})  # a worker that has just started
    tasks.tick()
    tasks.tick()
    for organisation in (cast.organisation, cast.other):
        assert KeptStep.objects.filter(organisation=organisation, day=DAY).count() == 7


def test_the_road_so_far_is_ones_own(cast, version, sign_in):
    keep(cast.organisation, DAY)
    keep(cast.other, date(2026, 11, 20))
    assert {row.organisation_id for row in queries.kept(cast.ingrid)} == {cast.organisation.pk}
    page = sign_in(cast.ingrid).get(reverse("roadmap:history")).content.decode()
    assert page.count("<tr>") == 1 + 7
    assert "0 av 2" in page

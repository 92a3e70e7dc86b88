"""A check-in: what is said is kept, and all sums follow in the same transaction."""

import threading
import uuid
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samkjort import clock
from samkjort.journal.models import Entry
from samkjort.okr import actions
from samkjort.okr.models import AreaSummary, CheckIn, Objective
from tests.okr_factories import DAY, make_cycle, make_objective, results_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def today(settings):
    settings.TODAY = DAY


@pytest.fixture
def objective(cast, today):
    cycle = make_cycle(cast.organisation.pk)
    return make_objective(cast.home_care, cycle, cast.amir)


def entry(value, confidence=7, **more):
    return actions.CheckInEntry(value=Decimal(value), confidence=confidence, **more)


def kept_equals_recomputed(organisation_id):
    names = ("key_results", "weight", "weighted_ppm", "confident", "confidence_sum", "high", "middle", "low")
    kept = {(row.area_id, row.cycle_id): tuple(getattr(row, n) for n in names) for row in AreaSummary.objects.all()}
    counted = {
        key: tuple(getattr(share, n) for n in names) for key, share in actions.recompute(organisation_id).items()
    }
    assert kept == counted


def test_the_value_moves_the_objective_and_every_area_above(cast, objective):
    first, _second = results_of(objective)
    actions.check_in(first, by=cast.amir, entry=entry(50))
    objective.refresh_from_db()
    assert objective.progress_ppm == 250_000
    kept_equals_recomputed(cast.organisation.pk)
    assert Entry.objects.filter(event="key_result.checked_in", actor=cast.amir).count() == 1


def test_the_page_saves_and_leads_back(cast, objective, sign_in):
    first = results_of(objective)[0]
    said = {"value": "12,5", "confidence": "8", "note": "Ny vaktordning"}
    response = sign_in(cast.amir).post(reverse("okr:check-in", args=[first.pk]), said)
    assert response.url == reverse("okr:objective", args=[objective.pk])
    made = CheckIn.objects.get()
    assert (made.value, made.confidence, made.note) == (Decimal("12.5"), 8, "Ny vaktordning")


def test_bad_input_is_told_beside_the_field_and_nothing_is_lost(cast, objective, sign_in):
    first = results_of(objective)[0]
    said = {"value": "mange", "confidence": "8", "note": "Mine ord 🙂"}
    response = sign_in(cast.amir).post(reverse("okr:check-in", args=[first.pk]), said)
    page = response.content.decode()
    assert "Skriv et tall, for eksempel 12,5." in page
    assert "Mine ord 🙂" in page
    assert not CheckIn.objects.exists()


def test_a_reader_is_refused_and_a_stranger_finds_nothing(cast, objective, sign_in):
    address = reverse("okr:check-in", args=[results_of(objective)[0].pk])
    assert sign_in(cast.hanne).post(address, {"value": "1", "confidence": "5"}).status_code == 403
    assert sign_in(cast.stranger).post(address, {"value": "1", "confidence": "5"}).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.check_in(results_of(objective)[0], by=cast.hanne, entry=entry(1))
    assert not CheckIn.objects.exists()


def test_the_same_form_sent_twice_is_one_check_in(cast, objective):
    first = results_of(objective)[0]
    said = entry(50, submission=uuid.uuid4())
    assert actions.check_in(first, by=cast.amir, entry=said) == actions.check_in(first, by=cast.amir, entry=said)
    kept_equals_recomputed(cast.organisation.pk)


def test_a_late_value_is_dated_and_does_not_overwrite_a_newer_one(cast, objective):
    first = results_of(objective)[0]
    actions.check_in(first, by=cast.amir, entry=entry(50))
    late = actions.check_in(first, by=cast.amir, entry=entry(20, checked_on=date(2026, 11, 2)))
    first.refresh_from_db()
    assert (first.value, late.late) == (Decimal(50), True)


def test_a_correction_takes_the_place_and_the_old_one_stays(cast, objective):
    first = results_of(objective)[0]
    wrong = actions.check_in(first, by=cast.amir, entry=entry(90))
    actions.correct_check_in(wrong, by=cast.amir, entry=entry(9))
    first.refresh_from_db()
    assert (first.value, CheckIn.objects.count()) == (Decimal(9), 2)
    kept_equals_recomputed(cast.organisation.pk)


def test_a_draft_is_not_brought_up_to_date(cast, today):
    cycle = make_cycle(cast.organisation.pk)
    draft = actions.draft_objective(cast.home_care, cycle, by=cast.amir, title="Et utkast til noe bedre")
    result = actions.add_key_result(draft, by=cast.amir, fields=actions.KeyResultFields(title="Noe", target=Decimal(1)))
    with pytest.raises(ValidationError):
        actions.check_in(result, by=cast.amir, entry=entry(1))


def test_it_takes_at_most_fifteen_statements(cast, objective, sign_in):
    first, second = results_of(objective)
    actions.check_in(first, by=cast.amir, entry=entry(1))
    client = sign_in(cast.amir)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        client.post(reverse("okr:check-in", args=[second.pk]), {"value": "2", "confidence": "5"})
    counted = [q["sql"] for q in seen if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))]
    assert CheckIn.objects.count() == 2
    assert len(counted) <= 15, "\n".join(counted)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_at_once_in_one_objective_leave_kept_equal_to_recomputed(cast, today):
    cycle = make_cycle(cast.organisation.pk)
    objective = make_objective(cast.home_care, cycle, cast.amir, results=8)
    start = threading.Barrier(8)
    failures: list[Exception] = []

    def work(result, value):
        try:
            start.wait()
            with clock.at(DAY):
                actions.check_in(result, by=cast.amir, entry=entry(value))
        except Exception as problem:  # noqa: BLE001 - told by the test, whatever it is
            failures.append(problem)
        finally:
            connections.close_all()

    for round_ in range(5):
        threads = [
            threading.Thread(target=work, args=(result, 10 * round_ + n))
            for n, result in enumerate(results_of(objective))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        kept = Objective.objects.get(pk=objective.pk).progress_ppm
        assert kept == sum(result.progress_ppm for result in results_of(objective)) // 8
        kept_equals_recomputed(cast.organisation.pk)

"""The numbers of the method: each odd case is decided once."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkjort.okr import method

D = Decimal


@pytest.mark.parametrize(
    ("kind", "baseline", "target", "low", "high", "value", "ppm"),
    [
        ("increase", 40, 80, None, None, 60, 500_000),
        ("increase", None, 10, None, None, 5, 500_000),  # no baseline is 0
        ("increase", 40, 80, None, None, 30, 0),  # the wrong side of the baseline
        ("increase", 40, 80, None, None, 99, 1_000_000),  # overshoot does not lift above 1
        ("increase", 40, 40, None, None, 40, 0),  # start = target: refused when written, 0 where it stands
        ("increase", 40, 80, None, None, None, 0),  # no check-in yet
        ("reduce", 30, 10, None, None, 15, 750_000),
        ("reduce", 30, 10, None, None, 31, 0),
        ("within", 14, None, 5, 9, 7, 1_000_000),
        ("within", 14, None, 5, 9, 11.5, 500_000),  # from outside: the way to the band is the measure
        ("within", 7, None, 5, 9, 11, 500_000),  # from inside: the band's own width is
        ("within", 7, None, 7, 7, 8, 0),  # a band of no width: 0 outside
        ("yes_no", None, None, None, None, 1, 1_000_000),
        ("yes_no", None, None, None, None, 0, 0),
    ],
)
def test_progress(kind, baseline, target, low, high, value, ppm):
    def number(n):
        return None if n is None else D(str(n))

    line = method.Line(kind, number(baseline), number(target), number(low), number(high))
    assert method.progress(line, number(value)) == ppm


def test_steps_count_by_their_weight():
    assert method.steps_progress([(1, True), (3, False)]) == 250_000
    assert method.steps_progress([]) == 0


def test_an_objective_is_the_weighted_mean_of_its_key_results():
    assert method.weighted_mean([(1, 1_000_000), (3, 0)]) == 250_000
    assert method.weighted_mean([]) == 0


@given(
    st.sampled_from(["increase", "reduce", "within"]),
    *(st.none() | st.decimals(-1000, 1000, places=2) for _n in range(5)),
)
def test_progress_is_always_a_share(kind, baseline, target, low, high, value):
    assert 0 <= method.progress(method.Line(kind, baseline, target, low, high), value) <= method.PPM


def test_silence_is_never_green():
    day = date(2026, 11, 23)
    green = method.health(closed=False, progress_ppm=900_000, confidence=9, due_on=date(2026, 11, 26), day=day)
    silent = method.health(closed=False, progress_ppm=900_000, confidence=9, due_on=date(2026, 11, 19), day=day)
    within_grace = method.health(closed=False, progress_ppm=0, confidence=5, due_on=date(2026, 11, 20), day=day)
    assert (green, silent, within_grace) == (method.Health.ON_TRACK, method.Health.OUTDATED, method.Health.UNSURE)


def test_expected_progress_counts_norwegian_working_days():
    # 17 May 2027 is a Monday, and Whit Monday too; Ascension Day is 6 May.
    assert method.expected(date(2027, 5, 17), date(2027, 5, 21), date(2027, 5, 18)) == pytest.approx(0.25)
    assert method.expected(date(2026, 9, 1), date(2026, 12, 31), date(2026, 8, 1)) == 0


@pytest.mark.parametrize(
    ("name", "kind", "first", "last"),
    [
        ("2019 Q3", "quarter", date(2019, 7, 1), date(2019, 9, 30)),
        ("T3 2026", "tertial", date(2026, 9, 1), date(2026, 12, 31)),
        ("3. tertial 2026", "tertial", date(2026, 9, 1), date(2026, 12, 31)),
        ("2026 H1", "half_year", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026", "year", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_cycle_names_say_their_dates(name, kind, first, last):
    assert method.parse_cycle_name(name) == method.Period(kind, first, last)


def test_a_name_that_is_no_period_is_not_guessed_at():
    assert method.parse_cycle_name("T4 2026") is None

"""The small pictures: numbers in, well-formed and escaped SVG out."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samkjort.ui import charts

VALUES = st.one_of(st.none(), st.floats(min_value=-1e6, max_value=1e6))


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(f"<div>{svg}</div>")


def widths(svg: str) -> dict[str, float]:
    return {rect.get("class"): float(rect.get("width")) for rect in parsed(svg).iter("rect")}


def test_meter_fills_its_share_and_marks_the_time():
    svg = charts.meter(0.5, 0.25, "ok", "Half")
    assert widths(svg) == {"track": 140.0, "fill": 70.0, "time": 2.0}
    assert [float(r.get("x")) for r in parsed(svg).iter("rect") if r.get("class") == "time"] == [34.0]
    assert parsed(svg).find("svg").get("aria-label") == "Half"


@pytest.mark.parametrize(("progress", "fill"), [(1.7, 140.0), (1, 140.0), (0.001, 5.0)])
def test_meter_stays_inside_its_track(progress, fill):
    assert widths(charts.meter(progress, None, "ok", ""))["fill"] == fill


@pytest.mark.parametrize("progress", [None, 0, -0.4])
def test_meter_draws_nothing_where_nothing_is_done(progress):
    assert "fill" not in widths(charts.meter(progress, 0.5, "wait", ""))


def test_every_word_is_escaped():
    hostile = '"><script>alert(1)</script>'
    picture = charts.line_chart(charts.Lines([(hostile, 1), ("b", 2)], target=3), (hostile, hostile, hostile))
    for svg in (charts.meter(0.5, None, hostile, hostile), picture, charts.strands([(hostile, 0.5)], 3)):
        assert "<script" not in svg
        parsed(svg)


def test_sparkline_needs_two_values():
    assert charts.sparkline([], "ok") == charts.sparkline([3], "ok") == charts.sparkline([None, 3, None], "ok") == ""


def test_sparkline_leaves_a_gap_where_a_value_is_missing():
    path = parsed(charts.sparkline([1, 2, None, 3, 4], "ok")).find(".//path").get("d")
    assert path.count("M") == 2


def test_sparkline_goes_up_when_the_values_do():
    path = parsed(charts.sparkline([1, 2], "ok")).find(".//path").get("d")
    assert path == "M3.0 30.0 L115.0 4.0"


@given(st.lists(VALUES, max_size=30))
def test_sparkline_is_well_formed_whatever_the_values(values):
    parsed(charts.sparkline(values, "help"))


@given(st.lists(st.tuples(st.text(max_size=8).filter(str.isprintable), VALUES), max_size=20), VALUES)
def test_line_chart_is_well_formed_whatever_the_values(points, target):
    svg = charts.line_chart(charts.Lines(points, target=target), ("0", "1", "target"))
    assert bool(svg) == any(value is not None for _, value in points)
    parsed(svg)


def test_line_chart_is_drawn_narrow_and_wide_with_the_target():
    svg = charts.line_chart(charts.Lines([("a", 41), ("b", 63)], (41, 71), 75), ("41", "75", "target 75"))
    assert [s.get("class") for s in parsed(svg).iter("svg")] == ["narrow", "wide"]
    assert svg.count('class="target"') == svg.count('class="expected"') == 2


@pytest.mark.parametrize("count", [1, 2, 9])
def test_there_are_as_many_strands_as_leaders(count):
    wide = parsed(charts.strands([("March", 0.7), ("June", 0.4)], count)).findall("svg")[1]
    assert len(wide.findall("path")) == count


def test_strands_end_closer_when_the_spread_is_smaller():
    wide = parsed(charts.strands([("March", 1.0), ("June", 0.5)], 2)).findall("svg")[1]
    upper, lower = (path.get("d").replace("M", "").replace(" S", " ").split() for path in wide.findall("path"))
    start, end = float(lower[1]) - float(upper[1]), float(lower[-1]) - float(upper[-1])
    assert end == pytest.approx(start / 2, abs=0.2)


def test_no_strands_without_rounds_or_leaders():
    assert charts.strands([], 9) == charts.strands([("March", 0.5)], 0) == ""

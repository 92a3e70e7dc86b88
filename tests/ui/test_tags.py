"""The tags and filters that every page is built of."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import engines
from django.utils import translation

from samkjort import clock
from samkjort.ui.templatetags import ui

MONDAY = date(2026, 11, 23)
NBSP = "\xa0"


class Answer(forms.Form):
    words = forms.CharField(label="In your words", help_text="A sentence is enough", widget=forms.Textarea)
    on = forms.DateField(label="Day", required=False)
    shared = forms.BooleanField(label="Share it", required=False)
    blocker = forms.ChoiceField(
        label="In the way", required=False, choices=[("a", "Time"), ("b", "Money")], widget=forms.RadioSelect
    )
    area = forms.ChoiceField(label="Area", required=False, choices=[("x", "X")])
    sure = forms.IntegerField(label="How sure", min_value=0, max_value=10)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def rendered(source: str, **context) -> str:
    return engines["django"].from_string("{% load ui %}" + source).render(context)


@pytest.fixture(autouse=True)
def monday_in_english():
    with clock.at(MONDAY), translation.override("en"):
        yield


def test_chip_escapes_its_text():
    assert ui.chip("ok", "<b>") == '<span class="chip ok">&lt;b&gt;</span>'
    assert ui.chip("", "Silent") == '<span class="chip">Silent</span>'


def test_meter_says_both_numbers():
    assert f'aria-label="Progress 58{NBSP}%, 71{NBSP}% of the time has gone"' in ui.meter(0.58, 0.71, "ok")
    assert 'aria-label="No progress is known yet"' in ui.meter(None, None, "")


def test_field_ties_help_error_and_after_to_the_control():
    html = rendered("{% field form.words words=True after='Ingrid sees this' %}", form=Answer({}))
    assert 'aria-describedby="id_words_help id_words_error id_words_after"' in html
    assert 'aria-invalid="true"' in html
    for name in ("help", "error", "after"):
        assert html.count(f'id="id_words_{name}"') == 1
    assert '<label for="id_words">In your words</label>' in html
    assert 'class="words"' in html


def test_field_is_calm_before_it_is_sent():
    html = rendered("{% field form.words %}", form=Answer())
    assert "aria-invalid" not in html
    assert "wrong" not in html


def test_date_field_is_a_date_with_an_iso_value_in_both_languages():
    for language in ("nb", "en"):
        with translation.override(language):
            html = rendered("{% field form.on %}", form=Answer(initial={"on": MONDAY}))
        assert 'type="date"' in html
        assert 'value="2026-11-23"' in html


def test_radios_are_a_fieldset_with_a_legend():
    html = rendered("{% field form.blocker boxes=True %}", form=Answer())
    assert "<legend>In the way</legend>" in html
    assert html.count('type="radio"') == 2
    assert 'class="choices boxes"' in html


def test_checkbox_stands_before_its_label():
    html = rendered("{% field form.shared %}", form=Answer())
    assert html.index('type="checkbox"') < html.index("<label")


def test_hidden_field_is_only_itself():
    assert "<label" not in rendered("{% field form.key %}", form=Answer())


def test_scale_has_eleven_boxes_and_nothing_chosen():
    html = rendered("{% scale form.sure 'Not sure' 'Quite sure' %}", form=Answer())
    assert html.count('type="radio"') == 11
    assert "checked" not in html
    assert "<legend>How sure</legend>" in html
    assert 'aria-label="0: Not sure"' in html
    assert 'aria-label="10: Quite sure"' in html


@pytest.mark.parametrize("form", [Answer({"sure": "0"}), Answer(initial={"sure": 0})])
def test_scale_shows_zero_as_an_answer(form):
    html = rendered("{% scale form.sure 'a' 'b' confidence=True %}", form=form)
    assert html.count("checked") == 1
    assert 'value="0" checked' in html
    assert "scale-confidence" in html


def test_scale_says_what_is_wrong():
    html = rendered("{% scale form.sure 'a' 'b' %}", form=Answer({}))
    assert 'aria-describedby="id_sure_error"' in html
    assert re.search(r'class="error"\s+id="id_sure_error"', html)


def test_fields_of_two_forms_on_a_page_are_kept_apart():
    html = rendered("{% scale a.sure %}{% scale b.sure %}", a=Answer(prefix="1"), b=Answer(prefix="2"))
    assert html.count('name="1-sure"') == html.count('name="2-sure"') == 11
    assert html.count('id="id_1-sure_3"') == html.count('id="id_2-sure_3"') == 1


def test_form_errors_lead_to_the_fields():
    html = rendered("{% form_errors form %}", form=Answer({}))
    assert 'role="alert"' in html
    assert 'href="#id_words"' in html
    assert 'href="#id_sure"' in html


def test_form_errors_take_forms_lists_and_nothing():
    assert rendered("{% form_errors form %}", form=Answer()).strip() == ""
    assert rendered("{% form_errors form others %}", form=None, others=[Answer({}), Answer({})]).count("#id_sure") == 2


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.58, "58"), (0.585, "59"), (Decimal("0.005"), "1"), (0, "0"), (1, "100")],
)
def test_percent(value, text):
    assert ui.percent(value) == f"{text}{NBSP}%"


def test_numbers_follow_the_language():
    assert [ui.number(n) for n in (6.40, 1234567.5, -3, Decimal("0.10"), None)] == [
        "6.4",
        "1,234,567.5",
        "−3",
        "0.1",
        "–",
    ]
    with translation.override("nb"):
        assert [ui.number(n) for n in (6.40, 1234567.5, -0.001)] == ["6,4", f"1{NBSP}234{NBSP}567,5", "0"]
    assert ui.number(3.14159, 3) == "3.142"


def test_days_follow_the_language_and_name_another_year():
    assert ui.day(date(2026, 11, 19)) == "Thu 19 Nov"
    assert ui.day(date(2025, 11, 19)) == "Wed 19 Nov 2025"
    assert ui.day(None) == "–"
    with translation.override("nb"):
        assert ui.day(date(2026, 11, 19)) == "tor. 19. nov."


def test_a_moment_is_read_in_local_time():
    assert ui.day(datetime(2026, 11, 18, 23, 30, tzinfo=UTC)) == "Thu 19 Nov"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (MONDAY, "today"),
        (date(2026, 11, 22), "yesterday"),
        (date(2026, 11, 20), "3 days ago"),
        (date(2026, 11, 24), "tomorrow"),
        (date(2026, 11, 30), "in 7 days"),
        (None, "never"),
    ],
)
def test_since(day, text):
    assert ui.since(day) == text


def test_week_number_is_the_iso_week():
    assert ui.week_number(date(2027, 1, 1)) == 53


def test_line_chart_has_a_table_with_the_same_figures():
    html = rendered(
        "{% line_chart points title='Answered in time' target=75 unit='%' %}",
        points=[("Sep", 41), ("Oct", None), ("Nov", 63)],
    )
    assert f"From 41{NBSP}% (Sep) to 63{NBSP}% (Nov). The target is 75{NBSP}%." in html
    assert html.count("<tr>") == 4
    assert '<td class="n">–</td>' in html


def test_line_chart_without_figures_says_so():
    assert "There are no figures yet." in rendered("{% line_chart points title='Answered' %}", points=[])


def test_strands_are_told_in_words():
    html = rendered("{% strands rounds count=9 %}", rounds=[("March", 0.7)])
    assert "9 strands, one for each leader" in html
    assert f"March: 70{NBSP}%" in html

"""The components as tags and filters: `{% load ui %}`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template.loader import render_to_string
from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.ui import charts

register = template.Library()

NOTHING = "–"
Number = float | Decimal | int


@register.simple_tag
def mark() -> SafeString:
    """The three strands of the name."""
    return mark_safe(render_to_string("ui/_mark.html"))


@register.simple_tag
def chip(state: str, text: str) -> SafeString:
    """A state in a word: `state` is ok, wait, help, info or empty."""
    return (
        format_html('<span class="chip {}">{}</span>', state, text)
        if state
        else format_html('<span class="chip">{}</span>', text)
    )


@register.simple_tag
def meter(progress: Number | None, expected: Number | None = None, band: str = "ok") -> SafeString:
    """Progress as a bar, with a tick for the time gone; both from 0 to 1."""
    label = _("No progress is known yet")
    if progress is not None:
        label = _("Progress %(progress)s") % {"progress": percent(progress)}
    if expected is not None:
        label += ", " + _("%(expected)s of the time has gone") % {"expected": percent(expected)}
    return mark_safe(charts.meter(_float(progress), _float(expected), band or "silent", label))


@register.simple_tag
def sparkline(points: Iterable[Number | None], band: str = "ok") -> SafeString:
    """The last values as a small line; decoration beside the numbers."""
    return mark_safe(charts.sparkline([_float(point) for point in points], band or "silent"))


@register.inclusion_tag("ui/_line_chart.html")
def line_chart(
    points: Sequence[tuple[str, Number | None]],
    *,
    title: str,
    target: Number | None = None,
    unit: str = "",
    band: str = "ok",
    expected: Sequence[Number | None] = (),
) -> dict[str, Any]:
    """Values over time, with the same figures as a table under the picture."""
    lines = charts.Lines(
        [(str(label), _float(value)) for label, value in points],
        [_float(value) for value in expected],
        _float(target),
    )
    words = ("", "", "")
    if lines.known:
        low, high = lines.bounds
        words = (number(low), number(high), _("target %(target)s") % {"target": _with_unit(target, unit)})
    known = [(label, value) for label, value in lines.points if value is not None]
    return {
        "picture": mark_safe(charts.line_chart(lines, words)),
        "title": title,
        "summary": _chart_summary(known, target, unit),
        "rows": [(label, _with_unit(value, unit)) for label, value in lines.points],
        "band": band,
    }


@register.inclusion_tag("ui/_strands.html")
def strands(rounds: Sequence[tuple[str, float]], count: int) -> dict[str, Any]:
    """As many lines as there are leaders; `rounds` are pairs of a label and a spread from 0 to 1."""
    return {"picture": mark_safe(charts.strands(rounds, count)), "rounds": rounds, "count": count}


@register.inclusion_tag("ui/_field.html")
def field(
    bound: BoundField, *, small: bool = False, words: bool = False, after: str = "", boxes: bool = False
) -> dict[str, Any]:
    """A form field with label, help and error beside it. `words`: serif, for what people say in their own words."""
    widget = bound.field.widget
    described = _described(bound, after)
    attrs: dict[str, Any] = {"aria-describedby": described} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if words:
        attrs["class"] = f"{widget.attrs.get('class', '')} words".strip()
    if isinstance(widget, forms.DateInput):
        attrs["type"] = "date"
    kind = "field"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        kind = "choices"
    elif isinstance(widget, forms.CheckboxInput):
        kind = "check"
    return {
        "kind": kind,
        "hidden": bound.is_hidden,
        "control": bound.as_widget(attrs=attrs) if kind != "choices" else "",
        "options": list(bound.subwidgets) if kind == "choices" else [],
        "boxes": boxes,
        "small": small,
        **_around(bound, after, described),
    }


@register.inclusion_tag("ui/_scale.html")
def scale(
    bound: BoundField,
    low: str = "",
    high: str = "",
    *,
    confidence: bool = False,
    small: bool = False,
    after: str = "",
) -> dict[str, Any]:
    """0 to 10 as eleven boxes, nothing chosen beforehand; `low` and `high` say what the ends mean."""
    chosen = str(bound.value()) if bound.value() not in (None, "") else ""
    field_id = _id(bound)
    boxes = [
        {
            "id": f"{field_id}_{n}",
            "value": n,
            "words": low if n == 0 else high if n == 10 else "",
            "chosen": chosen == str(n),
            "band": "low" if n <= 3 else "middle" if n <= 6 else "high",
        }
        for n in range(11)
    ]
    described = _described(bound, after)
    return {
        "boxes": boxes,
        "low": low,
        "high": high,
        "confidence": confidence,
        "name": bound.html_name,
        "small": small,
        **_around(bound, after, described),
    }


@register.inclusion_tag("ui/_form_errors.html")
def form_errors(*given: Any) -> dict[str, Any]:
    """What must be mended, first on the page, each with a way to its field. Takes forms, formsets and lists of them."""
    lines = []
    for form in _all_forms(given):
        for name, errors in form.errors.items():
            bound = form[name] if name in form.fields else None
            for error in errors:
                lines.append({"text": error, "label": bound.label if bound else "", "id": _id(bound) if bound else ""})
    return {"lines": lines}


@register.filter
def percent(value: Number | None) -> str:
    """0.58 → 58 %."""
    if value is None or value == "":
        return NOTHING
    return f"{(Decimal(str(value)) * 100).quantize(Decimal(1), ROUND_HALF_UP)}\xa0%"


@register.filter
def number(value: Number | None, decimals: int = 2) -> str:
    """A number as people write it: decimal comma in Norwegian, thousands apart, no needless zeros."""
    if value is None or value == "":
        return NOTHING
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{rounded:,f}"
    whole, _point, rest = text.partition(".")
    rest = rest.rstrip("0")
    norwegian = _is_norwegian()
    whole = whole.replace(",", "\xa0" if norwegian else ",").replace("-", "\u2212")
    if whole == "\u22120" and not rest:
        whole = "0"
    return whole + (("," if norwegian else ".") + rest if rest else "")


@register.filter
def day(value: date | datetime | None) -> str:
    """Thu 19 Nov, tor. 19. nov.; with the year where it is another one."""
    if value is None or value == "":
        return NOTHING
    on = _date(value)
    pattern = "D. j. N" if _is_norwegian() else "D j M"
    if on.year != clock.today().year:
        pattern += " Y"
    return dateformat.format(on, pattern).lower() if _is_norwegian() else dateformat.format(on, pattern)


@register.filter
def since(value: date | datetime | None) -> str:
    """How long ago, or how far ahead, in words."""
    if value is None or value == "":
        return _("never")
    days = (clock.today() - _date(value)).days
    near = {0: _("today"), 1: _("yesterday"), -1: _("tomorrow")}
    if days in near:
        return near[days]
    if days < 0:
        return ngettext("in %(days)d day", "in %(days)d days", -days) % {"days": -days}
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}


@register.filter
def week_number(value: date | datetime) -> int:
    """The ISO week."""
    return _date(value).isocalendar().week


def _is_norwegian() -> bool:
    return (get_language() or "").startswith(("nb", "nn", "no"))


def _float(value: Number | None) -> float | None:
    return None if value is None or value == "" else float(value)


def _date(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def _with_unit(value: Number | None, unit: str) -> str:
    return number(value) if value is None or not unit else f"{number(value)}\xa0{unit}"


def _chart_summary(known: Sequence[tuple[str, float | None]], target: Number | None, unit: str) -> str:
    if not known:
        return _("There are no figures yet.")
    (first, start), (last, end) = known[0], known[-1]
    text = _("From %(start)s (%(first)s) to %(end)s (%(last)s).") % {
        "start": _with_unit(start, unit),
        "first": first,
        "end": _with_unit(end, unit),
        "last": last,
    }
    if target is not None:
        text += " " + _("The target is %(target)s.") % {"target": _with_unit(target, unit)}
    return text


def _id(bound: BoundField) -> str:
    return bound.auto_id or f"id_{bound.html_name}"


def _described(bound: BoundField, after: str) -> str:
    field_id = _id(bound)
    names = ["help"] if bound.help_text else []
    names += ["error"] if bound.errors else []
    names += ["after"] if after else []
    return " ".join(f"{field_id}_{name}" for name in names)


def _around(bound: BoundField, after: str, described: str) -> Mapping[str, Any]:
    return {
        "id": _id(bound),
        "label": bound.label,
        "help": bound.help_text,
        "errors": bound.errors,
        "after": after,
        "described": described,
    }


def _all_forms(given: Iterable[Any]) -> Iterable[forms.BaseForm]:
    for thing in given:
        if isinstance(thing, forms.BaseForm):
            yield thing
        elif thing is not None and thing != "":
            yield from _all_forms(thing)

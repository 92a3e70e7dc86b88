"""The components as tags: `{% load ui %}`."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms, template
from django.utils import dateformat, formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samkjort import clock
from samkjort.ui import charts

register = template.Library()


@register.simple_tag
def chip(state: str, text: str) -> SafeString:
    """A state in a word: `state` is ok, wait, help, info or empty."""
    return format_html('<span class="chip {}">{}</span>', state, text)


@register.simple_tag
def meter(progress: float | None, expected: float | None, state: str) -> SafeString:
    """Progress as a bar, with a tick for the time gone; both from 0 to 1."""
    label = _("Progress %(progress)s") % {"progress": percent(progress)}
    if expected is not None:
        label += ", " + _("%(expected)s of the time gone") % {"expected": percent(expected)}
    return mark_safe(charts.meter(progress, expected, state, label))


@register.simple_tag
def sparkline(values: Sequence[float], state: str) -> SafeString:
    """The last values as a small line."""
    return mark_safe(charts.sparkline(values, state))


@register.simple_tag
def line_chart(points: charts.Points, label: str, goal: float | None = None, goal_label: str = "") -> SafeString:
    """Values over time."""
    return mark_safe(charts.line_chart(points, label, goal, goal_label))


@register.inclusion_tag("ui/_field.html")
def field(bound: forms.BoundField, *, short: bool = False) -> dict[str, Any]:
    """A field with its label, help and error beside it."""
    widget = bound.field.widget
    described = [f"{bound.id_for_label}-help"] if bound.help_text else []
    if bound.errors:
        described.append(f"{bound.id_for_label}-error")
    attrs: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if short:
        attrs["class"] = "short"
    kind = "field"
    if isinstance(widget, (forms.RadioSelect, forms.CheckboxSelectMultiple)):
        kind = "choices"
    elif isinstance(widget, forms.CheckboxInput):
        kind = "checkbox"
    return {"field": bound, "kind": kind, "widget": bound.as_widget(attrs=attrs) if kind != "choices" else ""}


@register.inclusion_tag("ui/_scale.html")
def scale(bound: forms.BoundField, low: str, high: str, kind: str = "") -> dict[str, Any]:
    """0 to 10 as eleven boxes, nothing chosen beforehand. `kind` "confidence" colours by band."""
    chosen = None if bound.value() in (None, "") else str(bound.value())
    boxes = [
        {"value": n, "checked": chosen == str(n), "band": "low" if n < 4 else "middle" if n < 7 else "high"}
        for n in range(11)
    ]
    return {"field": bound, "boxes": boxes, "low": low, "high": high, "kind": kind}


@register.inclusion_tag("ui/_form_errors.html")
def form_errors(*all_forms: forms.BaseForm) -> dict[str, Any]:
    """What must be mended, first on the page, each with a way to its field."""
    lines = [
        {"text": error, "target": "" if name == "__all__" else form[name].id_for_label}
        for form in all_forms
        for name, errors in form.errors.items()
        for error in errors
    ]
    return {"lines": lines}


@register.filter
def percent(value: float | None) -> str:
    """0.58 → 58 %."""
    return "–" if value is None else f"{round(value * 100)}\xa0%"


@register.filter
def number(value: float | Decimal | None) -> str:
    """A number as people write it: decimal comma in Norwegian, no needless zeros."""
    if value is None:
        return "–"
    text = format(Decimal(str(value)).quantize(Decimal("0.0001")).normalize(), "f")
    return text.replace(".", formats.get_format("DECIMAL_SEPARATOR"))


@register.filter
def day(value: date | datetime | None) -> str:
    """Thu 19 Nov."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    if formats.get_format("DECIMAL_SEPARATOR") == ",":
        return dateformat.format(value, "D j. M").lower()
    return dateformat.format(value, "D j M")


@register.filter
def since(value: date | None) -> str:
    """How long ago, in words."""
    if value is None:
        return _("never")
    days = (clock.today() - value).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(days)d day ago", "%(days)d days ago", days) % {"days": days}


@register.filter
def week_number(value: date) -> int:
    """The ISO week."""
    return value.isocalendar()[1]

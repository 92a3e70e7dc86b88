"""What forms of every room share: the day picker, errors beside their field, and two who change the same thing."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.utils.translation import gettext as _

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


@contextmanager
def errors_beside(form: forms.Form) -> Iterator[None]:
    """Put what an action refuses beside the field that it is about, and the rest on top of the form."""
    try:
        yield
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            form.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            form.add_error(name if name in form.fields else None, errors)


class EditForm(forms.Form):
    """A form about something that others may change meanwhile: `seen` holds what it was when the page was opened.

    What only the other changed is taken over; where both changed the same field the second is shown the other's text
    beside their own, and saving again keeps their own. Two who save in the same instant may still pass one another:
    then the later stands, and the history shows both.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: dict[str, Any], **kwargs: Any) -> None:
        self.now = now
        kept = json.dumps({name: _text(value) for name, value in now.items()})
        kwargs["initial"] = {**now, "seen": kept}
        super().__init__(*args, **kwargs)
        self._kept = kept

    def clean(self) -> dict[str, Any]:
        """Compare what was seen, what is now, and what was written."""
        cleaned = super().clean() or self.cleaned_data
        try:
            seen = json.loads(cleaned.pop("seen", "") or "{}")
        except ValueError:
            seen = {}
        for name, value in self.now.items():
            before = seen.get(name) if isinstance(seen, dict) else None
            if before is None or before == _text(value) or name not in cleaned:
                continue
            if _text(cleaned[name]) == before:
                cleaned[name] = value
            elif _text(cleaned[name]) != _text(value):
                other = str(value) if value not in (None, "") else _("nothing")
                self.add_error(
                    name,
                    _("Somebody else changed this to “%(other)s” while you wrote. Save again to keep yours.")
                    % {"other": other},
                )
        if self.errors:
            data = cast(QueryDict, self.data).copy()
            data["seen"] = self._kept
            self.data = data
        return cleaned


def _text(value: Any) -> str:
    if value is None:
        return ""
    return str(value.pk) if isinstance(value, Model) else str(value)

"""What one may say, and how it is answered."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samkjort import clock
from samkjort.ui.editing import DAY, EditForm

from .models import LONGEST, Input


class Words(forms.CharField):
    """Words of several lines: a line break counts as one character, however the browser sends it."""

    def __init__(self, **kwargs: Any) -> None:
        rows = kwargs.pop("rows", 4)
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=LONGEST, **kwargs)
        self.error_messages["required"] = gettext_lazy("Write something first.")

    def to_python(self, value: Any) -> str:
        """The words as they are kept."""
        return str(super().to_python(value)).replace("\r\n", "\n")


class SayForm(forms.Form):
    """A comment or input about a thing; `submission` is the same where the same form is sent twice."""

    room = forms.SlugField(max_length=30, widget=forms.HiddenInput)
    kind = forms.SlugField(max_length=40, widget=forms.HiddenInput)
    object_id = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    submission = forms.UUIDField(widget=forms.HiddenInput)
    text = Words(label=gettext_lazy("Your words"))


class AnswerForm(EditForm):
    """An answer to input: we do it, we do not, because …, or an answer by a day."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What is the answer?"),
        widget=forms.RadioSelect,
        choices=(
            ("will", gettext_lazy("We do this")),
            ("wont", gettext_lazy("We do not do this, because …")),
            ("later", gettext_lazy("We answer by a day")),
        ),
        error_messages={"required": gettext_lazy("Choose what the answer is.")},
    )
    answer = Words(
        label=gettext_lazy("The answer in words"),
        required=False,
        help_text=gettext_lazy("Where the answer is no, say why. All who see the input see the answer."),
    )
    promised_on = forms.DateField(
        label=gettext_lazy("Answer by"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("Only where you answer by a day. The day is shown to whoever asked."),
    )
    led_to = forms.CharField(
        label=gettext_lazy("What it led to"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Such as: version 2 of the purpose."),
    )

    def __init__(self, *args: Any, about: Input, **kwargs: Any) -> None:
        later = "later" if about.promised_on else ""
        now = {
            "outcome": about.outcome or later,
            "answer": about.answer,
            "promised_on": about.promised_on,
            "led_to": about.led_to,
        }
        super().__init__(*args, now=now, **kwargs)

    def clean(self) -> dict[str, Any]:
        """What the choice needs stands there."""
        cleaned = super().clean()
        outcome, day = cleaned.get("outcome"), cleaned.get("promised_on")
        if outcome == "wont" and not cleaned.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("Say why not."))
        if outcome == "later" and "promised_on" not in self.errors:
            if day is None:
                self.add_error("promised_on", _("Say by which day the answer comes."))
            elif day < clock.today():
                self.add_error("promised_on", _("The day has passed. Choose today or later."))
        return cleaned

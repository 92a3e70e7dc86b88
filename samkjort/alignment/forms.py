"""Forms of the purpose."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samkjort.direction.models import Priority

from .method import STATEMENTS
from .models import PurposeVersion, Reading

SCALE = [(n, str(n)) for n in range(11)]


class PurposeForm(forms.Form):
    """A draft of the purpose, with its five statements."""

    text = forms.CharField(
        label=_("Why do we want OKR?"),
        max_length=3000,
        widget=forms.Textarea,
        help_text=_("Two or three sentences, in words that you would use in the corridor."),
    )
    is_not = forms.CharField(label=_("What is it not?"), max_length=1000, required=False, widget=forms.Textarea)
    changes = forms.CharField(
        label=_("What has changed since the last version, because of whom?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea,
    )
    priorities = forms.ModelMultipleChoiceField(
        Priority.objects.none(),
        label=_("Which of your own priorities does it help?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    edits = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: PurposeVersion, priorities: Any, **kwargs: Any) -> None:
        statements = list(version.statements.all())
        initial = {
            "text": version.text,
            "is_not": version.is_not,
            "changes": version.changes,
            "priorities": list(version.priorities.all()),
            "edits": version.edits,
        }
        for n, statement in enumerate(statements, start=1):
            initial |= {
                f"text_{n}": statement.text,
                f"is_meant_{n}": "yes" if statement.is_meant else "no",
                f"explanation_{n}": statement.explanation,
            }
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)
        self.fields["priorities"].queryset = priorities  # type: ignore[attr-defined]  # stubs know Field only
        if version.number == 1:
            del self.fields["changes"]
        for n in range(1, STATEMENTS + 1):
            self.fields[f"text_{n}"] = forms.CharField(label=_("Statement %(n)d") % {"n": n}, max_length=200)
            self.fields[f"is_meant_{n}"] = forms.ChoiceField(
                label=_("It means this"), choices=[("yes", _("Yes")), ("no", _("No"))], widget=forms.RadioSelect
            )
            self.fields[f"explanation_{n}"] = forms.CharField(label=_("Why"), max_length=300, required=False)

    def statement_fields(self) -> list[tuple[Any, Any, Any]]:
        """The fields of each statement, for the page."""
        return [(self[f"text_{n}"], self[f"is_meant_{n}"], self[f"explanation_{n}"]) for n in range(1, STATEMENTS + 1)]

    def statements(self) -> list[tuple[str, bool, str]]:
        """The statements as written."""
        said = self.cleaned_data
        return [
            (said[f"text_{n}"], said[f"is_meant_{n}"] == "yes", said[f"explanation_{n}"])
            for n in range(1, STATEMENTS + 1)
        ]


class CheckForm(forms.Form):
    """Five statements: it means this, or it does not."""

    def __init__(self, *args: Any, version: PurposeVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for statement in version.statements.all():
            self.fields[f"statement_{statement.pk}"] = forms.ChoiceField(
                label=statement.text,
                choices=[("yes", _("It means this")), ("no", _("It does not mean this"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the two.")},
            )

    def answers(self) -> dict[int, bool]:
        """What was answered to each statement."""
        return {int(name.removeprefix("statement_")): value == "yes" for name, value in self.cleaned_data.items()}


class AnswerForm(forms.Form):
    """Own words, how clear, how convinced. Nothing is filled in beforehand."""

    words = forms.CharField(
        label=_("What does this mean for your area, in your words?"), max_length=2000, widget=forms.Textarea
    )
    clear = forms.TypedChoiceField(
        label=_("How clear is the purpose to you?"),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 0 to 10.")},
    )
    convinced = forms.TypedChoiceField(
        label=_("How convinced are you?"),
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a number from 0 to 10.")},
    )


class InputForm(forms.Form):
    """A question or advice, by name."""

    text = forms.CharField(label=_("Your question or advice"), max_length=2000, widget=forms.Textarea)
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class MarkForm(forms.Form):
    """How a leader's words agree with what is meant."""

    mark = forms.ChoiceField(
        label=_("Do they mean the same as you?"), choices=Reading.Mark.choices, widget=forms.RadioSelect
    )
    reply = forms.CharField(label=_("Your reply"), max_length=2000, required=False, widget=forms.Textarea)


class SharingForm(forms.Form):
    """What the leadership group has chosen."""

    shared = forms.ChoiceField(
        label=_("What has the leadership group chosen?"),
        choices=[("yes", _("The group sees own words with names")), ("no", _("Only the OKR lead sees own words"))],
        widget=forms.RadioSelect,
    )

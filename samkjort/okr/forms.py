"""Forms of OKRs: they explain what the actions and the database hold."""

import uuid
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samkjort.direction.models import Priority
from samkjort.people.models import Member

from .method import CheckInEntry, KeyResultFields
from .models import CheckIn, Cycle, KeyResult, Objective

SCALE = [(n, str(n)) for n in range(11)]
# The fields of a result in words, and the level that each tells.
LEVELS = {"commit": KeyResult.Level.COMMIT, "aim": KeyResult.Level.TARGET, "stretch": KeyResult.Level.STRETCH}
NUMBER = {"invalid": _("Write a number, for example 12.5.")}


class DateInput(forms.DateInput):
    """The device's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class NumberField(forms.DecimalField):
    """A number as people type it: decimal comma or point, spaces, a per cent sign."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", NUMBER)
        super().__init__(
            max_digits=18, decimal_places=4, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs
        )

    def to_python(self, value: Any) -> Any:
        """The number, or a clear error."""
        text = str(value or "").replace("\u00a0", "").replace(" ", "").removesuffix("%").replace("\u2212", "-")
        if "," in text:
            text = text.replace(".", "").replace(",", ".")
        return super().to_python(text)


class CycleForm(forms.Form):
    """A new cycle."""

    name = forms.CharField(label=_("Name"), max_length=60, help_text=_("For example T1 2027."))
    kind = forms.ChoiceField(label=_("Length"), choices=Cycle.Kind.choices)
    starts_on = forms.DateField(label=_("First day"), widget=DateInput())
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput())


class ObjectiveForm(forms.Form):
    """An objective."""

    title = forms.CharField(
        label=_("Objective"),
        max_length=300,
        help_text=_("What is different when you are there? Say it without numbers."),
    )
    why = forms.CharField(label=_("Why"), max_length=2000, required=False, widget=forms.Textarea)
    cycle = forms.ModelChoiceField(Cycle.objects.none(), label=_("Cycle"), empty_label=None)
    ambition = forms.ChoiceField(label=_("Ambition"), choices=Objective.Ambition.choices, widget=forms.RadioSelect)
    owner = forms.ModelChoiceField(
        Member.objects.none(), label=_("Who answers for it"), required=False, empty_label=_("Nobody yet")
    )
    priorities = forms.ModelMultipleChoiceField(
        Priority.objects.none(), label=_("Contributes to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    because = forms.CharField(label=_("Why is it changed?"), max_length=500, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, cycles: Any, members: Any, priorities: Any, published: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cycle"].queryset = cycles  # type: ignore[attr-defined]  # stubs know Field only
        self.fields["owner"].queryset = members  # type: ignore[attr-defined]  # stubs know Field only
        self.fields["priorities"].queryset = priorities  # type: ignore[attr-defined]  # stubs know Field only
        if not published:
            del self.fields["because"]


class KeyResultForm(forms.Form):
    """A key result."""

    title = forms.CharField(
        label=_("Key result"), max_length=300, help_text=_("How will you see that the objective comes nearer?")
    )
    kind = forms.ChoiceField(label=_("How it is measured"), choices=KeyResult.Kind.choices)
    unit = forms.CharField(label=_("Unit"), max_length=40, required=False, help_text=_("For example % or days."))
    baseline = NumberField(label=_("Start value"), required=False)
    target = NumberField(label=_("Target value"), required=False)
    low = NumberField(label=_("Lower limit"), required=False, help_text=_("Only for a number within limits."))
    high = NumberField(label=_("Upper limit"), required=False)
    steps = forms.CharField(
        label=_("Steps"),
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        help_text=_("Only for steps: one a line."),
    )
    commit = forms.CharField(
        label=_("The least we promise"), max_length=300, required=False, help_text=_("Only for a result in words.")
    )
    aim = forms.CharField(label=_("What we aim for"), max_length=300, required=False)
    stretch = forms.CharField(label=_("Beyond what we aim for"), max_length=300, required=False)
    weight = forms.IntegerField(label=_("Weight"), min_value=1, max_value=100, initial=1)
    owner = forms.ModelChoiceField(
        Member.objects.none(), label=_("Who answers for it"), required=False, empty_label=_("Nobody yet")
    )
    because = forms.CharField(label=_("Why is it changed?"), max_length=500, required=False)

    def __init__(self, *args: Any, members: Any, published: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = members  # type: ignore[attr-defined]  # stubs know Field only
        if not published:
            del self.fields["because"]

    def key_result(self) -> KeyResultFields:
        """What is written, as the action takes it."""
        apart = {"because", "steps", *LEVELS}
        said = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        levels = {level.value: self.cleaned_data[name] for name, level in LEVELS.items() if self.cleaned_data[name]}
        lines = [line.strip()[:200] for line in self.cleaned_data["steps"].splitlines()]
        steps = tuple((line, 1) for line in dict.fromkeys(lines) if line)
        return KeyResultFields(**said, steps=steps, levels=levels)


class CheckInForm(forms.Form):
    """How one key result is doing. Nothing is filled in beforehand; the last words and value stand beside."""

    note = forms.CharField(label=_("What has changed?"), max_length=2000, required=False)
    confidence = forms.TypedChoiceField(
        label=_("How sure are we that we will reach it?"),
        choices=SCALE,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    blocker = forms.ChoiceField(
        label=_("What is in the way?"), choices=CheckIn.Blocker.choices, required=False, widget=forms.RadioSelect
    )
    blocker_next = forms.CharField(label=_("Next step"), max_length=300, required=False)

    def __init__(self, *args: Any, key_result: KeyResult, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key_result = key_result
        self.fields["submission"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
        if key_result.is_numeric:
            label = _("New value, %(unit)s") % {"unit": key_result.unit} if key_result.unit else _("New value")
            self.fields["value"] = NumberField(label=label, required=False)
        elif key_result.kind == KeyResult.Kind.YES_NO:
            self.fields["yes"] = forms.ChoiceField(
                label=_("Is it done?"),
                choices=[("1", _("Yes")), ("0", _("No"))],
                required=False,
                widget=forms.RadioSelect,
            )
        elif key_result.kind == KeyResult.Kind.WORDS:
            self.fields["level"] = forms.ChoiceField(
                label=_("How far have you come?"),
                choices=[
                    (key, f"{name}: {key_result.levels[key]}" if key_result.levels.get(key) else name)
                    for key, name in KeyResult.Level.choices
                ],
                required=False,
                widget=forms.RadioSelect,
            )
        else:
            steps = list(key_result.steps.all())
            self.fields["steps"] = forms.MultipleChoiceField(
                label=_("Steps that are done"),
                choices=[(step.pk, step.title) for step in steps],
                required=False,
                initial=[step.pk for step in steps if step.done],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def is_filled(self) -> bool:
        """Whether anything was said: a card left alone is not saved."""
        said = [
            name
            for name in ("value", "yes", "level", "note", "confidence", "blocker", "blocker_next")
            if self.data.get(self.add_prefix(name), "").strip()
        ]
        return bool(said)

    def clean(self) -> dict[str, Any]:
        """What is asked of a card that is filled in."""
        said = super().clean() or {}
        if not self.is_filled:
            return said
        if said.get("confidence") is None and "confidence" not in self.errors:
            self.add_error("confidence", _("Choose from 0 to 10."))
        missing = {
            "value": _("Write the value as a number, for example 12.5."),
            "yes": _("Choose yes or no."),
            "level": _("Choose how far you have come."),
        }
        for name, sentence in missing.items():
            if name in self.fields and name not in self.errors and said.get(name) in (None, ""):
                self.add_error(name, sentence)
        return said

    def entry(self) -> CheckInEntry:
        """What was said, as the action takes it."""
        said = self.cleaned_data
        value = said.get("value")
        if said.get("yes"):
            value = Decimal(said["yes"])
        return CheckInEntry(
            confidence=said["confidence"],
            value=value,
            level=said.get("level", ""),
            steps=frozenset(map(int, said["steps"])) if "steps" in said else None,
            note=said["note"],
            blocker=said["blocker"],
            blocker_next=said["blocker_next"],
            submission=said.get("submission"),
        )

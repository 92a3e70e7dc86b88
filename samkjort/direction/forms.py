"""What one writes about a priority."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from samkjort.ui.editing import EditForm

from .models import Priority

NAME = gettext_lazy("The priority")
SOURCE = gettext_lazy("Where it was decided")
SOURCE_HELP = gettext_lazy("Such as the municipal plan, the letter of allocation or the strategy, with year.")


class AddPriorityForm(forms.Form):
    """A new priority."""

    name = forms.CharField(label=NAME, max_length=200)
    source = forms.CharField(label=SOURCE, max_length=200, required=False, help_text=SOURCE_HELP)


class ChangePriorityForm(EditForm):
    """Other words, another source, another place in the order."""

    name = forms.CharField(label=NAME, max_length=200)
    source = forms.CharField(label=SOURCE, max_length=200, required=False, help_text=SOURCE_HELP)
    place = forms.TypedChoiceField(label=gettext_lazy("Place in the list"), coerce=int)

    def __init__(self, *args: Any, priority: Priority, place: int, places: int, **kwargs: Any) -> None:
        super().__init__(*args, now={"name": priority.name, "source": priority.source, "place": place}, **kwargs)
        self.fields["place"].choices = [(n, str(n)) for n in range(1, places + 1)]  # type: ignore[attr-defined]  # stubs

"""What one may write about people, and how a mistake is told beside its field."""

import zoneinfo
from typing import Any, cast

from allauth.account.forms import LoginForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samkjort.ui.editing import DAY, EditForm

from . import queries
from .models import ROLES, Area, Language, Member, Organisation

WEEKDAYS = (
    (0, gettext_lazy("Monday")),
    (1, gettext_lazy("Tuesday")),
    (2, gettext_lazy("Wednesday")),
    (3, gettext_lazy("Thursday")),
    (4, gettext_lazy("Friday")),
)


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """Sign-in by address alone, with a code by e-mail; whoever has chosen a password may give it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        password = self.fields["password"]
        password.required = False
        password.widget.is_required = False
        password.label = _("Password, if you have chosen one")
        password.help_text = _("Leave it empty, and you get a code by e-mail.")
        self.fields["login"].widget.attrs.pop("placeholder", None)
        password.widget.attrs.pop("placeholder", None)


class SearchForm(forms.Form):
    """Words to find people by."""

    q = forms.CharField(label=gettext_lazy("Find a person"), required=False, max_length=100)


class _AreaChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # a Django form field is not generic at run time
    """The organisation's areas, each under the one above it."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{'\u2003' * obj.depth}{obj.name}"


class InviteForm(forms.Form):
    """A new member, without roles."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        help_text=gettext_lazy("The invitation goes here. They sign in with a code sent to this address."),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120, required=False)
    area = _AreaChoice(
        label=gettext_lazy("Area"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("No area"),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_among(self, "area", queries.areas(member))


class MemberForm(EditForm):
    """What a member is called and where they belong."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        required=False,
        help_text=gettext_lazy("Another address means that they sign in with that one."),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=120, required=False)
    area = _AreaChoice(
        label=gettext_lazy("Area"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("No area"),
    )

    def __init__(self, *args: Any, member: Member, of: Member, **kwargs: Any) -> None:
        now = {"name": of.name, "email": of.email, "title": of.title, "area": of.area}
        super().__init__(*args, now=now, **kwargs)
        _choose_among(self, "area", queries.areas(member))


class RolesForm(forms.Form):
    """Which roles a member has, and until when a guest stays."""

    is_okr_lead = forms.BooleanField(
        label=gettext_lazy("OKR lead"),
        required=False,
        help_text=gettext_lazy("Drives the introduction, and sees by name who in the leadership group is missing."),
    )
    is_sponsor = forms.BooleanField(
        label=gettext_lazy("Sponsor"), required=False, help_text=gettext_lazy("Answers for the road.")
    )
    is_administrator = forms.BooleanField(
        label=gettext_lazy("Administrator"),
        required=False,
        help_text=gettext_lazy("Changes people, roles and settings."),
    )
    is_employee_representative = forms.BooleanField(
        label=gettext_lazy("Employee representative"),
        required=False,
        help_text=gettext_lazy("Sees the road without names."),
    )
    is_facilitator = forms.BooleanField(
        label=gettext_lazy("Guest facilitator"),
        required=False,
        help_text=gettext_lazy("Comes from outside and drives the introduction together with the OKR lead."),
    )
    is_reader = forms.BooleanField(
        label=gettext_lazy("Reader"), required=False, help_text=gettext_lazy("Reads, and changes nothing.")
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Access ends on"),
        required=False,
        widget=DAY,
        help_text=gettext_lazy("Needed for a guest. Empty for everybody else."),
    )

    def roles(self) -> dict[str, bool]:
        """What was ticked."""
        return {role: self.cleaned_data[role] for role in ROLES}


class AreaForm(EditForm):
    """An area's name, place and lead."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    parent = _AreaChoice(
        label=gettext_lazy("Lies under"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("The organisation itself"),
    )
    lead = forms.ModelChoiceField(
        label=gettext_lazy("Led by"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )

    def __init__(self, *args: Any, member: Member, area: Area | None = None, **kwargs: Any) -> None:
        now = {"name": area.name, "parent": area.parent, "lead": area.lead} if area else {}
        super().__init__(*args, now=now, **kwargs)
        above = queries.areas(member)
        _choose_among(self, "parent", above.exclude(path__startswith=area.path) if area else above)
        _choose_among(self, "lead", queries.members(member))


class NewAreaForm(AreaForm):
    """An area that begins on a day."""

    from_date = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=DAY, help_text=gettext_lazy("Today when left empty.")
    )


class EndAreaForm(forms.Form):
    """When an area ends, and which one takes over."""

    to_date = forms.DateField(label=gettext_lazy("Last day"), widget=DAY)
    successor = _AreaChoice(
        label=gettext_lazy("Taken over by"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
        help_text=gettext_lazy("Its members go there, and history leads from one to the other."),
    )

    def __init__(self, *args: Any, member: Member, area: Area, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_among(self, "successor", queries.areas(member).exclude(pk=area.pk))


class GroupForm(forms.Form):
    """A leadership group: of the organisation, or of one area."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    area = _AreaChoice(
        label=gettext_lazy("Leads"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("The organisation itself"),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_among(self, "area", queries.areas(member))


class SeatForm(forms.Form):
    """Who gets a seat."""

    member = forms.ModelChoiceField(
        label=gettext_lazy("New in the group"),
        queryset=Member.objects.none(),
        empty_label=gettext_lazy("Choose a person"),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_among(self, "member", queries.members(member))


class ShareWordsForm(forms.Form):
    """What the group has chosen."""

    shared = forms.TypedChoiceField(
        label=gettext_lazy("Shall the leaders see one another's own words, with names?"),
        choices=(("yes", gettext_lazy("Yes, with names")), ("no", gettext_lazy("No, only the OKR lead"))),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class DiscussionForm(forms.Form):
    """When the discussion was held, or why it is not needed."""

    held_on = forms.DateField(label=gettext_lazy("Held on"), required=False, widget=DAY)
    minutes_url = forms.URLField(
        label=gettext_lazy("Link to the minutes"), required=False, max_length=200, assume_scheme="https"
    )
    waived_because = forms.CharField(
        label=gettext_lazy("Not needed, because"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Those who take part see the reason."),
    )


class OrganisationForm(EditForm):
    """The organisation's settings."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=Language.choices)
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"), max_length=50, help_text=gettext_lazy("Such as Europe/Oslo.")
    )
    reminder_weekday = forms.TypedChoiceField(
        label=gettext_lazy("Weekly reminder on"),
        choices=WEEKDAYS,
        coerce=int,
        help_text=gettext_lazy("Sent only to those who have something to update and have not done it."),
    )
    whistleblowing_url = forms.URLField(
        label=gettext_lazy("Address of the whistleblowing channel"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=gettext_lazy("Shown at every field where one may write freely."),
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        names = ("name", "language", "time_zone", "reminder_weekday", "whistleblowing_url")
        super().__init__(*args, now={name: getattr(organisation, name) for name in names}, **kwargs)

    def clean_time_zone(self) -> str:
        """A time zone that there is."""
        return _known_time_zone(self.cleaned_data["time_zone"])


class SettingsForm(forms.Form):
    """A member's own choices."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        required=False,
        max_length=50,
        help_text=gettext_lazy("Such as Europe/Oslo. Empty follows the organisation."),
    )
    colour_scheme = forms.ChoiceField(
        label=gettext_lazy("Colours"),
        widget=forms.RadioSelect,
        choices=(
            ("auto", gettext_lazy("As the device")),
            ("light", gettext_lazy("Light")),
            ("dark", gettext_lazy("Dark")),
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = cast(forms.ChoiceField, self.fields["language"])
        language.choices = [("", _("As the browser asks for")), *Language.choices]

    def clean_time_zone(self) -> str:
        """A time zone that there is, or none."""
        return _known_time_zone(self.cleaned_data["time_zone"])


class ReasonForm(forms.Form):
    """Why somebody opens the security log."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you open it?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Your reason is kept in the log itself, with your name."),
    )


class ConfirmForm(forms.Form):
    """The person's name, written once more, before what cannot be undone."""

    name = forms.CharField(label=gettext_lazy("Write the person's name to confirm"), max_length=120)

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_name(self) -> str:
        """The same name, whatever the case."""
        name: str = self.cleaned_data["name"]
        if name.casefold() != self.expected.strip().casefold():
            raise ValidationError(_("This is not the name. It is written “%(name)s”.") % {"name": self.expected})
        return name


def _choose_among(form: forms.Form, name: str, among: Any) -> None:
    cast("forms.ModelChoiceField[Any]", form.fields[name]).queryset = among


def _known_time_zone(name: str) -> str:
    if name and name not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no such time zone."))
    return name

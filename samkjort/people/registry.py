"""What other rooms tell this one: what must follow when an area moves, and what each model stores about a person."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samkjort.journal.models import ActorName, Entry, SecurityEntry

from .models import Area, Discussion, Member, Seat

Text = str | Promise


@dataclass(frozen=True)
class Stored:
    """What a model keeps about a person, said to that person. Stands on the model as `stored`."""

    what: Text
    why: Text
    seen_by: Text
    kept: Text


_WHILE_MEMBER = _("As long as you are a member. An administrator can erase it when you ask.")

# Of the models at this floor and below, which cannot carry the text themselves.
_OWN: dict[type[Model], Stored] = {
    Member: Stored(
        what=_("Your name, e-mail address, title, area and roles, and your choice of language and colours."),
        why=_("So that you can sign in, get what concerns you, and be found by those you work with."),
        seen_by=_(
            "Everybody in your organisation sees name, e-mail, title, area and roles. Your choices are yours alone."
        ),
        kept=_WHILE_MEMBER,
    ),
    Area: Stored(
        what=_("Which areas you lead."),
        why=_("So that all know whom to ask."),
        seen_by=_("Everybody in your organisation."),
        kept=_("As long as you lead the area."),
    ),
    Seat: Stored(
        what=_("Which leadership groups you sit in, and since when."),
        why=_("So that what is for the leadership group reaches you."),
        seen_by=_("Everybody in your organisation."),
        kept=_("As long as you sit in the group."),
    ),
    Discussion: Stored(
        what=_("That you wrote down a discussion with the employee representatives."),
        why=_("So that it can be shown afterwards that the discussion was held."),
        seen_by=_("Everybody in your organisation."),
        kept=_("As long as the organisation uses Samkjørt. Your name is taken away when you are erased."),
    ),
    Entry: Stored(
        what=_("What you have changed here, and when: which thing, never your words."),
        why=_("So that everybody can see how an objective or a purpose came to be."),
        seen_by=_("Those who see the thing itself."),
        kept=_("As long as the organisation uses Samkjørt. Your name is taken away when you are erased."),
    ),
    ActorName: Stored(
        what=_("Your name beside what you have changed."),
        why=_("So that the history can be read."),
        seen_by=_("Those who see the thing itself."),
        kept=_("Until you are erased; then it says “tidligere medarbeider” (former employee)."),
    ),
    SecurityEntry: Stored(
        what=_("When you signed in, when a sign-in failed, and when your roles were changed."),
        why=_("So that misuse can be found."),
        seen_by=_("Administrators, and only with a written reason that is itself kept."),
        kept=_("90 days."),
    ),
}


def stored_by(model: type[Model]) -> Stored | None:
    """What the model keeps about a person; None where nobody has said it, which a test does not let pass."""
    told = getattr(model, "stored", None)
    return told if isinstance(told, Stored) else _OWN.get(model)


MovedArea = Callable[[Area, str], None]
_moved: list[MovedArea] = []


def after_area_moved(function: MovedArea) -> MovedArea:
    """Have the function called with the area and its former path, in the transaction in which the area moves."""
    _moved.append(function)
    return function


def tell_of_moved_area(area: Area, former_path: str) -> None:
    """Call all who asked to know."""
    for function in _moved:
        function(area, former_path)

"""All that can happen to the organisation's priorities."""

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.journal.actions import Actor, action
from samkjort.journal.events import Event
from samkjort.people.permissions import may, require, within

from .models import Priority
from .permissions import can_change_priorities


@action(Event.PRIORITY_ADDED)
def add_priority(name: str, *, by: Actor, source: str = "") -> Priority:
    """Write down a priority that the organisation has."""
    require(may(by, can_change_priorities, by.organisation_id))
    last = Priority.objects.filter(organisation_id=by.organisation_id).aggregate(last=Max("position"))["last"]
    priority = Priority(
        organisation_id=by.organisation_id,
        name=name.strip(),
        source=source.strip(),
        position=0 if last is None else last + 1,
        from_date=clock.today(),
    )
    _check(priority)
    priority.save()
    return priority


@action(Event.PRIORITY_CHANGED)
def change_priority(
    priority: Priority, *, by: Actor, name: str, source: str = "", position: int | None = None
) -> Priority:
    """Say it in other words, or move it up or down."""
    require(may(by, can_change_priorities, priority.organisation_id) and within(by, priority))
    priority.name, priority.source = name.strip(), source.strip()
    _check(priority)
    priority.save(update_fields=["name", "source"])
    if position is not None:
        _place(priority, position)
    return priority


@action(Event.PRIORITY_ENDED)
def end_priority(priority: Priority, *, by: Actor) -> Priority:
    """It holds no longer from today. What served it keeps saying so."""
    require(may(by, can_change_priorities, priority.organisation_id) and within(by, priority))
    if priority.to_date is None:
        priority.to_date = clock.today()
        priority.save(update_fields=["to_date"])
    return priority


def _place(priority: Priority, position: int) -> None:
    """Put the priority at this place among those that hold, counted from 0."""
    others = list(
        Priority.objects.filter(organisation_id=priority.organisation_id, to_date=None)
        .exclude(pk=priority.pk)
        .order_by("position", "pk")
    )
    others.insert(min(position, len(others)), priority)
    for place, each in enumerate(others):
        each.position = place
    Priority.objects.bulk_update(others, ["position"])


def _check(priority: Priority) -> None:
    priority.full_clean(validate_constraints=False)
    same = Priority.objects.filter(
        organisation_id=priority.organisation_id, name__iexact=priority.name, to_date=None
    ).exclude(pk=priority.pk)
    if same.exists():
        raise ValidationError({"name": _("There is a priority with this name already.")})

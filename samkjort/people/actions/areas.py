"""What can happen to areas: a tree whose `path` is kept with each write."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.journal.actions import Actor, action, note
from samkjort.journal.events import Event

from ..models import Area, Member, Organisation
from ..permissions import can_change_people, may, require, within
from ..registry import tell_of_moved_area


@action(Event.AREA_CREATED)
def create_area(
    name: str,
    *,
    by: Actor,
    parent: Area | None = None,
    from_date: date | None = None,
    lead: Member | None = None,
    predecessors: Sequence[Area] = (),
) -> Area:
    """A new area, at the top or under another, from a day on."""
    require(may(by, can_change_people, by.organisation_id) and within(by, parent, lead, *predecessors))
    _lock_tree(by.organisation_id)
    if parent is not None:
        parent.refresh_from_db(fields=["path", "to_date"])
    _check_name(by.organisation_id, name, None)
    _check_parent(None, parent)
    area = Area(
        organisation_id=by.organisation_id,
        name=name.strip(),
        parent=parent,
        lead=lead,
        from_date=from_date or clock.today(),
    )
    area.full_clean(exclude=["path"], validate_constraints=False)
    area.save()
    area.path = f"{parent.path if parent else '/'}{area.pk}/"
    area.save(update_fields=["path"])
    if predecessors:
        area.predecessors.set(predecessors)
    return area


@action(Event.AREA_CHANGED)
def change_area(area: Area, *, by: Actor, name: str, parent: Area | None, lead: Member | None) -> Area:
    """Change an area's name, its place in the tree (with all below it), and who leads it."""
    require(may(by, can_change_people, by.organisation_id) and within(by, area, parent, lead))
    _lock_tree(by.organisation_id)
    area.refresh_from_db()
    if parent is not None:
        parent.refresh_from_db(fields=["path", "to_date"])
    _check_name(by.organisation_id, name, area)
    new = {"name": name.strip(), "parent_id": parent.pk if parent else None, "lead_id": lead.pk if lead else None}
    changed = [field for field, value in new.items() if getattr(area, field) != value]
    moved = "parent_id" in changed
    if moved:
        _check_parent(area, parent)
    for field in changed:
        setattr(area, field, new[field])
    area.full_clean(exclude=["path"], validate_constraints=False)
    area.save(update_fields=[field.removesuffix("_id") for field in changed])
    if moved:
        _move(area, parent)
    note(changed=changed)
    return area


@action(Event.AREA_ENDED)
def end_area(area: Area, *, by: Actor, to_date: date | None = None, successor: Area | None = None) -> Area:
    """End an area on a day; where another takes over, its members go there, and history leads from one to the other."""
    require(may(by, can_change_people, by.organisation_id) and within(by, area, successor))
    _lock_tree(by.organisation_id)
    area.refresh_from_db()
    day = to_date or clock.today()
    if area.to_date is not None:
        raise ValidationError(_("This area has ended already."))
    if day < area.from_date:
        raise ValidationError({"to_date": _("An area cannot end before it begins.")})
    if Area.objects.below(area).exclude(pk=area.pk).filter(to_date=None).exists():
        raise ValidationError(_("There are areas below this one. End them or move them first."))
    if successor is not None and successor.pk == area.pk:
        raise ValidationError({"successor": _("An area cannot take over from itself.")})
    area.to_date = day
    area.save(update_fields=["to_date"])
    if successor is not None:
        successor.predecessors.add(area)
        area.members.update(area=successor)
    note(to_date=day.isoformat(), successor=successor.pk if successor else None)
    return area


def _lock_tree(organisation_id: int) -> None:
    # Closes the race of two moves that each are right and together make a ring.
    Organisation.objects.select_for_update().get(pk=organisation_id)


def _check_name(organisation_id: int, name: str, area: Area | None) -> None:
    same = Area.objects.filter(organisation_id=organisation_id, to_date=None, name__iexact=name.strip())
    if area is not None:
        same = same.exclude(pk=area.pk)
    if same.exists():
        raise ValidationError({"name": _("There is an area with this name already.")})


def _check_parent(area: Area | None, parent: Area | None) -> None:
    if parent is None:
        return
    if area is not None and parent.path.startswith(area.path):
        raise ValidationError({"parent": _("An area cannot lie under itself.")})
    if parent.to_date is not None and parent.to_date < clock.today():
        raise ValidationError({"parent": _("The area above has ended.")})


def _move(area: Area, parent: Area | None) -> None:
    old, new = area.path, f"{parent.path if parent else '/'}{area.pk}/"
    Area.objects.filter(organisation_id=area.organisation_id, path__startswith=old).update(
        path=Concat(Value(new), Substr(F("path"), len(old) + 1))
    )
    area.path = new
    tell_of_moved_area(area, old)

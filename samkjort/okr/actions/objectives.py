"""What can happen to cycles and objectives."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.direction.models import Priority
from samkjort.journal.actions import Actor, action, note
from samkjort.journal.events import Event
from samkjort.people import queries as people
from samkjort.people.models import Area, Member
from samkjort.people.permissions import may, require, within

from .. import method, permissions, queries
from ..models import Cycle, Objective, ObjectiveChange, ObjectiveLink
from .sums import LIVE, refuse_closed, refuse_same_title, share_of, sum_up


@action(Event.CYCLE_CREATED)
def create_cycle(name: str, *, by: Actor, kind: str, starts_on: date, ends_on: date) -> Cycle:
    """A new cycle."""
    require(may(by, permissions.can_change_cycles, by.organisation_id))
    if ends_on <= starts_on:
        raise ValidationError({"ends_on": _("The last day must come after the first.")})
    if Cycle.objects.filter(organisation_id=by.organisation_id, name__iexact=name).exists():
        raise ValidationError({"name": _("There is already a cycle called %(name)s.") % {"name": name}})
    return Cycle.objects.create(
        organisation_id=by.organisation_id, name=name, kind=kind, starts_on=starts_on, ends_on=ends_on
    )


@action(Event.OBJECTIVE_DRAFTED)
def draft_objective(
    area: Area, cycle: Cycle, *, by: Actor, title: str, owner: Member | None = None, **more: Any
) -> Objective:
    """A new draft. `more`: why, ambition, priorities."""
    require(may(by, permissions.can_write_okrs, area) and within(by, area, cycle, owner))
    refuse_closed(cycle)
    refuse_same_title(area, cycle, title)
    objective = Objective.objects.create(
        organisation_id=area.organisation_id,
        area=area,
        area_name=area.name,
        cycle=cycle,
        title=title,
        owner=owner,
        why=more.get("why", ""),
        ambition=more.get("ambition") or Objective.Ambition.AMBITIOUS,
    )
    _serve(objective, more.get("priorities", ()), by)
    return objective


@action(Event.OBJECTIVE_CHANGED)
def change_objective(objective: Objective, *, by: Actor, version: int, because: str = "", **changes: Any) -> Objective:
    """Change an objective that nobody has changed since `version`. A published title or ambition needs a reason."""
    require(may(by, permissions.can_change_objective, objective) and within(by, objective, changes.get("owner")))
    priorities = changes.pop("priorities", None)
    # Closes the race between two who change the same objective: the second finds another version.
    locked = Objective.objects.select_for_update().get(pk=objective.pk)
    if locked.version != version:
        raise Stale(locked)
    if changes.get("title", locked.title) != locked.title:
        refuse_same_title(locked.area, locked.cycle, changes["title"])
    _keep_change(locked, changes, because, by)
    changed = [name for name, value in changes.items() if getattr(locked, name) != value]
    for name in changed:
        setattr(locked, name, changes[name])
    locked.version += 1
    locked.save(update_fields=[*changed, "version"])
    if priorities is not None:
        _serve(locked, priorities, by)
    note(changed=sorted(changed))
    return locked


class Stale(ValidationError):
    """Somebody else changed the thing meanwhile; `current` is how it is now."""

    def __init__(self, current: Objective) -> None:
        super().__init__(_("Somebody else has changed this meanwhile. See what is different, and save again."))
        self.current = current


def _keep_change(objective: Objective, changes: dict[str, Any], because: str, by: Actor) -> None:
    """What is published is frozen: a later change says why, and stays visible."""
    if objective.status == Objective.Status.DRAFT:
        return
    for name in ("title", "ambition"):
        before, after = getattr(objective, name), changes.get(name, getattr(objective, name))
        if before == after:
            continue
        if not because:
            raise ValidationError({"because": _("This is published. Say why it is changed.")})
        ObjectiveChange.objects.create(
            objective=objective, field=name, before=before, after=after, because=because, by_id=by.pk, on=clock.today()
        )


@action(Event.OBJECTIVE_PUBLISHED)
def publish_objective(objective: Objective, *, by: Actor) -> Objective:
    """Publish a draft: it has an owner and a key result, and the area's first start has been discussed."""
    require(may(by, permissions.can_change_objective, objective) and within(by, objective))
    if objective.status != Objective.Status.DRAFT:
        return objective
    results = list(objective.key_results.select_for_update())
    if objective.owner_id is None:
        raise ValidationError(_("Choose who answers for the objective before it is published."))
    if not results:
        raise ValidationError(_("Add at least one key result before the objective is published."))
    if queries.first_cycle_needs_discussion(objective.area, objective.cycle) and not people.discussion_is_recorded(
        objective.area
    ):
        raise ValidationError(
            _("Before %(area)s starts its first cycle, the discussion with employee representatives must be recorded.")
            % {"area": objective.area.name}
        )
    objective.status = Objective.Status.PUBLISHED
    objective.published_on = clock.today()
    objective.save(update_fields=["status", "published_on"])
    first_due = max(clock.today(), objective.cycle.starts_on) + timedelta(days=method.CHECK_IN_EVERY_DAYS)
    objective.key_results.filter(next_due_on=None).update(next_due_on=first_due)
    for result in results:
        sum_up(objective, share_of(result))
    return objective


@action(Event.OBJECTIVE_CLOSED)
def close_objective(objective: Objective, *, by: Actor) -> Objective:
    """Close a published objective: its progress stands as it is."""
    return _end(objective, Objective.Status.CLOSED, by)


@action(Event.OBJECTIVE_DROPPED)
def drop_objective(objective: Objective, *, by: Actor) -> Objective:
    """Drop an objective, on purpose: it no longer counts, but is not forgotten."""
    was_live = objective.status in LIVE
    dropped = _end(objective, Objective.Status.DROPPED, by)
    if was_live:
        for result in objective.key_results.all():
            sum_up(objective, share_of(result, sign=-1))
    return dropped


def _end(objective: Objective, status: str, by: Actor) -> Objective:
    require(may(by, permissions.can_change_objective, objective) and within(by, objective))
    objective.status = status
    objective.save(update_fields=["status"])
    return objective


@action(Event.OBJECTIVE_LINKED)
def link_objectives(child: Objective, *, parent: Objective, by: Actor) -> ObjectiveLink:
    """Let an objective contribute to another. It changes nobody's number, and never runs in a circle."""
    require(may(by, permissions.can_change_objective, child) and within(by, child, parent))
    above, frontier = {parent.pk}, {parent.pk}
    while frontier:
        frontier = set(ObjectiveLink.objects.filter(child_id__in=frontier).values_list("parent_id", flat=True)) - above
        above |= frontier
    if child.pk in above:
        raise ValidationError(_("Then they would contribute to each other in a circle."))
    link, _new = ObjectiveLink.objects.get_or_create(child=child, parent=parent)
    return link


@action(Event.OBJECTIVE_UNLINKED)
def unlink_objectives(child: Objective, *, parent: Objective, by: Actor) -> None:
    """Take the link away."""
    require(may(by, permissions.can_change_objective, child) and within(by, child, parent))
    ObjectiveLink.objects.filter(child=child, parent=parent).delete()


def _serve(objective: Objective, priorities: Any, by: Actor) -> None:
    chosen: list[Priority] = list(priorities)
    require(all(priority.organisation_id == by.organisation_id for priority in chosen))
    objective.priorities.set(chosen)

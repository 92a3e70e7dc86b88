"""What can happen to key results."""

from datetime import timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.journal.actions import Actor, action
from samkjort.journal.events import Event
from samkjort.people.permissions import may, require, within

from .. import method, permissions
from ..method import KeyResultFields
from ..models import KeyResult, Objective, ObjectiveChange, Step
from .sums import LIVE, progress_of, refuse_closed, roll_up, share_of, short, sum_up


def problems_with(fields: KeyResultFields) -> dict[str, str]:
    """What must be mended before a key result can be kept, by field."""
    found = {}
    numeric = fields.kind in {KeyResult.Kind.INCREASE, KeyResult.Kind.REDUCE}
    baseline = fields.baseline or Decimal(0)
    if numeric and fields.target is None:
        found["target"] = _("Write the target value.")
    elif numeric and fields.target == baseline:
        found["target"] = _("Start value and target value are the same, so there is nothing to move.")
    elif fields.kind == KeyResult.Kind.INCREASE and fields.target is not None and fields.target < baseline:
        found["target"] = _("The target is lower than the start. Choose «reduce a number», or change one of them.")
    elif fields.kind == KeyResult.Kind.REDUCE and fields.target is not None and fields.target > baseline:
        found["target"] = _("The target is higher than the start. Choose «increase a number», or change one of them.")
    if fields.kind == KeyResult.Kind.WITHIN:
        if fields.low is None or fields.high is None:
            found["low"] = _("Write both limits.")
        elif fields.low > fields.high:
            found["low"] = _("The lower limit is above the upper one.")
    if fields.kind == KeyResult.Kind.STEPS and not fields.steps:
        found["steps"] = _("Write at least one step, one a line.")
    return found


@action(Event.KEY_RESULT_ADDED)
def add_key_result(objective: Objective, *, by: Actor, fields: KeyResultFields) -> KeyResult:
    """Add a key result to an objective."""
    require(may(by, permissions.can_change_objective, objective) and within(by, objective, fields.owner))
    refuse_closed(objective.cycle)
    _refuse_problems(objective, fields)
    result = KeyResult(objective=objective, position=objective.key_results.count())
    _write(result, fields)
    if objective.status in LIVE:
        result.next_due_on = clock.today() + timedelta(days=method.CHECK_IN_EVERY_DAYS)
    result.save()
    _write_steps(result, fields)
    if objective.status in LIVE:
        sum_up(objective, share_of(result))
    roll_up(objective.pk)
    return result


@action(Event.KEY_RESULT_CHANGED)
def change_key_result(result: KeyResult, *, by: Actor, fields: KeyResultFields, because: str = "") -> KeyResult:
    """Change a key result; where it is published, what it is measured between needs a reason that stays visible."""
    objective = result.objective
    require(may(by, permissions.can_change_objective, objective) and within(by, objective, fields.owner))
    _refuse_problems(objective, fields, but=result.pk)
    before = share_of(result)
    if objective.status != Objective.Status.DRAFT:
        for name in ("title", "baseline", "target", "low", "high"):
            old, new = getattr(result, name), getattr(fields, name)
            if old == new:
                continue
            if not because:
                raise ValidationError({"because": _("This is published. Say why it is changed.")})
            ObjectiveChange.objects.create(
                objective=objective,
                field=name,
                before=short(old),
                after=short(new),
                because=because,
                by_id=by.pk,
                on=clock.today(),
            )
    _write(result, fields)
    if result.kind != KeyResult.Kind.STEPS and result.checked_in_on:
        result.progress_ppm = progress_of(result, result.value, result.level)
    result.save()
    _write_steps(result, fields)
    if objective.status in LIVE:
        sum_up(objective, share_of(result).minus(before))
    roll_up(objective.pk)
    return result


@action(Event.KEY_RESULT_REMOVED)
def remove_key_result(result: KeyResult, *, by: Actor) -> Objective:
    """Remove a key result from a draft."""
    objective = result.objective
    require(may(by, permissions.can_change_objective, objective) and within(by, objective))
    if objective.status != Objective.Status.DRAFT:
        raise ValidationError(
            _("A published key result is not removed. Drop the objective, or change it with a reason.")
        )
    result.delete()
    roll_up(objective.pk)
    return objective


def _write(result: KeyResult, fields: KeyResultFields) -> None:
    for name in ("title", "kind", "unit", "baseline", "target", "low", "high", "weight", "owner", "levels"):
        setattr(result, name, getattr(fields, name))


def _write_steps(result: KeyResult, fields: KeyResultFields) -> None:
    if fields.kind != KeyResult.Kind.STEPS:
        return
    wanted = [title for title, _weight in fields.steps]
    known = {step.title: step for step in result.steps.all()}
    result.steps.exclude(title__in=wanted).delete()
    for position, (title, weight) in enumerate(fields.steps):
        step = known.get(title) or Step(key_result=result, title=title)
        step.weight, step.position = weight, position
        step.save()


def _refuse_problems(objective: Objective, fields: KeyResultFields, but: int | None = None) -> None:
    problems = problems_with(fields)
    if objective.key_results.filter(title__iexact=fields.title).exclude(pk=but or 0).exists():
        problems["title"] = _("The objective already has a key result of that name.")
    if problems:
        raise ValidationError(problems)

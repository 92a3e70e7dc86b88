"""Check-ins: how a key result is doing, said once a week in under a minute."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.journal.actions import Actor, action, note, tell
from samkjort.journal.events import Event
from samkjort.letters.actions import settle
from samkjort.people.models import Member
from samkjort.people.permissions import may, require, within

from .. import method, permissions, queries
from ..method import CheckInEntry
from ..models import CheckIn, KeyResult, Objective
from .sums import LIVE, progress_of, refuse_closed, roll_up, share_of, sum_up


@action(Event.KEY_RESULT_CHECKED_IN)
def check_in(key_result: KeyResult, *, by: Actor, entry: CheckInEntry) -> CheckIn:
    """Say how a key result is doing; progress of the objective and sums of the areas follow in the same transaction."""
    require(may(by, permissions.can_check_in, key_result) and within(by, key_result.objective))
    # Locks the objective as well: of two that check in at once in one objective, the second would else sum up
    # without what the first has written.
    result = (
        KeyResult.objects.select_for_update(of=("self", "objective"))
        .select_related("objective__area", "objective__cycle")
        .get(pk=key_result.pk)
    )
    if entry.submission is not None:
        known = CheckIn.objects.filter(key_result=result, submission=entry.submission).first()
        if known is not None:
            return known
    _refuse_entry(result, entry)
    return _take_in(result, entry, by, supersedes=None)


@action(Event.CHECK_IN_CORRECTED)
def correct_check_in(wrong: CheckIn, *, by: Actor, entry: CheckInEntry) -> CheckIn:
    """Put a corrected check-in in another's place; the old one stays in the history."""
    require(may(by, permissions.can_check_in, wrong.key_result) and within(by, wrong.key_result.objective))
    result = (
        KeyResult.objects.select_for_update(of=("self", "objective"))
        .select_related("objective__area", "objective__cycle")
        .get(pk=wrong.key_result_id)
    )
    _refuse_entry(result, entry)
    if CheckIn.objects.filter(supersedes=wrong).exists():
        raise ValidationError(_("This update has been corrected already."))
    return _take_in(result, entry, by, supersedes=wrong)


@action(Event.WEEK_SAVED)
def save_week(entries: list[tuple[KeyResult, CheckInEntry]], *, by: Member) -> int:
    """Save everything that was filled in on my week as one act: all of it, or nothing."""
    for result, entry in entries:
        check_in(result, by=by, entry=entry)
    if queries.owed_count(by) == 0:
        settle(by.pk, "okr", "my-week", by.pk)
    note(saved=len(entries))
    return len(entries)


def _take_in(result: KeyResult, entry: CheckInEntry, by: Actor, *, supersedes: CheckIn | None) -> CheckIn:
    objective = result.objective
    before = share_of(result)
    day = entry.checked_on or (supersedes.checked_on if supersedes else clock.today())
    progress_ppm = progress_of(result, entry.value, entry.level, entry.steps)
    made = CheckIn.objects.create(
        key_result=result,
        by_id=by.pk,
        value=entry.value,
        level=entry.level,
        steps_done=sorted(entry.steps or ()),
        progress_ppm=progress_ppm,
        confidence=entry.confidence,
        note=entry.note,
        blocker=entry.blocker,
        blocker_next=entry.blocker_next,
        blocker_by=entry.blocker_by,
        checked_on=day,
        created_at=clock.now(),
        submission=entry.submission,
        supersedes=supersedes,
    )
    note(confidence=entry.confidence, progress_ppm=progress_ppm, objective=objective.pk)
    # A late value that is older than the last one belongs to the history alone.
    if result.checked_in_on is None or day >= result.checked_in_on:
        result.value, result.level, result.confidence = entry.value, entry.level, entry.confidence
        result.progress_ppm, result.checked_in_on = progress_ppm, day
        result.next_due_on = day + timedelta(days=method.CHECK_IN_EVERY_DAYS)
        result.save(update_fields=["value", "level", "confidence", "progress_ppm", "checked_in_on", "next_due_on"])
        if entry.steps is not None:
            result.steps.update(done=False)
            result.steps.filter(pk__in=entry.steps).update(done=True)
        roll_up(objective.pk)
        if objective.status in LIVE:
            sum_up(objective, share_of(result).minus(before))
    tell("okr.checked_in", organisation_id=objective.organisation_id, check_in=made.pk)
    return made


def _refuse_entry(result: KeyResult, entry: CheckInEntry) -> None:
    if result.objective.status != Objective.Status.PUBLISHED:
        raise ValidationError(_("Only published objectives are brought up to date."))
    refuse_closed(result.objective.cycle)
    if not 0 <= entry.confidence <= 10:
        raise ValidationError({"confidence": _("Choose from 0 to 10.")})
    if entry.checked_on is not None and entry.checked_on > clock.today():
        raise ValidationError({"checked_on": _("The day has not come yet.")})
    if result.is_numeric and entry.value is None:
        raise ValidationError({"value": _("Write the value as a number, for example 12.5.")})
    if result.kind == KeyResult.Kind.YES_NO and entry.value not in (0, 1):
        raise ValidationError({"value": _("Choose yes or no.")})
    if result.kind == KeyResult.Kind.WORDS and entry.level not in method.WORD_LEVELS:
        raise ValidationError({"level": _("Choose how far you have come.")})

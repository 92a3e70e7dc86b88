"""What can happen to the purpose: written, published, read, answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.direction.models import Priority
from samkjort.journal.actions import Actor, System, action, note
from samkjort.journal.events import Event
from samkjort.letters import actions as letters
from samkjort.people import queries as people
from samkjort.people.models import Member, Organisation
from samkjort.people.permissions import may, require, within

from . import method, permissions, queries
from .models import PurposeVersion, Reading, Statement, StatementAnswer


class Stale(ValidationError):
    """Somebody else has changed the draft meanwhile; `current` is how it is now."""

    def __init__(self, current: PurposeVersion) -> None:
        super().__init__(_("Somebody else has changed this meanwhile. See what is different, and save again."))
        self.current = current


@action(Event.PURPOSE_STARTED)
def start_purpose(organisation: Organisation, *, by: Actor) -> PurposeVersion:
    """Begin the next version: from the last one, or from statements that meet the usual misunderstandings."""
    require(may(by, permissions.can_write_purpose, organisation.pk) and by.organisation_id == organisation.pk)
    known = queries.draft(organisation.pk)
    if known is not None:
        return known
    last = queries.published(organisation.pk)
    draft = PurposeVersion.objects.create(
        organisation=organisation,
        number=last.number + 1 if last else 1,
        text=last.text if last else "",
        is_not=last.is_not if last else _("It is not appraisal of employees, and not one more report."),
    )
    if last:
        draft.priorities.set(last.priorities.all())
        old = [(row.text, row.is_meant, row.explanation) for row in last.statements.all()]
    _write_statements(draft, old if last else method.first_statements())
    return draft


@dataclass(frozen=True)
class PurposeText:
    """What a version says. Statements are (text, is meant, explanation)."""

    text: str
    is_not: str
    changes: str
    priorities: Sequence[Priority]
    statements: Sequence[tuple[str, bool, str]]


@action(Event.PURPOSE_CHANGED)
def change_purpose(draft: PurposeVersion, *, by: Actor, edits: int, said: PurposeText) -> PurposeVersion:
    """Change the draft that nobody has changed since it had had `edits` changes."""
    require(may(by, permissions.can_write_purpose, draft.organisation_id) and within(by, draft, *said.priorities))
    # Closes the race between two who write the same draft: the second finds another count of edits.
    locked = PurposeVersion.objects.select_for_update().get(pk=draft.pk)
    if locked.published_on is not None:
        raise ValidationError(_("This version is published. Begin a new one to change it."))
    if locked.edits != edits:
        raise Stale(locked)
    locked.text, locked.is_not, locked.changes = said.text, said.is_not, said.changes
    locked.edits += 1
    locked.save()
    locked.priorities.set(said.priorities)
    _write_statements(locked, said.statements)
    return locked


@action(Event.PURPOSE_PUBLISHED)
def publish_purpose(draft: PurposeVersion, *, by: Actor) -> PurposeVersion:
    """Publish the draft, and ask each leader to read it."""
    require(may(by, permissions.can_write_purpose, draft.organisation_id) and within(by, draft))
    if draft.published_on is not None:
        return draft
    group = people.top_leadership(draft.organisation_id)
    leaders = list(people.leaders(draft.organisation_id))
    if group is None or not leaders:
        raise ValidationError(_("Put the leadership group together first, so that somebody can be asked."))
    if group.words_are_shared is None:
        raise ValidationError(_("Ask the leadership group first: shall it see each other's own words with names?"))
    if not draft.text.strip():
        raise ValidationError(_("Write why you want OKR before it is published."))
    if draft.statements.count() != method.STATEMENTS:
        raise ValidationError(_("Write five statements before it is published."))
    if draft.number > 1 and not draft.changes.strip():
        raise ValidationError(_("Say what has changed, and because of whom. Leaders look for it."))
    earlier = PurposeVersion.objects.filter(organisation_id=draft.organisation_id, published_on__isnull=False)
    for pk in earlier.values_list("pk", flat=True):
        letters.settle_all("alignment", "purpose", pk)
    draft.published_on = clock.today()
    draft.save(update_fields=["published_on"])
    for leader in leaders:
        letters.make_ask(
            leader,
            by=by,
            room="alignment",
            kind="purpose",
            object_id=draft.pk,
            due=clock.today() + timedelta(days=method.DAYS_TO_ANSWER),
            minutes=method.READ_MINUTES,
            weight=10,
            facts={"number": draft.number},
        )
    note(number=draft.number, leaders=len(leaders))
    return draft


@action(Event.PURPOSE_CHECKED)
def check_understanding(version: PurposeVersion, *, by: Member, answers: Mapping[int, bool]) -> Reading:
    """Answer the five statements, once, before the key is shown: that is to have read the version."""
    require(permissions.can_answer(by, version))
    statements = list(version.statements.all())
    if set(answers) != {statement.pk for statement in statements}:
        raise ValidationError(_("Answer all five before you go on."))
    row, _new = Reading.objects.get_or_create(version=version, member=by, defaults={"read_on": clock.today()})
    if row.checked_on is None:
        StatementAnswer.objects.bulk_create(
            StatementAnswer(reading=row, statement=statement, says_meant=answers[statement.pk])
            for statement in statements
        )
        row.checked_on = clock.today()
        row.save(update_fields=["checked_on"])
    return row


@action(Event.PURPOSE_ANSWERED)
def answer_purpose(version: PurposeVersion, *, by: Member, words: str, clear: int, convinced: int) -> Reading:
    """Say with own words what the purpose means, how clear it is and how convincing: until the next version comes."""
    require(permissions.can_answer(by, version))
    row = queries.reading(version, by)
    if row is None or row.checked_on is None:
        raise ValidationError(_("Answer the five statements first."))
    if not queries.is_current(version):
        raise ValidationError(_("A newer version has been published. Answer that one instead."))
    if row.words != words:
        row.mark, row.reply = "", ""
    row.words, row.clear, row.convinced, row.answered_on = words, clear, convinced, clock.today()
    row.save()
    letters.settle(by.pk, "alignment", "purpose", version.pk)
    return row


@action(Event.PURPOSE_WORDS_MARKED)
def mark_words(row: Reading, *, by: Actor, mark: str, reply: str = "") -> Reading:
    """Say whether a leader's words mean the same; where they do not, with a reply that they see."""
    require(may(by, permissions.can_mark, row) and within(by, row.version))
    if mark not in Reading.Mark.values:
        raise ValidationError({"mark": _("Choose one of the three.")})
    if mark != Reading.Mark.SAME and not reply.strip():
        raise ValidationError({"reply": _("Write a reply: what do you mean that they did not say?")})
    row.mark, row.reply = mark, reply.strip()
    row.save(update_fields=["mark", "reply"])
    note(mark=mark)
    return row


@action(Event.PURPOSE_ANSWERS_CLEARED)
def clear_answers(organisation: Organisation, *, by: Actor, before: date) -> Organisation:
    """Let go of what leaders last read or answered before a day: names, words, ratings and statements."""
    require(isinstance(by, System) and by.organisation_id == organisation.pk)
    note(answers=queries.answers_before(organisation.pk, before).delete()[1].get("alignment.Reading", 0))
    return organisation


@action(Event.PURPOSE_LEADERS_REMINDED)
def remind_leaders(organisation: Organisation, *, by: Actor) -> Organisation:
    """Send what waits to leaders now: still at most one letter a week each."""
    require(may(by, permissions.can_write_purpose, organisation.pk) and by.organisation_id == organisation.pk)
    note(letters=len(letters.send_letters_now(organisation, by=by)))
    return organisation


def _write_statements(version: PurposeVersion, statements: Sequence[tuple[str, bool, str]]) -> None:
    version.statements.all().delete()
    Statement.objects.bulk_create(
        Statement(version=version, position=position, text=text, is_meant=is_meant, explanation=explanation)
        for position, (text, is_meant, explanation) in enumerate(statements, start=1)
    )

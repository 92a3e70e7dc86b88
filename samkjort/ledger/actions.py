"""All that can happen to comments and input."""

import uuid
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.journal.actions import Actor, action, note
from samkjort.journal.events import Event
from samkjort.people.models import Member
from samkjort.people.permissions import may, require, within

from .models import LONGEST, Comment, Input, Outcome
from .permissions import can_answer_input, can_talk, can_withdraw
from .registry import link


@action(Event.COMMENT_ADDED)
def comment(
    room: str, kind: str, object_id: int, *, by: Actor, text: str, submission: uuid.UUID | None = None
) -> Comment:
    """Say something about a thing."""
    require(may(by, can_talk, room, kind, object_id))
    note(room=room, kind=kind, object_id=object_id)
    return Comment.objects.create(
        organisation_id=by.organisation_id,
        room=room,
        kind=kind,
        object_id=object_id,
        by_id=by.pk,
        text=_words(text),
        written_at=clock.now(),
        submission=submission or uuid.uuid4(),
    )


@action(Event.COMMENT_WITHDRAWN)
def withdraw_comment(comment_: Comment, *, by: Actor) -> Comment:
    """Take back what one said: the words are gone, the line that there was a comment stays."""
    require(may(by, can_withdraw, comment_) and within(by, comment_))
    comment_.text, comment_.withdrawn_at = "", clock.now()
    comment_.save(update_fields=["text", "withdrawn_at"])
    return comment_


@action(Event.INPUT_GIVEN)
def give_input(
    room: str,
    kind: str,
    object_id: int,
    *,
    by: Actor,
    text: str,
    promised_on: date | None = None,
    submission: uuid.UUID | None = None,
) -> Input:
    """Ask a question or give advice about a thing, by name; where the thing says so, with a day for the answer."""
    require(may(by, can_talk, room, kind, object_id))
    about = link(by, room, kind, object_id) if isinstance(by, Member) else None
    if promised_on is None and about is not None and about.answered_within is not None:
        promised_on = clock.add_working_days(clock.today(), about.answered_within)
    note(room=room, kind=kind, object_id=object_id)
    return Input.objects.create(
        organisation_id=by.organisation_id,
        room=room,
        kind=kind,
        object_id=object_id,
        by_id=by.pk,
        text=_words(text),
        given_at=clock.now(),
        promised_on=promised_on,
        submission=submission or uuid.uuid4(),
    )


@action(Event.INPUT_PROMISED)
def promise_answer(input_: Input, *, by: Actor, promised_on: date) -> Input:
    """Promise an answer by a day."""
    require(may(by, can_answer_input, input_) and within(by, input_))
    if input_.outcome:
        raise ValidationError(_("This has been answered already."))
    _check_day(promised_on)
    input_.promised_on = promised_on
    input_.save(update_fields=["promised_on"])
    note(promised_on=promised_on.isoformat())
    return input_


@action(Event.INPUT_ANSWERED)
def answer_input(
    input_: Input, *, by: Actor, outcome: str, answer: str = "", promised_on: date | None = None, led_to: str = ""
) -> Input:
    """Answer: we do it (`will`), we do not, because … (`wont`), or an answer by a promised day (`later`)."""
    require(may(by, can_answer_input, input_) and within(by, input_))
    note(outcome=outcome)
    if outcome == "later":
        if promised_on is None:
            raise ValidationError({"promised_on": _("Say by which day the answer comes.")})
        return promise_answer(input_, by=by, promised_on=promised_on)
    if outcome not in Outcome.values:
        raise ValidationError({"outcome": _("Choose what the answer is.")})
    if outcome == Outcome.WONT and not answer.strip():
        raise ValidationError({"answer": _("Say why not.")})
    input_.outcome, input_.answer = outcome, _words(answer, "answer") if answer.strip() else ""
    input_.led_to = led_to.strip()[:200]
    input_.answered_at, input_.answered_by_id = clock.now(), by.pk
    input_.save(update_fields=["outcome", "answer", "led_to", "answered_at", "answered_by"])
    return input_


def _check_day(day: date) -> None:
    if day < clock.today():
        raise ValidationError({"promised_on": _("The day has passed. Choose today or later.")})


def _words(text: str, field: str = "text") -> str:
    text = text.strip()
    if not text:
        raise ValidationError({field: _("Write something first.")})
    if len(text) > LONGEST:
        raise ValidationError(
            {
                field: _("This is %(length)d characters. There is room for %(longest)d.")
                % {"length": len(text), "longest": LONGEST}
            }
        )
    if "\x00" in text:
        raise ValidationError({field: _("This text holds characters that cannot be kept.")})
    return text

"""How Samkjørt writes: `@action` is one verb, one transaction, one journal row.

An action names its actor by the keyword `by`, which has no default. Permission is checked inside it. What shall
happen afterwards goes into the outbox with `tell`, in the same transaction. While an action runs, `running` names it;
the tests fail every write to our tables that happens while nothing runs.
"""

import functools
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ParamSpec, Protocol, TypeVar, cast

from django.db import models, transaction

from samkjort import clock

from .events import Event
from .models import ActorName, Entry, Heartbeat, Outbox, SecurityEntry

P = ParamSpec("P")
R = TypeVar("R")

running: ContextVar[tuple[str, ...]] = ContextVar("running", default=())
request_id: ContextVar[uuid.UUID | None] = ContextVar("request_id", default=None)
_notes: ContextVar[dict[str, Any] | None] = ContextVar("notes", default=None)

SECURITY_LOG_KEPT = timedelta(days=90)


class Actor(Protocol):
    """Who acts: a member, or `System`."""

    @property
    def pk(self) -> Any:
        """Key of the member; None for the system."""

    @property
    def name(self) -> str:
        """The name to be kept with the journal row."""

    @property
    def organisation_id(self) -> int:
        """The organisation in which they act."""


@dataclass(frozen=True)
class System:
    """The explicit actor of what nobody presses: the worker, the command line, the demo's builder."""

    organisation_id: int
    name: str = "Samkjørt"
    pk: None = None


@dataclass(frozen=True)
class Installation:
    """The actor of what founds an organisation: its journal row belongs to the organisation that the action returns."""

    organisation_id: int = 0
    name: str = "Samkjørt"
    pk: None = None


def action(event: Event) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function an action: atomic, journalled as `event`, with the actor taken from its keyword `by`.

    The journal row is about what the function returns where that is a stored model, else about its first argument.
    An inner action joins the outer one's transaction without a savepoint of its own, and writes its own journal row.
    """
    event = Event(event)

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(function)
        def act(*args: P.args, **kwargs: P.kwargs) -> R:
            actor = cast(Actor, kwargs["by"])
            outer = running.get()
            names = running.set((*outer, event.value))
            notes = _notes.set({})
            try:
                # Closes the race between what the action wrote and its journal row: both stand, or neither.
                with transaction.atomic(savepoint=not outer):
                    result = function(*args, **kwargs)
                    subject = result if isinstance(result, models.Model) and result.pk else (args[0] if args else None)
                    _record(event, actor, subject, _notes.get() or {})
            finally:
                _notes.reset(notes)
                running.reset(names)
            return result

        act.event = event  # type: ignore[attr-defined]  # read by the house tests
        return act

    return decorate


def note(**facts: Any) -> None:
    """Add facts to the journal row of the action that is running. Numbers, dates, choices: never names or free text."""
    notes = _notes.get()
    if notes is None:
        raise RuntimeError("note() is called inside an action")
    notes.update(facts)


def tell(kind: str, *, organisation_id: int, after: timedelta = timedelta(0), **payload: Any) -> Outbox:
    """Leave work for after this transaction in the outbox; `kind` has a handler registered in a room's `tasks.py`."""
    moment = clock.now()
    return Outbox.objects.create(
        organisation_id=organisation_id, kind=kind, payload=payload, created_at=moment, due_at=moment + after
    )


@contextmanager
def housekeeping(name: str) -> Iterator[None]:
    """Let the machinery write its own rows (outbox, heartbeat, security log), which are no acts of anybody."""
    token = running.set((*running.get(), name))
    try:
        yield
    finally:
        running.reset(token)


def record_security(kind: str, *, organisation_id: int | None, member_id: int | None, **facts: Any) -> None:
    """Write one row to the security log, and let go of what is older than 90 days."""
    moment = clock.now()
    with housekeeping("security"):
        SecurityEntry.objects.create(
            organisation_id=organisation_id, kind=kind, member_id=member_id, facts=facts, at=moment
        )
        SecurityEntry.objects.filter(at__lt=moment - SECURITY_LOG_KEPT).delete()


def beat(name: str) -> None:
    """Say that a process of this name is alive now."""
    with housekeeping("heartbeat"):
        Heartbeat.objects.update_or_create(name=name, defaults={"at": clock.real_now()})


def forget_name(member_pk: int, replacement: str) -> None:
    """Replace a person's kept name everywhere in the journal: part of erasure, called inside that action.

    All who are erased share one row, so that the row's own key does not hold one person's acts together.
    """
    forgotten = ActorName.objects.filter(actor=None, name=replacement).first()
    if forgotten is None:
        forgotten = ActorName.objects.create(name=replacement)
    Entry.objects.filter(actor_name__actor_id=member_pk).update(actor_name=forgotten)
    ActorName.objects.filter(actor_id=member_pk).delete()


def _record(event: Event, actor: Actor, subject: object, facts: dict[str, Any]) -> None:
    room, kind, object_id = _name_of(subject)
    Entry.objects.create(
        organisation_id=actor.organisation_id or cast(int, object_id),
        event=event.value,
        actor_id=actor.pk,
        actor_name_id=_actor_name(actor),
        room=room,
        kind=kind,
        object_id=object_id,
        facts=facts,
        request_id=request_id.get() or uuid.uuid4(),
        at=clock.now(),
    )


def _actor_name(actor: Actor) -> int | None:
    if actor.pk is None:
        return None
    known = ActorName.objects.filter(actor_id=actor.pk).values_list("pk", flat=True).first()
    return known or ActorName.objects.create(actor_id=actor.pk, name=actor.name).pk


def _name_of(subject: object) -> tuple[str, str, int | None]:
    """The (room, kind, id) by which a thing is named everywhere."""
    if not isinstance(subject, models.Model):
        return "", "", None
    return type(subject).__module__.split(".")[1], subject._meta.model_name or "", cast("int | None", subject.pk)

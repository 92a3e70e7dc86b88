"""Reading comments and input: only about things that the reader may see."""

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.http import Http404

from samkjort import clock
from samkjort.people.models import Member

from .models import LONGEST, Comment, Input, InputQuerySet
from .permissions import can_answer, can_withdraw, may_talk
from .registry import Link, link, links


@dataclass(frozen=True)
class Said:
    """A comment as one reader sees it."""

    comment: Comment
    can_withdraw: bool


@dataclass(frozen=True)
class Talk:
    """What is said about one thing, for `ledger/_comments.html` and `ledger/_inputs.html`."""

    room: str
    kind: str
    id: int
    comments: list[Said]
    inputs: list[Input]
    can_comment: bool
    can_answer: bool
    whistleblowing_url: str
    longest: int = LONGEST
    submission: uuid.UUID = field(default_factory=uuid.uuid4)
    input_submission: uuid.UUID = field(default_factory=uuid.uuid4)


def thing(member: Member, room: str, kind: str, object_id: int) -> Link:
    """The thing as the member may see it; 404 where they may not."""
    found = link(member, room, kind, object_id)
    if found is None:
        raise Http404
    return found


def comments(member: Member, room: str, kind: str, object_id: int) -> QuerySet[Comment]:
    """What is said about a thing that the member may see, in the order in which it was said."""
    about = thing(member, room, kind, object_id)
    rows = Comment.objects.filter(
        organisation_id=member.organisation_id, room=room, kind=kind, object_id=object_id
    ).select_related("by")
    return (rows.filter(by=member) if about.own_only else rows).order_by("written_at", "pk")


def comment(member: Member, pk: int) -> Comment:
    """One comment about a thing that the member may see."""
    found = Comment.objects.filter(organisation_id=member.organisation_id, pk=pk).select_related("by").first()
    if found is None or not thing(member, found.room, found.kind, found.object_id).shows(member, found.by_id):
        raise Http404
    return found


def inputs(
    member: Member, room: str | None = None, kind: str | None = None, object_id: int | None = None
) -> InputQuerySet:
    """Input that the member may see, newest first; about one room, kind or thing where these are given."""
    rows = Input.objects.filter(organisation_id=member.organisation_id)
    given = {"room": room, "kind": kind, "object_id": object_id}
    rows = rows.filter(**{name: value for name, value in given.items() if value is not None})
    seen = _seen(member, rows)
    told = [(row, seen.get((row.room, row.kind, row.object_id))) for row in rows]
    keys = [row.pk for row, about in told if about is not None and about.shows(member, row.by_id)]
    return rows.filter(pk__in=keys).select_related("by", "answered_by").order_by("-given_at", "-pk")


def _seen(member: Member, rows: InputQuerySet) -> dict[tuple[str, str, int], Link]:
    """The things that these rows are about, of those that the member may see: as many look-ups as there are kinds."""
    by_kind: dict[tuple[str, str], set[int]] = defaultdict(set)
    for room, kind, object_id in rows.values_list("room", "kind", "object_id").distinct().order_by():
        by_kind[room, kind].add(object_id)
    return {
        (room, kind, object_id): found
        for (room, kind), ids in by_kind.items()
        for object_id, found in links(member, room, kind, sorted(ids)).items()
    }


def input_(member: Member, pk: int) -> Input:
    """One piece of input about a thing that the member may see."""
    found = (
        Input.objects.filter(organisation_id=member.organisation_id, pk=pk).select_related("by", "answered_by").first()
    )
    if found is None or not thing(member, found.room, found.kind, found.object_id).shows(member, found.by_id):
        raise Http404
    return found


def inputs_about(organisation_id: int, room: str, kind: str, object_ids: Iterable[int]) -> InputQuerySet:
    """Input about several things, for the room that they belong to, which answers for who sees it."""
    return (
        Input.objects.filter(organisation_id=organisation_id, room=room, kind=kind, object_id__in=object_ids)
        .select_related("by", "answered_by")
        .order_by("-given_at", "-pk")
    )


def has_asked(member: Member, room: str, kind: str, object_id: int) -> bool:
    """Whether the member has given input about a thing, for the room that it belongs to."""
    return inputs_about(member.organisation_id, room, kind, [object_id]).filter(by=member).exists()


def unanswered(organisation_id: int) -> InputQuerySet:
    """Input without an outcome, that which was promised soonest first."""
    rows = Input.objects.filter(organisation_id=organisation_id).unanswered()
    return rows.order_by("promised_on", "given_at", "pk")


@dataclass(frozen=True)
class ToldInput:
    """A piece of input with the thing that it is about."""

    input: Input
    about: Link
    late: bool


@dataclass(frozen=True)
class InputLedger:
    """All input that a reader may see: what waits for an answer, and what has one."""

    waiting: list[ToldInput]
    answered: list[ToldInput]
    mine: int
    can_answer: bool


def ledger(member: Member) -> InputLedger:
    """The page of input."""
    rows = Input.objects.filter(organisation_id=member.organisation_id)
    seen = _seen(member, rows)
    told = [
        ToldInput(row, about, is_late(row))
        for row in rows.select_related("by", "answered_by").order_by("-given_at", "-pk")
        if (about := seen.get((row.room, row.kind, row.object_id))) and about.shows(member, row.by_id)
    ]
    waiting = [each for each in told if not each.input.outcome]
    waiting.sort(key=lambda each: (each.input.promised_on is None, each.input.promised_on or clock.today()))
    return InputLedger(
        waiting=waiting,
        answered=[each for each in told if each.input.outcome],
        mine=sum(each.input.by_id == member.pk for each in told),
        can_answer=can_answer(member, member.organisation_id),
    )


def is_late(row: Input) -> bool:
    """Whether the promised day has passed without an answer."""
    return not row.outcome and row.promised_on is not None and row.promised_on < clock.today()


def talk(member: Member, room: str, kind: str, object_id: int) -> Talk:
    """All that is said about one thing that the member may see, and whether they may join in."""
    about = thing(member, room, kind, object_id)
    inputs_ = inputs_about(member.organisation_id, room, kind, [object_id])
    return Talk(
        room=room,
        kind=kind,
        id=object_id,
        comments=[Said(row, can_withdraw(member, row)) for row in comments(member, room, kind, object_id)],
        inputs=[row for row in inputs_ if about.shows(member, row.by_id)],
        can_comment=may_talk(member, about),
        can_answer=can_answer(member, member.organisation_id),
        whistleblowing_url=member.organisation.whistleblowing_url,
    )


def talks(member: Member, room: str, kind: str, object_ids: Iterable[int]) -> dict[int, Talk]:
    """The comments on several things of one page, for the room that they belong to, which answers for who sees them."""
    ids = list(object_ids)
    said: dict[int, list[Said]] = {pk: [] for pk in ids}
    rows = Comment.objects.filter(organisation_id=member.organisation_id, room=room, kind=kind, object_id__in=ids)
    for row in rows.select_related("by").order_by("written_at", "pk"):
        said[row.object_id].append(Said(row, can_withdraw(member, row)))
    return {
        pk: Talk(
            room=room,
            kind=kind,
            id=pk,
            comments=said[pk],
            inputs=[],
            can_comment=not member.is_reader,
            can_answer=False,
            whistleblowing_url=member.organisation.whistleblowing_url,
        )
        for pk in ids
    }


def already_said(submission: uuid.UUID) -> bool:
    """Whether a form with this key has been received before."""
    return (
        Comment.objects.filter(submission=submission).exists() or Input.objects.filter(submission=submission).exists()
    )

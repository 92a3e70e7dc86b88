"""Reading the purpose and the answers to it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from samkjort.ledger import queries as ledger
from samkjort.ledger.models import Input
from samkjort.ledger.registry import Link, linkable
from samkjort.letters.registry import ask_kind
from samkjort.people import queries as people
from samkjort.people.models import Member

from .method import FEWEST_FOR_SPREAD, WORKING_DAYS_TO_ANSWER_QUESTION
from .models import PurposeVersion, Reading, Statement
from .permissions import can_answer, can_ask, can_read_answers, can_see_questions, can_write_purpose


@linkable("alignment", "purpose")
def link_purpose(member: Member, pk: int) -> Link | None:
    """A published version as something the leadership asks about; whoever has left it sees their own questions."""
    found = PurposeVersion.objects.filter(
        pk=pk, organisation_id=member.organisation_id, published_on__isnull=False
    ).first()
    if found is None:
        return None
    sees = can_see_questions(member, member.organisation_id)
    if not sees and not ledger.has_asked(member, "alignment", "purpose", pk):
        return None
    return Link(
        _("The purpose, version %(number)d") % {"number": found.number},
        reverse("alignment:purpose"),
        can_comment=can_ask(member, member.organisation_id),
        own_only=not sees,
        answered_within=WORKING_DAYS_TO_ANSWER_QUESTION,
    )


@ask_kind(room="alignment", kind="purpose", url_name="alignment:answer", pages={"alignment:answer"}, url_kwarg="pk")
def _purpose_in_a_line(facts: dict[str, Any]) -> str:
    return _("Why we try OKR: read it, and say what it means to you")


def published(organisation_id: int) -> PurposeVersion | None:
    """The version that holds now."""
    return (
        PurposeVersion.objects.filter(organisation_id=organisation_id, published_on__isnull=False)
        .prefetch_related("priorities", "statements")
        .order_by("-number")
        .first()
    )


def draft(organisation_id: int) -> PurposeVersion | None:
    """The version that is being written."""
    return (
        PurposeVersion.objects.filter(organisation_id=organisation_id, published_on=None)
        .prefetch_related("priorities", "statements")
        .first()
    )


def draft_to_write(member: Member) -> PurposeVersion:
    """The draft, for whoever may write it."""
    found = draft(member.organisation_id) if can_write_purpose(member, member.organisation_id) else None
    if found is None:
        raise Http404
    return found


def version_to_answer(member: Member, pk: int) -> PurposeVersion:
    """A published version that this leader may answer."""
    found = (
        PurposeVersion.objects.filter(pk=pk, organisation_id=member.organisation_id)
        .prefetch_related("priorities", "statements")
        .first()
    )
    if found is None or not can_answer(member, found):
        raise Http404
    return found


def is_current(version: PurposeVersion) -> bool:
    """Whether no later version has been published: until then answers can be changed."""
    return not PurposeVersion.objects.filter(
        organisation_id=version.organisation_id, published_on__isnull=False, number__gt=version.number
    ).exists()


def reading(version: PurposeVersion, member: Member) -> Reading | None:
    """What this leader has read and answered."""
    return Reading.objects.filter(version=version, member=member).prefetch_related("answers").first()


def answers_before(organisation_id: int, day: date) -> QuerySet[Reading]:
    """What was last read or answered before a day."""
    return Reading.objects.filter(version__organisation_id=organisation_id, read_on__lt=day).filter(
        Q(answered_on=None) | Q(answered_on__lt=day)
    )


def reading_to_mark(member: Member, pk: int) -> Reading:
    """A leader's answer, for the OKR lead."""
    found = (
        Reading.objects.filter(pk=pk, version__organisation_id=member.organisation_id)
        .select_related("version", "member")
        .first()
    )
    if found is None or not can_read_answers(member, member.organisation_id):
        raise Http404
    return found


@dataclass(frozen=True)
class PurposeState:
    """Where step 1 stands: numbers, never names."""

    version_number: int | None
    leaders: int
    read: int
    understood: int
    unmarked_words: int
    unanswered_inputs: int


def purpose_state(organisation_id: int, day: date) -> PurposeState:
    """Step 1 as it stands: among those who sit in the leadership group now, for the version that holds now."""
    leaders = set(people.leaders(organisation_id).values_list("pk", flat=True))
    version = (
        PurposeVersion.objects.filter(organisation_id=organisation_id, published_on__lte=day)
        .order_by("-number")
        .first()
    )
    readings = list(Reading.objects.filter(version=version, member__in=leaders)) if version else []
    waiting = ledger.unanswered(organisation_id).filter(room="alignment").count()
    return PurposeState(
        version_number=version.number if version else None,
        leaders=len(leaders),
        read=len(readings),
        understood=sum(row.has_understood for row in readings),
        unmarked_words=sum(bool(row.words) and not row.mark for row in readings),
        unanswered_inputs=waiting,
    )


@dataclass(frozen=True)
class Missing:
    """A leader and what they have not done yet."""

    member: Member
    read: bool
    checked: bool
    answered: bool


def missing(member: Member) -> list[Missing]:
    """By name, who has not read or answered: for the OKR lead alone."""
    if not can_read_answers(member, member.organisation_id):
        raise Http404
    version = published(member.organisation_id)
    known = {row.member_id: row for row in Reading.objects.filter(version=version)} if version else {}
    lines = []
    for leader in people.leaders(member.organisation_id):
        row = known.get(leader.pk)
        lines.append(
            Missing(
                leader,
                read=row is not None,
                checked=row is not None and row.checked_on is not None,
                answered=row is not None and row.answered_on is not None,
            )
        )
    return lines


@dataclass(frozen=True)
class Misread:
    """A statement, and how many took it otherwise than it was meant."""

    statement: Statement
    answered: int
    otherwise: int


def misread(version: PurposeVersion) -> list[Misread]:
    """Each statement with how many misunderstood it, before they saw the key."""
    rows = version.statements.annotate(
        answered=Count("answers"),
        meant=Count("answers", filter=Q(answers__says_meant=True)),
    ).order_by("position")
    return [Misread(row, row.answered, row.answered - row.meant if row.is_meant else row.meant) for row in rows]


def words(version: PurposeVersion) -> QuerySet[Reading]:
    """The leaders' own words, those that wait for the OKR lead first."""
    return (
        Reading.objects.filter(version=version)
        .exclude(words="")
        .select_related("member")
        .order_by("mark", "answered_on", "pk")
    )


@dataclass(frozen=True)
class Spread:
    """How a rating is spread: how many chose each number from 0 to 10. Nobody's name."""

    counts: list[int]
    n: int

    @property
    def boxes(self) -> list[tuple[int, int]]:
        """(number, how many)."""
        return list(enumerate(self.counts))


def spread(version: PurposeVersion, what: str) -> Spread | None:
    """How `clear` or `convinced` is spread; nothing where fewer than three have answered."""
    values = [
        value for value in Reading.objects.filter(version=version).values_list(what, flat=True) if value is not None
    ]
    if len(values) < FEWEST_FOR_SPREAD:
        return None
    counted = Counter(values)
    return Spread([counted[n] for n in range(11)], len(values))


def own_questions(version: PurposeVersion, member: Member) -> QuerySet[Input]:
    """What this leader has asked about the version, with the day that an answer is promised."""
    return ledger.inputs_about(version.organisation_id, "alignment", "purpose", [version.pk]).filter(by=member)


def answers_of(row: Reading | None) -> dict[int, bool]:
    """What was answered to each statement."""
    return {answer.statement_id: answer.says_meant for answer in row.answers.all()} if row else {}


def versions(member: Member) -> QuerySet[PurposeVersion]:
    """Every published version, newest first."""
    return (
        PurposeVersion.objects.filter(organisation_id=member.organisation_id, published_on__isnull=False)
        .prefetch_related(Prefetch("statements"))
        .order_by("-number")
    )

"""Reading asks: what one owes, what waits, and what fits into one letter."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404

from samkjort import clock
from samkjort.people.models import Member, MemberQuerySet

from ..models import MOST_MINUTES, Ask, AskQuerySet, Letter, LetterKind, PersonalLink, StoppedLetters
from ..permissions import can_see_waiting
from ..registry import kind_of, reminders


@dataclass(frozen=True)
class ToldAsk:
    """An ask as it is shown: in a line, with the address where it is done."""

    ask: Ask
    title: str
    address: str


def open_asks(member: Member) -> AskQuerySet:
    """What a member owes, most important first; what the OKR lead holds back is not owed yet."""
    return Ask.objects.open().let_go().filter(of=member).select_related("by").most_important_first()


def asks_about(organisation_id: int, room: str, kind: str, object_id: int) -> AskQuerySet:
    """Every ask about one thing, also those that are done, with whom it was asked of."""
    return (
        Ask.objects.filter(organisation_id=organisation_id, room=room, kind=kind, object_id=object_id)
        .select_related("of", "by")
        .order_by("of__name", "pk")
    )


def told(asks: Iterable[Ask]) -> list[ToldAsk]:
    """Asks with their line and address, in the reader's language."""
    return [ToldAsk(ask, line(ask), address(ask)) for ask in asks]


def line(ask: Ask) -> str:
    """What is asked, in one line."""
    return kind_of(ask.room, ask.kind).in_a_line(ask.facts)


def address(ask: Ask) -> str:
    """Where it is done."""
    return kind_of(ask.room, ask.kind).address(ask.object_id)


def fits(asks: Iterable[Ask]) -> list[Ask]:
    """Of asks in order of importance, those that go into one letter: at most five minutes in all."""
    left, chosen = MOST_MINUTES, []
    for ask in asks:
        if ask.minutes <= left:
            chosen.append(ask)
            left -= ask.minutes
    return chosen


def owing(organisation_id: int) -> set[tuple[str, int]]:
    """Who is not done with what comes every week, as (room, key of the member)."""
    return {(each.room, pk) for each in reminders() for pk in each.who_owes(organisation_id)}


def reachable(organisation_id: int) -> MemberQuerySet:
    """Current members who have an address and have not stopped the letters."""
    return (
        Member.objects.current()
        .filter(organisation_id=organisation_id, stopped_letters=None)
        .exclude(email="")
        .select_related("organisation")
        .order_by("pk")
    )


def without_letter(members: MemberQuerySet, week: str) -> MemberQuerySet:
    """Of the members, those to whom no letter has gone this week."""
    gone = Letter.objects.filter(to=OuterRef("pk"), week=week, kind=LetterKind.WEEKLY)
    return members.filter(~Exists(gone))


def with_asks(members: MemberQuerySet, *, beside_the_weekly: bool = False) -> MemberQuerySet:
    """Of the members, those of whom something is asked that may be sent; or something beside what comes every week."""
    asks = Ask.objects.open().let_go().filter(of=OuterRef("pk"))
    if beside_the_weekly:
        for each in reminders():
            asks = asks.exclude(room=each.room, kind=each.kind)
    return members.filter(Exists(asks))


@dataclass(frozen=True)
class WaitingFor:
    """What waits for one leader: what goes next, what must wait for another week, what is held back."""

    member: Member
    next_letter: list[ToldAsk]
    later: list[ToldAsk]
    held_back: list[ToldAsk]
    had_letter: bool
    stopped: bool
    refused: bool

    @property
    def minutes(self) -> int:
        """What the next letter asks for in all."""
        return sum(each.ask.minutes for each in self.next_letter)

    @property
    def is_asked(self) -> bool:
        """Whether anything at all is asked of them now."""
        return bool(self.next_letter or self.later or self.held_back)

    @property
    def reachable(self) -> bool:
        """Whether a letter can go to them at all."""
        return bool(self.member.email) and not self.stopped


def waiting(reader: Member) -> list[WaitingFor]:
    """What waits for each member of the leadership group; for the OKR lead alone. The same queries for any number."""
    if not can_see_waiting(reader, reader.organisation_id):
        raise Http404
    leaders = list(Member.objects.leaders(reader.organisation_id))
    keys = [leader.pk for leader in leaders]
    asks = list(Ask.objects.open().filter(of__in=keys).select_related("by").most_important_first())
    had = set(
        Letter.objects.filter(to__in=keys, week=clock.week(clock.today()), kind=LetterKind.WEEKLY).values_list(
            "to_id", flat=True
        )
    )
    stopped = set(StoppedLetters.objects.filter(member__in=keys).values_list("member_id", flat=True))
    refused = set(
        PersonalLink.objects.filter(member__in=keys, refused=True, ask__in=[ask.pk for ask in asks]).values_list(
            "member_id", flat=True
        )
    )
    return [_waiting_for(leader, asks, had, stopped, refused) for leader in leaders]


def _waiting_for(leader: Member, asks: list[Ask], had: set[int], stopped: set[int], refused: set[int]) -> WaitingFor:
    own = [ask for ask in asks if ask.of_id == leader.pk]
    sendable = [ask for ask in own if not ask.held_back]
    chosen = fits(sendable)
    return WaitingFor(
        member=leader,
        next_letter=told(chosen),
        later=told(ask for ask in sendable if ask not in chosen),
        held_back=told(ask for ask in own if ask.held_back),
        had_letter=leader.pk in had,
        stopped=leader.pk in stopped,
        refused=leader.pk in refused,
    )


def ask_of_leader(reader: Member, pk: int) -> Ask:
    """One open ask of somebody in the leadership group, for whoever chooses what is sent."""
    leaders = Member.objects.leaders(reader.organisation_id)
    found = Ask.objects.open().filter(pk=pk, organisation_id=reader.organisation_id, of__in=leaders).first()
    if found is None or not can_see_waiting(reader, reader.organisation_id):
        raise Http404
    return found

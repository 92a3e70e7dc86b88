"""What other rooms tell this one: which kinds of ask there are, and who owes something every week.

A room registers its kinds in its `queries.py`, which is found when Django starts::

    @ask_kind(room="alignment", kind="purpose", url_name="alignment:answer",
              pages={"alignment:answer", "alignment:save-answer"}, url_kwarg="pk")
    def purpose_in_a_line(facts: dict[str, Any]) -> str:
        return _("Why we use OKR: read it and say what you think")

    @weekly_reminder
    def who_owes(organisation_id: int) -> Iterable[int]: ...   # keys of the members who are not done this week

The decorated function says in one line what is asked, in the reader's language: subject of a letter of one ask,
heading of the greeting, line on My page. The ask itself is told in `<room>/ask/<kind>.txt` and `.html`, which get
`ask`, `facts`, `organisation`, `member`, `link` (whole address) and `minutes`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

InALine = Callable[[dict[str, Any]], str]
WhoOwes = Callable[[int], Iterable[int]]

ALWAYS_OPEN = frozenset({"people:stored-about-me", "people:say-informed"})  # to be told comes before to answer


@dataclass(frozen=True)
class AskKind:
    """One kind of ask: where it leads, and which pages its personal link opens."""

    room: str
    kind: str
    url_name: str
    pages: frozenset[str]
    url_kwarg: str | None
    in_a_line: InALine

    def address(self, object_id: int) -> str:
        """The address of the page where it is done."""
        return reverse(self.url_name, kwargs={self.url_kwarg: object_id} if self.url_kwarg else {})

    def opens(self, page: str, kwargs: Mapping[str, Any], object_id: int) -> bool:
        """Whether a link to this kind, about that thing, opens a page with these parts in its address."""
        if page in ALWAYS_OPEN:
            return True
        return page in self.pages and dict(kwargs) == ({self.url_kwarg: object_id} if self.url_kwarg else {})


@dataclass(frozen=True)
class WeeklyReminder:
    """Who owes something every week, and the kind of ask that reminds them; its object is the member."""

    room: str
    kind: str
    who_owes: WhoOwes


_kinds: dict[tuple[str, str], AskKind] = {}
_reminders: list[WeeklyReminder] = []


def ask_kind(
    *, room: str, kind: str, url_name: str, pages: Iterable[str] = (), url_kwarg: str | None = None
) -> Callable[[InALine], InALine]:
    """Register a kind of ask; the decorated function says in one line what is asked."""

    def register(function: InALine) -> InALine:
        if (room, kind) in _kinds:
            raise ValueError(f"Two kinds of ask called {room}.{kind}")
        _kinds[room, kind] = AskKind(room, kind, url_name, frozenset({url_name, *pages}), url_kwarg, function)
        return function

    return register


def weekly_reminder(function: WhoOwes) -> WhoOwes:
    """Register who owes something each week; its kind of ask is `my-week` in the function's own room."""
    _reminders.append(WeeklyReminder(function.__module__.split(".")[1], "my-week", function))
    return function


def kind_of(room: str, kind: str) -> AskKind:
    """The kind of that name; LookupError where no room has registered it."""
    try:
        return _kinds[room, kind]
    except KeyError:
        raise LookupError(f"No kind of ask called {room}.{kind}") from None


def kinds() -> list[AskKind]:
    """Every kind of ask."""
    return list(_kinds.values())


def reminders() -> list[WeeklyReminder]:
    """All who owe something each week, by room."""
    return list(_reminders)

"""Which things one can talk about: named by (room, kind, id), each registered in its room's `queries.py`.

    @linkable("okr", "objective")
    def link_objective(member: Member, pk: int) -> Link | None: ...

The function answers with nothing where the member may not see the thing. Where a page lists input about many things,
a room may also give all at once with `@linkable_many`, so that the page's queries do not grow.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from samkjort.people.models import Member


@dataclass(frozen=True)
class Link:
    """A thing that one can talk about: its title, its address, and whether this reader may talk there.

    `own_only` where the reader sees there only what they said themselves; `answered_within` is how many working days
    an answer to input is promised in where nobody says another day.
    """

    title: str
    address: str
    can_comment: bool
    own_only: bool = False
    answered_within: int | None = None

    def shows(self, member: Member, by_id: int | None) -> bool:
        """Whether the reader sees what this person has said about it."""
        return not self.own_only or by_id == member.pk


FindLink = Callable[[Member, int], Link | None]
FindLinks = Callable[[Member, Iterable[int]], dict[int, Link]]
_one: dict[tuple[str, str], FindLink] = {}
_many: dict[tuple[str, str], FindLinks] = {}


def linkable(room: str, kind: str) -> Callable[[FindLink], FindLink]:
    """Register how a thing of this kind is found for a reader."""

    def register(function: FindLink) -> FindLink:
        if (room, kind) in _one:
            raise ValueError(f"Two ways to find {room}.{kind}")
        _one[room, kind] = function
        return function

    return register


def linkable_many(room: str, kind: str) -> Callable[[FindLinks], FindLinks]:
    """Register how many things of this kind are found at once."""

    def register(function: FindLinks) -> FindLinks:
        if (room, kind) in _many:
            raise ValueError(f"Two ways to find many {room}.{kind}")
        _many[room, kind] = function
        return function

    return register


def link(member: Member, room: str, kind: str, object_id: int) -> Link | None:
    """The thing as this reader may see it; nothing where they may not, or where there is no such kind."""
    find = _one.get((room, kind))
    return find(member, object_id) if find else None


def links(member: Member, room: str, kind: str, ids: Iterable[int]) -> dict[int, Link]:
    """The things of one kind that this reader may see."""
    find_many = _many.get((room, kind))
    if find_many is not None:
        return find_many(member, ids)
    found = {pk: link(member, room, kind, pk) for pk in ids}
    return {pk: one for pk, one in found.items() if one is not None}

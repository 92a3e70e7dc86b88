"""Who may do what with people, areas and the organisation. Plain functions: each answers one question."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied

from samkjort.journal.actions import Actor, System

from .models import Area, Member, Organisation, Seat


def belongs(member: Member, organisation_id: int) -> bool:
    """Whether the member is a current member of that organisation: the ground of every other permission."""
    return member.organisation_id == organisation_id and member.is_current


def is_leader(member: Member) -> bool:
    """Whether they sit in the organisation's top leadership group."""
    known = member.__dict__.get("in_top_leadership")
    return bool(known) if known is not None else Seat.objects.filter(member=member, group__area=None).exists()


def leads(member: Member, area: Area) -> bool:
    """Whether they lead the area itself."""
    return area.lead_id == member.pk and belongs(member, area.organisation_id)


def can_write(member: Member) -> bool:
    """Whether they may do more than read."""
    return member.is_current and not member.is_reader


def can_drive(member: Member, organisation_id: int) -> bool:
    """Whether they drive the introduction: the OKR lead, or a guest facilitator within their time."""
    return belongs(member, organisation_id) and (member.is_okr_lead or member.is_facilitator)


def can_administer(member: Member, organisation_id: int) -> bool:
    """Whether they may change members, areas, roles and settings."""
    return belongs(member, organisation_id) and member.is_administrator


def can_change_people(member: Member, organisation_id: int) -> bool:
    """Whether they may invite members without roles and change areas: administrator or OKR lead."""
    return belongs(member, organisation_id) and (member.is_administrator or member.is_okr_lead)


def can_change_leadership(member: Member, organisation_id: int) -> bool:
    """Whether they may form the leadership group and seat leaders."""
    return can_change_people(member, organisation_id)


def can_see_whole_road(member: Member, organisation_id: int) -> bool:
    """OKR lead, facilitator, sponsor and administrator see the road whole."""
    return can_drive(member, organisation_id) or (
        belongs(member, organisation_id) and (member.is_sponsor or member.is_administrator)
    )


def can_see_names_of_missing(member: Member, organisation_id: int) -> bool:
    """By name within the leadership group: the OKR lead alone."""
    return belongs(member, organisation_id) and member.is_okr_lead


def can_record_discussion(member: Member, organisation_id: int) -> bool:
    """The OKR lead answers for it; the sponsor may too."""
    return belongs(member, organisation_id) and (member.is_okr_lead or member.is_sponsor)


def can_read_security_log(member: Member, organisation: Organisation) -> bool:
    """Administrators, with a written reason."""
    return can_administer(member, organisation.pk)


def is_oneself(member: Member, other: Member) -> bool:
    """Own settings, and what is stored about one, are one's own business alone."""
    return member.pk == other.pk and member.is_current


def can_change_member(member: Member, other: Member) -> bool:
    """Whether they may change a person's name, title and area."""
    return can_change_people(member, other.organisation_id)


def within(by: Actor, *things: Any) -> bool:
    """Whether all that is given belongs to the actor's own organisation; None stands for nothing."""
    return all(thing is None or thing.organisation_id == by.organisation_id for thing in things)


def may(by: Actor, check: Callable[..., bool], *about: Any) -> bool:
    """Whether the actor may: the system may all in its own organisation, a member what `check(member, …)` says."""
    return isinstance(by, System) or check(by, *about)


def require(allowed: bool) -> None:
    """Refuse the act where it is not allowed."""
    if not allowed:
        raise PermissionDenied

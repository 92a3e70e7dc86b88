"""Who may ask, hold back and send."""

from samkjort.people.models import Member
from samkjort.people.permissions import belongs, can_drive, can_write, is_leader


def can_ask(member: Member, organisation_id: int) -> bool:
    """Whoever may write may ask; what each room asks for is decided in that room."""
    return belongs(member, organisation_id) and can_write(member)


def can_see_waiting(member: Member, organisation_id: int) -> bool:
    """What waits to be sent to leaders, by name: the OKR lead alone."""
    return belongs(member, organisation_id) and member.is_okr_lead


def can_choose(member: Member, organisation_id: int) -> bool:
    """Hold back, let go and send now: the OKR lead alone."""
    return can_see_waiting(member, organisation_id)


def can_send_now(member: Member, organisation_id: int) -> bool:
    """Send the week's letters at once: whoever drives the introduction, and the leadership that they speak for."""
    return can_drive(member, organisation_id) or (
        belongs(member, organisation_id) and (member.is_sponsor or is_leader(member))
    )

"""Who may say what the organisation's priorities are."""

from samkjort.people.models import Member
from samkjort.people.permissions import belongs


def can_change_priorities(member: Member, organisation_id: int) -> bool:
    """The OKR lead writes them down, or the sponsor, or an administrator."""
    return belongs(member, organisation_id) and (member.is_okr_lead or member.is_sponsor or member.is_administrator)

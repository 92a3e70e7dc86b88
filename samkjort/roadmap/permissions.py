"""Who sees how much of the road."""

from samkjort.people.models import Member
from samkjort.people.permissions import can_see_whole_road, is_leader


def can_see_missing(member: Member) -> bool:
    """OKR lead, facilitator, sponsor and administrator see how many are missing."""
    return can_see_whole_road(member, member.organisation_id)


def can_see_next_step(member: Member) -> bool:
    """The leadership group and employee representatives see the road too, without who is missing."""
    return can_see_missing(member) or is_leader(member) or member.is_employee_representative

"""Who may see, write and follow up OKRs. Published OKRs are open to the whole organisation; drafts to their area."""

from django.db.models import Q

from samkjort.people.models import Area, Member
from samkjort.people.permissions import belongs, can_write

from .models import KeyResult, Objective

OPEN = (Objective.Status.PUBLISHED, Objective.Status.CLOSED, Objective.Status.DROPPED)


def visible_to(member: Member) -> Q:
    """The objectives that a member may see, as a filter on objectives."""
    organisation = Q(organisation_id=member.organisation_id)
    if member.is_okr_lead or member.is_facilitator:
        return organisation
    own = Q(area__lead_id=member.pk) | Q(owner_id=member.pk) | Q(key_results__owner_id=member.pk)
    if member.area_id is not None:
        own |= Q(area_id=member.area_id)
    return organisation & (Q(status__in=OPEN) | own)


def can_view(member: Member, objective: Objective) -> bool:
    """The same as `visible_to`, for one objective at hand."""
    if objective.organisation_id != member.organisation_id:
        return False
    if objective.status in OPEN or member.is_okr_lead or member.is_facilitator:
        return True
    near = member.pk in (objective.owner_id, objective.area.lead_id)
    return (
        near
        or (member.area_id is not None and objective.area_id == member.area_id)
        or (objective.key_results.filter(owner=member).exists())
    )


def can_write_okrs(member: Member, area: Area) -> bool:
    """Write objectives and key results: the area's lead and members, and the OKR lead."""
    if not belongs(member, area.organisation_id) or not can_write(member):
        return False
    return member.is_okr_lead or member.area_id == area.pk or area.lead_id == member.pk


def can_change_objective(member: Member, objective: Objective) -> bool:
    """Change an objective: whoever may write in its area, and its owner."""
    mine = objective.owner_id == member.pk and belongs(member, objective.organisation_id) and can_write(member)
    return mine or can_write_okrs(member, objective.area)


def can_check_in(member: Member, key_result: KeyResult) -> bool:
    """Check in: the key result's owner, and whoever may change its objective."""
    objective = key_result.objective
    mine = key_result.owner_id == member.pk and belongs(member, objective.organisation_id) and can_write(member)
    return mine or can_change_objective(member, objective)


def can_change_cycles(member: Member, organisation_id: int) -> bool:
    """Make and close cycles: the OKR lead."""
    return belongs(member, organisation_id) and member.is_okr_lead

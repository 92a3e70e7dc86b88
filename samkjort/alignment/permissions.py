"""Who writes, answers and reads the purpose."""

from samkjort.people.models import Member
from samkjort.people.permissions import belongs, can_drive, is_leader

from .models import PurposeVersion, Reading


def can_write_purpose(member: Member, organisation_id: int) -> bool:
    """Write, publish and read answers: the OKR lead, and a guest facilitator within their time."""
    return can_drive(member, organisation_id)


def can_read_answers(member: Member, organisation_id: int) -> bool:
    """Read what leaders answered, by name: the OKR lead alone."""
    return belongs(member, organisation_id) and member.is_okr_lead


def can_answer(member: Member, version: PurposeVersion) -> bool:
    """Answer a published version: those who sit in the leadership group."""
    return belongs(member, version.organisation_id) and version.published_on is not None and is_leader(member)


def can_ask(member: Member, organisation_id: int) -> bool:
    """Ask about the purpose or advise on it: those who sit in the leadership group, and the OKR lead."""
    return belongs(member, organisation_id) and (is_leader(member) or member.is_okr_lead)


def can_see_questions(member: Member, organisation_id: int) -> bool:
    """Questions about the purpose with their answers, by name: those who may ask, the sponsor and administrators."""
    return can_ask(member, organisation_id) or (
        belongs(member, organisation_id) and (member.is_sponsor or member.is_administrator)
    )


def can_mark(member: Member, reading: Reading) -> bool:
    """Read own words against the goals named: the OKR lead."""
    return can_read_answers(member, reading.version.organisation_id)

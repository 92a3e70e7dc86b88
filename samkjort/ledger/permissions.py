"""Who may talk, and who answers."""

from samkjort.people.models import Member
from samkjort.people.permissions import belongs, can_write

from .models import Comment, Input
from .registry import Link, link


def may_talk(member: Member, about: Link | None) -> bool:
    """Whether the member may say something about the thing."""
    return about is not None and about.can_comment and can_write(member)


def can_talk(member: Member, room: str, kind: str, object_id: int) -> bool:
    """Whoever may see a thing where one may talk, and may write, may talk there."""
    return may_talk(member, link(member, room, kind, object_id))


def can_withdraw(member: Member, comment: Comment) -> bool:
    """A comment is withdrawn by whoever wrote it."""
    return belongs(member, comment.organisation_id) and comment.by_id == member.pk and comment.withdrawn_at is None


def can_answer(member: Member, organisation_id: int) -> bool:
    """The OKR lead answers input, or the sponsor."""
    return belongs(member, organisation_id) and (member.is_okr_lead or member.is_sponsor)


def can_answer_input(member: Member, input_: Input) -> bool:
    """Whether the member may answer this input."""
    return can_answer(member, input_.organisation_id)

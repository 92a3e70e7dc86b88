"""Reading for one person: what they owe."""

from samkjort.okr import queries as okr
from samkjort.people.models import Member


def owed_count(member: Member) -> int:
    """How many key results wait for this person's week."""
    return okr.owed_count(member)

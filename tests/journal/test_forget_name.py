"""Erasure takes the name out of the journal, and leaves what happened."""

import pytest

from samkjort.journal.models import ActorName, Entry
from samkjort.people import actions as people

pytestmark = pytest.mark.django_db


def test_erasure_replaces_the_name_and_keeps_the_acts(cast):
    for member, name in ((cast.ingrid, "Parks"), (cast.amir, "")):
        if name:
            people.create_area(name, by=member, parent=None)
        else:
            people.say_informed(member, by=member)
    before = set(Entry.objects.filter(actor__in=[cast.ingrid, cast.amir]).values_list("pk", flat=True))
    assert len(before) == 2
    people.erase_member(cast.amir, by=cast.jonas)
    people.change_roles(cast.bente, by=cast.jonas, roles={"is_okr_lead": True})
    people.erase_member(cast.ingrid, by=cast.jonas)
    rows = Entry.objects.filter(pk__in=before).select_related("actor_name")
    assert len(rows) == 2
    assert {row.actor for row in rows} == {None}
    assert len({row.actor_name_id for row in rows}) == 1  # one row for all who are erased holds nobody's acts together
    assert not ActorName.objects.filter(name__in=["Ingrid Lunde", "Amir Khan"]).exists()
    assert ActorName.objects.filter(name="Jonas Aas").exists()

"""An action is one verb, one transaction, one journal row: all of it stands, or nothing does."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from samkjort.journal.actions import action, note, tell
from samkjort.journal.events import Event
from samkjort.journal.models import ActorName, Entry, Outbox
from samkjort.people import actions as people
from samkjort.people.models import Area, Member

pytestmark = pytest.mark.django_db


def test_one_row_says_who_did_what_to_which(cast):
    before = Entry.objects.count()
    area = people.create_area("Libraries", by=cast.jonas, parent=None)
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.latest("pk")
    assert (entry.event, entry.room, entry.kind, entry.object_id) == ("area.created", "people", "area", area.pk)
    assert (entry.actor, entry.actor_name.name, entry.organisation) == (cast.jonas, "Jonas Aas", cast.organisation)
    assert "Libraries" not in str(entry.facts)


@pytest.mark.parametrize("who", ["siri", "hanne", "stranger"])
def test_a_refused_action_writes_nothing(cast, who):
    before = (Entry.objects.count(), Outbox.objects.count(), Member.objects.count(), ActorName.objects.count())
    with pytest.raises(PermissionDenied):
        people.change_member(
            cast.bente, by=getattr(cast, who), name="Other", email="other@fjordvik.example", title="", area=None
        )
    assert (Entry.objects.count(), Outbox.objects.count(), Member.objects.count(), ActorName.objects.count()) == before
    cast.bente.refresh_from_db()
    assert cast.bente.name == "Bente Dahl"


def test_what_it_wrote_and_what_it_told_fall_with_it(cast):
    @action(Event.AREA_CHANGED)
    def half_way(area, *, by):
        Area.objects.filter(pk=area.pk).update(name="Half")
        tell("letter.send", organisation_id=by.organisation_id, letter_id=1)
        raise ValidationError("no further")

    before = Entry.objects.count()
    with pytest.raises(ValidationError):
        half_way(cast.schools, by=cast.jonas)
    cast.schools.refresh_from_db()
    assert cast.schools.name == "Schools"
    assert not Outbox.objects.exists()
    assert Entry.objects.count() == before


def test_its_outbox_row_stands_with_it(cast):
    before = Entry.objects.count()
    member = people.invite_member("Nora Ny", "nora@fjordvik.example", by=cast.jonas, area=None, title="")
    assert Entry.objects.count() == before + 1
    row = Outbox.objects.get()
    assert (row.kind, row.payload, row.organisation) == (
        "people.invitation",
        {"member_id": member.pk},
        cast.organisation,
    )


def test_a_fact_is_noted_inside_an_action_alone():
    with pytest.raises(RuntimeError):
        note(count=1)


def test_a_row_that_stands_is_never_changed_nor_deleted(cast):
    entry = Entry.objects.first()
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()

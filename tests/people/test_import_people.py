"""People and areas from a file: whole or not at all, and each faulty row told by its number."""

import pytest
from django.core.exceptions import PermissionDenied

from samkjort.journal.actions import System
from samkjort.journal.models import Entry, Outbox
from samkjort.people import actions
from samkjort.people.models import Area, Member
from samkjort.people.steps import PersonRow

NORA = PersonRow(2, "Nora Ny", "Nora@fjordvik.example", "Nurse", "Day care", "Health", "yes")


def test_makes_areas_people_and_leads_and_writes_to_nobody(cast):
    report = actions.import_people([NORA], by=cast.ingrid)
    assert (report.created, report.areas_created, report.problems) == (1, 1, ())
    area = Area.objects.get(name="Day care")
    assert (area.parent, area.lead.name, area.lead.email) == (cast.health, "Nora Ny", "nora@fjordvik.example")
    assert not Outbox.objects.filter(kind="people.invitation").exists()
    assert Entry.objects.filter(event="members.imported").count() == 1


def test_the_same_again_changes_nothing(cast):
    actions.import_people([NORA], by=cast.ingrid)
    report = actions.import_people([NORA], by=cast.ingrid)
    assert (report.created, report.changed, report.unchanged, report.areas_created) == (0, 0, 1, 0)


def test_a_blank_cell_erases_nothing(cast):
    actions.import_people([NORA], by=cast.ingrid)
    report = actions.import_people([PersonRow(2, "", "nora@fjordvik.example", "Head nurse")], by=cast.ingrid)
    nora = Member.objects.get(email="nora@fjordvik.example")
    assert (report.changed, nora.name, nora.title, nora.area.name) == (1, "Nora Ny", "Head nurse", "Day care")


def test_a_dry_run_writes_nothing(cast):
    before = Entry.objects.count()
    report = actions.import_people([NORA], by=cast.ingrid, dry_run=True)
    assert (report.created, report.areas_created) == (1, 1)
    assert not Area.objects.filter(name="Day care").exists()
    assert Entry.objects.count() == before


def test_one_faulty_row_and_nothing_is_written(cast):
    rows = [
        NORA,
        PersonRow(3, "No Address", ""),
        PersonRow(4, "Twice", "nora@fjordvik.example"),
        PersonRow(5, "", "nameless@fjordvik.example"),
        PersonRow(6, "Odd", "odd@fjordvik.example", roles="king"),
        PersonRow(7, "Lead", "lead@fjordvik.example", lead="perhaps"),
        PersonRow(8, area="A", parent_area="B"),
        PersonRow(9, area="B", parent_area="A"),
        PersonRow(10, "Long", "long@fjordvik.example", "x" * 121),
    ]
    report = actions.import_people(rows, by=cast.jonas)
    assert {problem.number for problem in report.problems} >= {3, 4, 5, 6, 7, 10}
    assert {problem.number for problem in report.problems} & {8, 9}
    assert not Member.objects.filter(name="Nora Ny").exists()
    assert not Area.objects.filter(name__in=["Day care", "A", "B"]).exists()


def test_roles_are_given_by_administrators_alone(cast):
    row = PersonRow(2, "Nora Ny", "nora@fjordvik.example", roles="oppdragsgiver, ansattrepresentant")
    assert len(actions.import_people([row], by=cast.ingrid).problems) == 1
    assert actions.import_people([row], by=cast.jonas).problems == ()
    nora = Member.objects.get(email="nora@fjordvik.example")
    assert (nora.is_sponsor, nora.is_employee_representative) == (True, True)
    assert actions.import_people([row], by=System(cast.organisation.pk)).unchanged == 1


def test_an_area_under_another_one_than_here_is_told(cast):
    report = actions.import_people([PersonRow(2, area="Home care", parent_area="Schools")], by=cast.jonas)
    assert [problem.number for problem in report.problems] == [2]


def test_others_are_refused_and_strangers_stay_strangers(cast):
    with pytest.raises(PermissionDenied):
        actions.import_people([NORA], by=cast.siri)
    actions.import_people([PersonRow(2, "Changed", "unn@skogheim.example")], by=cast.jonas)
    cast.strange_member.refresh_from_db()
    assert cast.strange_member.name == "Unn Ur"

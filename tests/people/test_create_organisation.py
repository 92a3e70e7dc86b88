"""Founding an organisation."""

import pytest
from django.core.exceptions import ValidationError

from samkjort.journal.actions import Installation
from samkjort.journal.models import Entry
from samkjort.people import actions


def test_founding_is_the_first_row_of_the_organisations_own_journal(db):
    organisation = actions.create_organisation("Fjordvik", "fjordvik", by=Installation())
    row = Entry.objects.get()
    assert (row.organisation_id, row.event, row.object_id) == (organisation.pk, "organisation.created", organisation.pk)
    assert row.actor_name is None


def test_a_short_name_is_taken_once(db):
    actions.create_organisation("Fjordvik", "fjordvik", by=Installation())
    with pytest.raises(ValidationError):
        actions.create_organisation("Another", "fjordvik", by=Installation())

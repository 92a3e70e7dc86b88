"""Keeping the road's days."""

from datetime import date

from samkjort.journal.actions import System, action, note
from samkjort.journal.events import Event
from samkjort.people.models import Organisation
from samkjort.people.permissions import require

from . import queries, steps
from .models import KeptStep


@action(Event.ROAD_DAY_KEPT)
def keep_day(organisation: Organisation, *, by: System, day: date) -> Organisation:
    """Keep each step's state on the day where it differs from what was kept before."""
    require(isinstance(by, System) and by.organisation_id == organisation.pk)
    before = queries.last_kept(organisation.pk, day)
    kept = 0
    for step in steps.road(organisation, day):
        known = before.get(step.number)
        if known is not None and known.state == step.state and known.evidence == step.evidence:
            KeptStep.objects.filter(organisation=organisation, day=day, step=step.number).delete()
            continue
        KeptStep.objects.update_or_create(
            organisation=organisation,
            day=day,
            step=step.number,
            defaults={"state": step.state, "evidence": step.evidence},
        )
        kept += 1
    note(day=day.isoformat(), kept=kept)
    return organisation

"""OKRs that tests need, made by the actions."""

from datetime import date
from decimal import Decimal

from samkjort import clock
from samkjort.journal.actions import System
from samkjort.okr import actions
from samkjort.okr.models import Cycle, KeyResult, Objective
from samkjort.people import actions as people
from samkjort.people.models import Area, Member

DAY = date(2026, 11, 23)


def make_cycle(organisation_id: int, name: str = "T3 2026") -> Cycle:
    """The tertial that runs."""
    return actions.create_cycle(
        name, by=System(organisation_id), kind="tertial", starts_on=date(2026, 9, 1), ends_on=date(2026, 12, 31)
    )


def make_objective(
    area: Area, cycle: Cycle, owner: Member, title: str = "Barn får hjelp tidligere", results: int = 2
) -> Objective:
    """A published objective with key results from 0 to 100."""
    by = System(area.organisation_id)
    with clock.at(date(2026, 9, 1)):
        if not area.discussions.exists():
            lead = Member.objects.filter(organisation_id=area.organisation_id, is_okr_lead=True).get()
            people.record_discussion(area, by=lead, held_on=date(2026, 8, 20))
        objective = actions.draft_objective(area, cycle, by=by, title=title, owner=owner)
        for n in range(results):
            fields = actions.KeyResultFields(
                title=f"Nøkkelresultat {n + 1}", baseline=Decimal(0), target=Decimal(100), unit="%", owner=owner
            )
            actions.add_key_result(objective, by=by, fields=fields)
        return actions.publish_objective(objective, by=by)


def results_of(objective: Objective) -> list[KeyResult]:
    """Its key results in their order."""
    return list(objective.key_results.select_related("objective__area", "objective__cycle").order_by("position"))

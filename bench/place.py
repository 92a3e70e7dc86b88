"""An organisation with so many key results, and whoever checks in: run inside its installation."""

import json

from django.core.management import call_command
from django.db import connection
from django.test import Client

from samkjort.okr.actions import recompute
from samkjort.okr.models import AreaSummary, Cycle, KeyResult, Objective
from samkjort.people.models import Area, Member
from tests.factories import factory, make_area, make_member, make_organisation
from tests.okr_factories import make_cycle, make_objective

FAN_OUT = 4  # key results of an objective
IN_AREA = 100  # objectives of an area
BATCH = 2000


@factory
def fill(key_results: int) -> None:
    """Three levels of areas, one objective to check in on, and the others made in bulk, of the same shape."""
    call_command("migrate", interactive=False, verbosity=0)
    organisation = make_organisation("Fjordvik kommune", "fjordvik")
    ingrid = make_member(organisation, "Ingrid Lunde", "ingrid@fjordvik.example", is_okr_lead=True)
    top = make_area(organisation, "Health")
    middle = make_area(organisation, "Home care", top)
    cycle = make_cycle(organisation.pk)
    own = make_objective(make_area(organisation, "North", middle), cycle, ingrid, results=FAN_OUT)
    others = key_results // FAN_OUT - 1
    areas = [make_area(organisation, f"Area {n}", middle) for n in range(-(-others // IN_AREA))]
    _make_others(own, areas, others, make_member(organisation))
    _sum_up(organisation.pk, cycle)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server would by itself, a little later
    client = Client()
    client.force_login(ingrid.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    told = {
        "session": client.cookies["sessionid"].value,
        "results": list(own.key_results.order_by("pk").values_list("pk", flat=True)),
        "key_results": KeyResult.objects.count(),
    }
    print(json.dumps(told))


def _make_others(own: Objective, areas: list[Area], count: int, owner: Member) -> None:
    fields = {
        f.attname: getattr(own, f.attname) for f in Objective._meta.concrete_fields if f.attname not in {"id", "title"}
    }
    made = Objective.objects.bulk_create(
        (
            Objective(
                **fields
                | {
                    "title": f"Objective {n}",
                    "area_id": areas[n // IN_AREA].pk,
                    "area_name": areas[n // IN_AREA].name,
                    "owner_id": owner.pk,
                }
            )
            for n in range(count)
        ),
        batch_size=BATCH,
    )
    first = own.key_results.order_by("pk")[0]
    skipped = {"id", "title", "objective_id", "owner_id"}
    fields = {f.attname: getattr(first, f.attname) for f in KeyResult._meta.concrete_fields if f.attname not in skipped}
    KeyResult.objects.bulk_create(
        (
            KeyResult(**fields, title=f"Key result {n}", objective_id=objective.pk, owner_id=owner.pk)
            for objective in made
            for n in range(FAN_OUT)
        ),
        batch_size=BATCH,
    )


def _sum_up(organisation_id: int, cycle: Cycle) -> None:
    AreaSummary.objects.filter(cycle=cycle).delete()
    AreaSummary.objects.bulk_create(
        AreaSummary(area_id=area, cycle_id=cycle_id, **vars(share))
        for (area, cycle_id), share in recompute(organisation_id).items()
    )

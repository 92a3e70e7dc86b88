"""What an export holds."""

from samkjort.okr.models import Cycle, Objective

from .formats.okrs import HEADINGS, written


def cycle_named(organisation_id: int, name: str) -> Cycle | None:
    """A cycle by its name."""
    return Cycle.objects.filter(organisation_id=organisation_id, name__iexact=name).first()


def rows_to_export(organisation_id: int, cycle: str | None) -> list[list[str]]:
    """One row a key result, in a fixed order; an objective without key results has a row of its own."""
    objectives = Objective.objects.filter(organisation_id=organisation_id)
    if cycle is not None:
        objectives = objectives.filter(cycle__name__iexact=cycle)
    rows = []
    for objective in (
        objectives.select_related("area", "cycle", "owner")
        .prefetch_related("key_results__owner")
        .order_by("cycle__starts_on", "cycle__name", "area__path", "pk")
    ):
        about = {
            "area": objective.area.name,
            "cycle": objective.cycle.name,
            "objective": objective.title,
            "why": objective.why,
            "ambition": objective.ambition,
            "status": objective.status,
            "objective_owner": objective.owner.email if objective.owner else "",
        }
        results = sorted(objective.key_results.all(), key=lambda result: (result.position, result.pk))
        for result in results:
            said = {
                **about,
                "id": str(result.pk),
                "key_result": result.title,
                "kind": result.kind,
                "unit": result.unit,
                **{name: written(getattr(result, name)) for name in ("baseline", "target", "low", "high", "value")},
                "weight": str(result.weight),
                "owner_email": result.owner.email if result.owner else "",
                "confidence": "" if result.confidence is None else str(result.confidence),
                "progress": f"{result.progress_ppm / 1_000_000:.4f}",
            }
            rows.append([said.get(name, "") for name in HEADINGS])
        if not results:
            rows.append([about.get(name, "") for name in HEADINGS])
    return rows

"""Pages to look at: the organisation, an area, an objective, cycles and priorities."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samkjort import clock
from samkjort.journal.queries import history
from samkjort.ledger.queries import talk, talks
from samkjort.people import queries as people
from samkjort.people.http import SignedInRequest

from .. import actions, method, permissions, queries
from ..forms import CycleForm
from ..models import Cycle, Objective


def _chosen_cycle(request: SignedInRequest) -> Cycle | None:
    pk = request.GET.get("cycle", "")
    return queries.cycle(request.member, int(pk)) if pk.isdecimal() else queries.cycle_now(request.member)


@require_GET
def overview(request: SignedInRequest) -> HttpResponse:
    """How are the goals doing? Areas and objectives of a cycle."""
    cycle = _chosen_cycle(request)
    return render(
        request,
        "okr/overview.html",
        {
            "overview": queries.overview(request.member, cycle) if cycle else None,
            "cycles": queries.cycles(request.member)[:12],
            "my_area": request.member.area,
            "can_change_cycles": permissions.can_change_cycles(request.member, request.organisation.pk),
            "today": clock.today(),
        },
    )


@require_GET
def area(request: SignedInRequest, pk: int) -> HttpResponse:
    """One area's objectives, with those of the areas below it."""
    place = people.area(request.member, pk)
    cycle = _chosen_cycle(request)
    day = clock.today()
    return render(
        request,
        "okr/area.html",
        {
            "area": place,
            "cycle": cycle,
            "cycles": queries.cycles(request.member)[:12],
            "lines": queries.objective_lines(request.member, cycle, day, place) if cycle else [],
            "can_write": permissions.can_write_okrs(request.member, place) and cycle is not None,
        },
    )


@require_GET
def objective(request: SignedInRequest, pk: int) -> HttpResponse:
    """One objective with its key results, history and talk."""
    found = queries.objective(request.member, pk)
    day = clock.today()
    up, down = queries.links_of(found)
    results = queries.key_results_of(found)
    said = talks(request.member, "okr", "key_result", [result.pk for result in results])
    can_change = permissions.can_change_objective(request.member, found)
    return render(
        request,
        "okr/objective.html",
        {
            "objective": found,
            "progress": found.progress_ppm / method.PPM,
            "expected": found.cycle.expected(day),
            "lines": [queries.told(result, day, said[result.pk]) for result in results],
            "up": up,
            "down": down,
            "can_change": can_change,
            "linkable": queries.linkable_to(request.member, found) if can_change else [],
            "can_check_in": {r.pk for r in results if permissions.can_check_in(request.member, r)},
            "is_draft": found.status == Objective.Status.DRAFT,
            "hints": queries.hints(found, results) if can_change else [],
            "changes": found.changes.select_related("by").order_by("-pk"),
            "history": history(found.organisation_id, "okr", "objective", found.pk)[:20],
            "talk": talk(request.member, "okr", "objective", pk),
        },
    )


@require_http_methods(["GET", "POST"])
def cycles(request: SignedInRequest) -> HttpResponse:
    """The organisation's cycles; the OKR lead makes new ones."""
    can_change = permissions.can_change_cycles(request.member, request.organisation.pk)
    form = CycleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.create_cycle(by=request.member, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The cycle is made."))
            return redirect("okr:cycles")
    return render(
        request,
        "okr/cycles.html",
        {"cycles": queries.cycles(request.member), "form": form if can_change else None},
    )


@require_GET
def priorities(request: SignedInRequest) -> HttpResponse:
    """Which priorities does nothing serve, and which objectives stand alone?"""
    cycle = _chosen_cycle(request)
    return render(
        request,
        "okr/priorities.html",
        {
            "cycle": cycle,
            "unserved": queries.unserved_priorities(request.member, cycle) if cycle else [],
            "unlinked": queries.unlinked_objectives(request.member, cycle) if cycle else [],
        },
    )

"""The road's pages."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samkjort import clock
from samkjort.people import queries as people
from samkjort.people.http import SignedInRequest
from samkjort.people.permissions import require

from . import permissions, queries, steps


@require_GET
def road(request: SignedInRequest) -> HttpResponse:
    """The road as it is now: the next best step, how many are missing, the seven steps."""
    all_steps = steps.road(request.organisation, clock.today())
    whole = permissions.can_see_missing(request.member)
    return render(
        request,
        "roadmap/road.html",
        {
            "steps": all_steps,
            "next": steps.next_action(all_steps) if whole else None,
            "missing": [line for step in all_steps for line in step.missing] if whole else None,
            "whole": whole,
            "sees_history": permissions.can_see_next_step(request.member),
            "leaders": people.leaders(request.organisation.pk).count(),
            "today": clock.today(),
            "done": sum(step.state == "done" for step in all_steps),
        },
    )


@require_GET
def history(request: SignedInRequest) -> HttpResponse:
    """The road from the start: each day on which a step changed, with how many had understood."""
    require(permissions.can_see_next_step(request.member))
    return render(request, "roadmap/history.html", {"kept": queries.kept(request.member)[:200]})

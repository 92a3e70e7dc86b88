"""The page about the organisation's priorities, and what is done from it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samkjort.people.http import SignedInRequest, posted
from samkjort.people.permissions import require
from samkjort.ui.editing import errors_beside

from . import actions, queries
from .forms import AddPriorityForm, ChangePriorityForm
from .permissions import can_change_priorities


@require_safe
def priorities(request: SignedInRequest) -> HttpResponse:
    """What the organisation has already decided to steer by."""
    return render(
        request,
        "direction/priorities.html",
        {
            "priorities": queries.priorities(request.member),
            "ended": queries.ended_priorities(request.member),
            "can_change": can_change_priorities(request.member, request.organisation.pk),
        },
    )


@require_http_methods(["GET", "POST"])
def add_priority(request: SignedInRequest) -> HttpResponse:
    """Write down a priority."""
    require(can_change_priorities(request.member, request.organisation.pk))
    form = AddPriorityForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.add_priority(**form.cleaned_data, by=request.member)
            messages.success(request, _("The priority is added."))
            return redirect("direction:priorities")
    return render(request, "direction/add_priority.html", {"form": form})


@require_http_methods(["GET", "POST"])
def change_priority(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say it in other words, or move it up or down."""
    priority = queries.priority(request.member, pk)
    require(can_change_priorities(request.member, priority.organisation_id))
    order = list(queries.priorities(request.member))
    place = order.index(priority) + 1 if priority in order else 1
    form = ChangePriorityForm(posted(request), priority=priority, place=place, places=max(len(order), 1))
    if request.method == "POST" and form.is_valid():
        written = form.cleaned_data
        moved = written["place"] - 1 if written["place"] != place and priority in order else None
        with errors_beside(form):
            actions.change_priority(
                priority, by=request.member, name=written["name"], source=written["source"], position=moved
            )
            messages.success(request, _("The priority is changed."))
            return redirect("direction:priorities")
    return render(request, "direction/change_priority.html", {"form": form, "priority": priority})


@require_POST
def end_priority(request: SignedInRequest, pk: int) -> HttpResponse:
    """It holds no longer from today."""
    priority = queries.priority(request.member, pk)
    actions.end_priority(priority, by=request.member)
    messages.success(request, _("The priority has ended. What served it keeps saying so."))
    return redirect("direction:priorities")

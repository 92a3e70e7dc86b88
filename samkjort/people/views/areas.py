"""The pages about areas."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from samkjort import clock
from samkjort.ui.editing import errors_beside

from .. import actions, queries
from ..forms import AreaForm, DiscussionForm, EndAreaForm, NewAreaForm
from ..http import SignedInRequest, posted, safe_next
from ..permissions import can_change_people, can_record_discussion, require


@require_GET
def areas(request: SignedInRequest) -> HttpResponse:
    """The organisation's areas as a tree."""
    return render(request, "people/areas.html", {
        "tree": queries.area_tree(request.member),
        "ended": queries.ended_areas(request.member),
        "changes": can_change_people(request.member, request.member.organisation_id),
        "discusses": can_record_discussion(request.member, request.member.organisation_id),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def create_area(request: SignedInRequest) -> HttpResponse:
    """A new area."""
    require(can_change_people(request.member, request.member.organisation_id))
    form = NewAreaForm(posted(request), member=request.member)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            area = actions.create_area(**form.cleaned_data, by=request.member)
            messages.success(request, _("%(area)s is there now.") % {"area": area.name})
            return redirect("people:areas")
    return render(request, "people/create_area.html", {"form": form})


@require_http_methods(["GET", "POST"])
def change_area(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change an area's name, place and lead."""
    area = queries.area(request.member, pk)
    require(can_change_people(request.member, area.organisation_id))
    form = AreaForm(posted(request), member=request.member, area=area)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.change_area(area, **form.cleaned_data, by=request.member)
            messages.success(request, _("Saved."))
            return redirect("people:areas")
    return render(request, "people/change_area.html", {"form": form, "area": area})


@require_http_methods(["GET", "POST"])
def end_area(request: SignedInRequest, pk: int) -> HttpResponse:
    """End an area, and say which one takes over."""
    area = queries.area(request.member, pk)
    require(can_change_people(request.member, area.organisation_id))
    form = EndAreaForm(posted(request), member=request.member, area=area, initial={"to_date": clock.today()})
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.end_area(area, **form.cleaned_data, by=request.member)
            messages.success(request, _("%(area)s is ended. Its history stays.") % {"area": area.name})
            return redirect("people:areas")
    return render(request, "people/end_area.html", {"form": form, "area": area})


@require_http_methods(["GET", "POST"])
def record_discussion(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down the discussion with the employee representatives, or why it is not needed."""
    area = queries.area(request.member, pk)
    require(can_record_discussion(request.member, area.organisation_id))
    form = DiscussionForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.record_discussion(area, **form.cleaned_data, by=request.member)
            messages.success(request, _("Written down."))
            return redirect(safe_next(request, "/people/areas/"))
    return render(request, "people/record_discussion.html", {
        "form": form, "area": area, "discussions": queries.discussions(area), "next": safe_next(request, ""),
    })  # fmt: skip

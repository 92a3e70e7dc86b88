"""The page about leadership groups, and what is done from it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samkjort.ui.editing import errors_beside

from .. import actions, queries
from ..forms import GroupForm, SeatForm, ShareWordsForm
from ..http import SignedInRequest, posted
from ..permissions import can_change_leadership, require


@require_GET
def leadership(request: SignedInRequest) -> HttpResponse:
    """Who sits in which leadership group, and what the group chose."""
    return _page(request)


@require_http_methods(["GET", "POST"])
def form_leadership_group(request: SignedInRequest) -> HttpResponse:
    """Form a leadership group."""
    require(can_change_leadership(request.member, request.member.organisation_id))
    form = GroupForm(posted(request), member=request.member)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.form_leadership_group(**form.cleaned_data, by=request.member)
            messages.success(request, _("The group is formed. Now say who sits in it."))
            return redirect("people:leadership")
    return render(request, "people/form_leadership_group.html", {"form": form})


@require_POST
def seat_leader(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give somebody a seat."""
    group = queries.leadership_group(request.member, pk)
    require(can_change_leadership(request.member, group.organisation_id))
    form = SeatForm(request.POST, member=request.member, prefix=f"group-{group.pk}")
    if form.is_valid():
        with errors_beside(form):
            seat = actions.seat_leader(group, by=request.member, member=form.cleaned_data["member"])
            messages.success(request, _("%(name)s sits in the group now.") % {"name": seat.member.name})
            return redirect("people:leadership")
    return _page(request, {group.pk: form})


@require_POST
def unseat_leader(request: SignedInRequest, pk: int, member_pk: int) -> HttpResponse:
    """Take somebody out of the group."""
    group = queries.leadership_group(request.member, pk)
    member = queries.member(request.member, member_pk)
    actions.unseat_leader(group, by=request.member, member=member)
    messages.success(request, _("%(name)s no longer sits in the group.") % {"name": member.name})
    return redirect("people:leadership")


@require_POST
def share_words(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep whether the group's members see one another's words."""
    group = queries.leadership_group(request.member, pk)
    require(can_change_leadership(request.member, group.organisation_id))
    form = ShareWordsForm(request.POST, prefix=f"words-{group.pk}")
    if form.is_valid():
        try:
            actions.share_words(group, by=request.member, shared=form.cleaned_data["shared"])
            messages.success(request, _("The choice is kept."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("people:leadership")
    return _page(request, {}, {group.pk: form})


def _page(
    request: SignedInRequest, seating: dict[int, Any] | None = None, sharing: dict[int, Any] | None = None
) -> HttpResponse:
    changes = can_change_leadership(request.member, request.member.organisation_id)
    found = list(queries.leadership_groups(request.member))
    groups = [
        {
            "group": group,
            "seat_form": (seating or {}).get(group.pk) or SeatForm(member=request.member, prefix=f"group-{group.pk}"),
            "words_form": (sharing or {}).get(group.pk) or ShareWordsForm(prefix=f"words-{group.pk}"),
        }
        for group in found
    ]
    has_top = any(group.area_id is None for group in found)
    context = {"groups": groups, "has_top": has_top, "changes": changes}
    return render(request, "people/leadership.html", context, status=422 if seating or sharing else 200)

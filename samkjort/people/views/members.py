"""The pages about members."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samkjort.ui.editing import errors_beside

from .. import actions, queries
from ..forms import ConfirmForm, InviteForm, MemberForm, RolesForm, SearchForm
from ..http import SignedInRequest, posted
from ..models import ROLES
from ..permissions import can_administer, can_change_member, can_change_people, require

EACH_PAGE = 50


@require_GET
def members(request: SignedInRequest) -> HttpResponse:
    """Everybody in the organisation, by name, with a search."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(queries.found_members(request.member, words), EACH_PAGE).get_page(request.GET.get("page"))
    changes = can_change_people(request.member, request.member.organisation_id)
    return render(request, "people/members.html", {
        "form": form, "words": words, "page": page, "changes": changes,
        "former": queries.former_members(request.member) if changes else [],
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def invite_member(request: SignedInRequest) -> HttpResponse:
    """Invite somebody by e-mail."""
    require(can_change_people(request.member, request.member.organisation_id))
    form = InviteForm(posted(request), member=request.member)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            invited = actions.invite_member(**form.cleaned_data, by=request.member)
            messages.success(request, _("%(name)s is invited.") % {"name": invited.name})
            return redirect("people:member", invited.pk)
    return render(request, "people/invite_member.html", {"form": form})


@require_GET
def member(request: SignedInRequest, pk: int) -> HttpResponse:
    """One person: where they belong, what they lead, which roles they have."""
    of = queries.member(request.member, pk)
    return render(request, "people/member.html", {
        "of": of,
        "led_areas": of.led_areas.filter(to_date=None),
        "seats": of.seats.select_related("group", "group__area"),
        "changes": can_change_member(request.member, of),
        "administers": can_administer(request.member, of.organisation_id),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_member(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a person's name, address, title and area."""
    of = queries.member(request.member, pk)
    require(can_change_member(request.member, of))
    form = MemberForm(posted(request), member=request.member, of=of)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.change_member(of, **form.cleaned_data, by=request.member)
            messages.success(request, _("Saved."))
            return redirect("people:member", of.pk)
    return render(request, "people/change_member.html", {"form": form, "of": of})


@require_http_methods(["GET", "POST"])
def change_roles(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give and take roles: administrators only."""
    of = queries.member(request.member, pk)
    require(can_administer(request.member, of.organisation_id))
    now = {role: getattr(of, role) for role in ROLES} | {"ends_on": of.ends_on}
    form = RolesForm(posted(request), initial=now)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.change_roles(of, by=request.member, roles=form.roles(), ends_on=form.cleaned_data["ends_on"])
            messages.success(request, _("The roles are saved."))
            return redirect("people:member", of.pk)
    return render(request, "people/change_roles.html", {"form": form, "of": of})


@require_http_methods(["GET", "POST"])
def leave(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close a person's access; what they wrote stays."""
    of = queries.member(request.member, pk)
    require(can_change_member(request.member, of))
    form = ConfirmForm(posted(request), expected=of.name)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.leave(of, by=request.member)
            messages.success(request, _("%(name)s has left, and can no longer sign in.") % {"name": of.name})
            return redirect("people:members")
    return render(request, "people/leave.html", {"form": form, "of": of})


@require_POST
def bring_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let one who left be a member again."""
    of = queries.member(request.member, pk)
    actions.bring_back(of, by=request.member)
    messages.success(request, _("%(name)s is a member again, without roles.") % {"name": of.name})
    return redirect("people:member", of.pk)


@require_http_methods(["GET", "POST"])
def erase_member(request: SignedInRequest, pk: int) -> HttpResponse:
    """Erase a person for good: administrators only."""
    of = queries.member(request.member, pk)
    require(can_administer(request.member, of.organisation_id))
    form = ConfirmForm(posted(request), expected=of.name)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.erase_member(of, by=request.member)
            messages.success(request, _("The person is erased."))
            return redirect("people:members")
    return render(request, "people/erase_member.html", {"form": form, "of": of})

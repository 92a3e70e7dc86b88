"""Pages on the way in: which organisation, which language, and what to do when a form has grown old."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from .. import actions, queries
from ..http import SignedInRequest, safe_next
from ..models import Language


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere: what was written is not lost if one goes back."""
    return render(request, "people/csrf_failure.html", status=403)


@login_not_required
@require_POST
def set_language(request: Any) -> HttpResponse:
    """Change the language: in this browser, and for whoever is signed in wherever they read."""
    language = request.POST.get("language", "")
    response = redirect(safe_next(request))
    if language not in Language.values:
        return response
    if request.member is not None and request.via_link is None:
        actions.change_settings(
            request.member,
            by=request.member,
            language=language,
            time_zone=request.member.time_zone,
            colour_scheme=request.member.colour_scheme,
        )
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.HTTPS,
        httponly=True,
    )
    return response


@require_http_methods(["GET", "POST"])
def choose_organisation(request: SignedInRequest) -> HttpResponse:
    """For an account that belongs to several organisations: which one to work in now."""
    if request.via_link is not None:
        raise Http404
    memberships = queries.memberships(request.user.pk)
    if request.method == "POST":
        chosen = memberships.filter(organisation_id=_number(request.POST.get("organisation"))).first()
        if chosen is None:
            raise Http404
        request.session["organisation"] = chosen.organisation_id
        return redirect("/")
    return render(request, "people/choose_organisation.html", {"memberships": memberships})


@login_not_required
@require_GET
def no_organisation(request: Any) -> HttpResponse:
    """For an account that belongs to no organisation (any more): says so, and what to do."""
    if request.member is not None or not request.user.is_authenticated:
        return redirect("/")
    return render(request, "people/no_organisation.html")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0

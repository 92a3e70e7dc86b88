"""The stop link, and in a demo the letters that would have gone."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samkjort.journal.actions import System
from samkjort.people.http import SignedInRequest

from .. import actions, queries

PAGE = 30


@login_not_required
@csrf_exempt  # mail programs post here by themselves (RFC 8058); the signed address is the proof
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the letters, or let them come again: shown on GET, done on POST."""
    member = queries.member_of_stop_token(token)
    by = System(member.organisation_id)
    if request.method == "POST" and request.POST.get("do") == "resume":
        actions.resume_letters(member, by=by)
    elif request.method == "POST" and not queries.has_stopped(member):
        actions.stop_letters(member, by=by)
    return render(
        request,
        "letters/stop.html",
        {
            "token": token,
            "organisation": member.organisation,
            "stopped": queries.has_stopped(member),
            "changed": request.method == "POST",
        },
    )


@require_safe
def outgoing(request: SignedInRequest) -> HttpResponse:
    """In a demo: the letters that would have gone, newest first."""
    _only_in_demo(request)
    page = Paginator(queries.letters(request.member), PAGE).get_page(request.GET.get("page"))
    return render(request, "letters/outgoing.html", {"page": page})


@require_safe
def outgoing_letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """In a demo: one letter as it would have come, as HTML and as plain text."""
    _only_in_demo(request)
    letter = queries.letter(request.member, pk)
    asks = queries.asks_in(letter)
    return render(
        request,
        "letters/outgoing_letter.html",
        {
            "letter": letter,
            "told": queries.told(asks),
            "written": queries.write(letter, asks, {ask.pk: f"#link-{ask.pk}" for ask in asks}) if asks else None,
            "as_text": queries.write(letter, asks, {ask.pk: f"{settings.BASE_URL}/p/…" for ask in asks})
            if asks
            else None,
        },
    )


@require_POST
def open_outgoing(request: SignedInRequest, pk: int, ask_pk: int) -> HttpResponse:
    """In a demo: make the link that would have stood in the letter, and go there."""
    _only_in_demo(request)
    letter = queries.letter(request.member, pk)
    ask = next((ask for ask in queries.asks_in(letter) if ask.pk == ask_pk), None)
    if ask is None:
        raise Http404
    return redirect(actions.make_personal_link(ask, by=System(letter.organisation_id)))


def _only_in_demo(request: SignedInRequest) -> None:
    if not (settings.DEMO and request.organisation.is_demo):
        raise Http404

"""The way in by personal link: greets, asks for a press before anything happens, and takes a no.

Whoever has a link that does not open, and whoever guesses, gets the same page and the same answer.
"""

from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from samkjort.journal.actions import System

from .. import actions, queries
from ..models import SESSION_KEY, PersonalLink

SESSION_OWNER = "personal_links_of"
MOST_LINKS = 10
SESSION_LIVES = 12 * 60 * 60
MISSES_A_MINUTE = 30


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Greet on GET, which changes nothing (mail scanners open links); open the one thing on POST."""
    link = queries.link_by_token(token)
    if link is None or not link.opens:
        return _closed(request, token, found=link is not None)
    _speak(request, link)
    if request.user.is_authenticated and not _is_theirs(request, link):
        return render(request, "letters/open_link.html", {**_greeting(link), "token": token, "state": "other"})
    if request.method != "POST":
        return render(request, "letters/open_link.html", {**_greeting(link), "token": token, "state": "ready"})
    _enter(request, link)
    address = queries.address(link.ask)
    if "stored" in request.POST:
        return redirect(f"{reverse('people:stored-about-me')}?{urlencode({'next': address})}")
    return redirect(address)


@login_not_required
@require_POST
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever got the letter says that it was meant for somebody else: the link closes."""
    link = queries.link_by_token(token)
    if link is not None and link.revoked_at is None:
        _speak(request, link)
        actions.revoke_personal_link(link, by=System(link.organisation_id), refused=True)
    return render(request, "letters/not_me.html")


@login_not_required
@require_POST
def new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Send a new link to the address that we have, where there is one to send; the answer is always the same."""
    link = queries.link_by_token(token)
    if link is not None:
        _speak(request, link)
        actions.ask_for_new_link(link)
    elif _misses_too_often(request):
        return render(request, "letters/open_link.html", {"state": "wait"}, status=429)
    return render(request, "letters/new_link.html")


def _greeting(link: PersonalLink) -> dict[str, Any]:
    return {
        "link": link,
        "title": queries.line(link.ask),
        "organisation": link.member.organisation,
        "first_time": link.member.informed_on is None,
    }


def _is_theirs(request: Any, link: PersonalLink) -> bool:
    """Whether whoever is signed in is the person whom the link is for, in this organisation or another."""
    return bool(link.member.user_id is not None and link.member.user_id == request.user.pk)


def _enter(request: Any, link: PersonalLink) -> None:
    """Remember in the session that the link was opened, or go to the right organisation of whoever is signed in."""
    if request.user.is_authenticated:
        request.session["organisation"] = link.member.organisation_id
        return
    same = request.session.get(SESSION_OWNER) == link.member_id
    before = request.session.get(SESSION_KEY, []) if same else []
    request.session.cycle_key()
    request.session.set_expiry(SESSION_LIVES)
    request.session[SESSION_OWNER] = link.member_id
    request.session[SESSION_KEY] = [*(pk for pk in before if pk != link.pk), link.pk][-MOST_LINKS:]


def _speak(request: Any, link: PersonalLink) -> None:
    """Speak the language of the person whom the link is for, unless the visitor has chosen another."""
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
        translation.activate(link.member.language or link.member.organisation.language)
        request.LANGUAGE_CODE = translation.get_language()


def _closed(request: HttpRequest, token: str, *, found: bool) -> HttpResponse:
    if not found and _misses_too_often(request):
        return render(request, "letters/open_link.html", {"state": "wait"}, status=429)
    return render(request, "letters/open_link.html", {"state": "closed", "token": token}, status=404)


def _misses_too_often(request: HttpRequest) -> bool:
    """Count links that nobody has, by where they are tried from; links that exist are never refused for it."""
    key = f"letters.misses.{get_adapter(request).get_client_ip(request)}"
    cache.add(key, 0, timeout=60)
    try:
        return cache.incr(key) > MISSES_A_MINUTE
    except ValueError:  # it ran out between the two lines
        return False

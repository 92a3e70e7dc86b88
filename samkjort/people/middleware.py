"""Who is asking, and in which language: set on every request before its view runs."""

import uuid
import zoneinfo
from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode

from samkjort.journal.actions import request_id

from . import queries

SEEN_UNINFORMED = {"stored_about_me", "choose_organisation"}

GetResponse = Callable[[HttpRequest], HttpResponse]


class MemberMiddleware:
    """Finds the member behind a signed-in account, gives the request its uuid, and keeps pages out of caches."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        token = request_id.set(uuid.uuid4())
        request.member = request.organisation = request.via_link = None
        if request.user.is_authenticated:
            request.member = queries.member_of_account(request.user.pk, request.session.get("organisation"))
            request.organisation = request.member.organisation if request.member else None
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Deny by default: a page without a known reader leads to sign-in, unless the view says `login_not_required`."""

    def process_view(
        self, request: Any, view_func: Callable[..., HttpResponseBase], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Let a known reader in; send an account without an organisation to the page that explains."""
        if not getattr(view_func, "login_required", True):
            return None
        if request.member is not None:
            return self._inform_first(request, view_func)
        if request.user.is_authenticated:
            return redirect("people:no-organisation")
        return self.handle_no_permission(request, view_func)

    def _inform_first(self, request: Any, view_func: Callable[..., HttpResponseBase]) -> HttpResponseBase | None:
        """Whoever signs in for the first time is told what is stored about them, then goes on to where they were going.

        A personal link is a leader's five minutes: it shows the way to that page instead.
        """
        told = request.member.informed_on is not None or request.via_link is not None
        if told or request.method != "GET" or not view_func.__module__.startswith("samkjort."):
            return None
        if view_func.__name__ in SEEN_UNINFORMED:
            return None
        return redirect(f"{reverse('people:stored-about-me')}?{urlencode({'next': request.get_full_path()})}")


class PreferencesMiddleware:
    """Turns on the reader's own language and time zone; the browser's wish holds for those who chose nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        timezone.deactivate()
        return response

    def process_view(self, request: Any, *_rest: Any) -> None:
        """After the personal link has said who is reading, before the view runs."""
        if request.member is None:
            return
        if request.member.language:
            translation.activate(request.member.language)
            request.LANGUAGE_CODE = translation.get_language()
        timezone.activate(zoneinfo.ZoneInfo(request.member.time_zone or request.organisation.time_zone))

"""Lets the holder of a personal link in to the one thing that the link is about."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from samkjort.people import queries as people

from . import queries
from .models import SESSION_KEY


class PersonalLinkMiddleware:
    """Where nobody is signed in, a link that was opened in this browser says who reads the page that it opens.

    The session holds keys of links, no names and no tokens; each request asks anew whether the link still opens.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Before the view runs: find the link that opens exactly this page."""
        if request.member is not None or request.user.is_authenticated:
            return
        keys = request.session.get(SESSION_KEY)
        if not keys:
            return
        link = queries.link_that_opens(keys, request.resolver_match.view_name, kwargs)
        member = people.reader(link.member_id) if link else None
        if member is not None:
            request.member, request.organisation, request.via_link = member, member.organisation, link

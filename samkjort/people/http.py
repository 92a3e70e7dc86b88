"""The request as a page in Samkjørt sees it: with its reader and their organisation."""

from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme

from .models import Member, Organisation


class SignedInRequest(HttpRequest):
    """A request whose reader is known: signed in, or the holder of a personal link on the page it opens."""

    member: Member
    organisation: Organisation
    via_link: Any  # the personal link that opened this page, or None


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """Where to go on to: the address in `next` if it is one of ours."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if ours else otherwise


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was posted, be it nothing at all; None when the page is only read."""
    return request.POST if request.method == "POST" else None

"""The request as a page in Samkjørt sees it: with its reader and their organisation."""

from typing import Any

from django.http import HttpRequest

from .models import Member, Organisation


class SignedInRequest(HttpRequest):
    """A request whose reader is known: signed in, or the holder of a personal link on the page it opens."""

    member: Member
    organisation: Organisation
    via_link: Any  # the personal link that opened this page, or None

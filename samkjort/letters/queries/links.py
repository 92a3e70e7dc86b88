"""Reading personal links and stop links."""

import hashlib
from typing import Any

from django.core import signing
from django.http import Http404

from samkjort.people.models import Member

from ..models import PersonalLink, StoppedLetters
from ..registry import kind_of

STOP_SALT = "letters.stop"


def hashed(token: str) -> str:
    """What is kept of a link's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def link_by_token(token: str) -> PersonalLink | None:
    """The link with this token, whether or not it still opens."""
    return (
        PersonalLink.objects.filter(token_hash=hashed(token)).select_related("member__organisation", "ask__by").first()
    )


def link_that_opens(keys: Any, page: str, kwargs: dict[str, Any]) -> PersonalLink | None:
    """Of the links that a visitor has opened, the first that opens this page."""
    if not isinstance(keys, list):
        return None
    links = PersonalLink.objects.filter(pk__in=keys).select_related("member__organisation", "ask").order_by("-pk")
    for link in links:
        kind = kind_of(link.ask.room, link.ask.kind)
        if link.opens and kind.opens(page, kwargs, link.ask.object_id):
            return link
    return None


def stop_token(member_pk: int) -> str:
    """The signed part of a member's stop link."""
    return signing.Signer(salt=STOP_SALT).sign(str(member_pk))


def member_of_stop_token(token: str) -> Member:
    """Whose stop link this is."""
    try:
        pk = int(signing.Signer(salt=STOP_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    found = Member.objects.current().filter(pk=pk).select_related("organisation").first()
    if found is None:
        raise Http404
    return found


def has_stopped(member: Member) -> bool:
    """Whether the member wants no letters."""
    return StoppedLetters.objects.filter(member=member).exists()

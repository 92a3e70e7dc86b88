"""One-click sign-in to the demo organisation."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from samkjort.people import queries as people

from . import DOMAIN, SLUG

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True)
class Role:
    """A way into the demo: whose eyes, and what to try with them."""

    key: str
    title: str | Promise
    person: str
    text: str | Promise
    start: str = "/"


ROLES = (
    Role("okr", _("OKR lead"), "okr", _("Sees who has understood why, and what is the next best step."), "/road/"),
    Role("leader", _("Leader, sceptical"), "leder8", _("Has five minutes: reads the purpose and says what it means.")),
    Role("sponsor", _("Sponsor"), "oppdragsgiver", _("Sees how far the road has come, in one picture."), "/road/"),
    Role("area", _("Area lead"), "omrade1", _("Follows the area's goals and helps where it is needed."), "/okr/"),
    Role("member", _("Member"), "medlem1", _("Updates the key results of the week in a minute.")),
    Role("representative", _("Employee representative"), "ansattrepresentant", _("Sees what is stored, and why.")),
    Role("reader", _("Reader"), "leser", _("Looks, and changes nothing."), "/okr/"),
    Role("admin", _("Administrator"), "admin", _("Invites people, gives roles and keeps areas in order."), "/people/"),
)


@login_not_required
@require_GET
def choose(request: HttpRequest) -> HttpResponse:
    """Whose eyes will you see with?"""
    _only_in_the_demo()
    return render(request, "demo/choose.html", {"roles": ROLES})


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, role: str) -> HttpResponse:
    """Sign in as one of the demo's people."""
    _only_in_the_demo()
    chosen = next((candidate for candidate in ROLES if candidate.key == role), None)
    organisation = people.organisation(SLUG)
    if chosen is None or organisation is None or not organisation.is_demo:
        raise Http404
    member = people.member_by_email(organisation.pk, f"{chosen.person}@{DOMAIN}")
    if member is None or member.user is None:
        raise Http404
    login(request, member.user, backend=BACKEND)
    return redirect(chosen.start)


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404

"""What waits to be sent to the leadership group, for the OKR lead."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from samkjort.people.http import SignedInRequest

from .. import actions, queries
from ..models import MOST_MINUTES


@require_safe
def asks(request: SignedInRequest) -> HttpResponse:
    """Who is asked for what: what goes next, what waits for another week, what is held back."""
    waiting = queries.waiting(request.member)
    return render(
        request,
        "letters/asks.html",
        {
            "waiting": [each for each in waiting if each.is_asked or each.refused],
            "quiet": [each.member for each in waiting if not each.is_asked and not each.refused],
            "most": MOST_MINUTES,
            "sendable": [each for each in waiting if each.next_letter and each.reachable and not each.had_letter],
            "no_mail": not settings.DEMO and settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"),
        },
    )


@require_POST
def hold_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep an ask out of the letters, or let it go again."""
    ask = queries.ask_of_leader(request.member, pk)
    actions.hold_back(ask, by=request.member, held_back=request.POST.get("held_back") == "1")
    return redirect("letters:asks")


@require_POST
def send_letters_now(request: SignedInRequest) -> HttpResponse:
    """Send the week's letter now to each leader who has had none."""
    letters = actions.send_letters_now(request.organisation, by=request.member)
    count = len(letters)
    if count:
        told = ngettext("%(count)d letter is on its way.", "%(count)d letters are on their way.", count)
        messages.success(request, told % {"count": count})
    else:
        messages.info(request, _("There is no letter to send: each has had this week's, or nothing is asked."))
    return redirect("letters:asks")

"""The pages about oneself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samkjort.ui.editing import errors_beside

from .. import actions, queries
from ..forms import SettingsForm
from ..http import SignedInRequest, posted, safe_next


@require_http_methods(["GET", "POST"])
def my_settings(request: SignedInRequest) -> HttpResponse:
    """Own language, time zone and colours, and the way to password, codes and devices."""
    me = request.member
    now = {"language": me.language, "time_zone": me.time_zone, "colour_scheme": me.colour_scheme}
    form = SettingsForm(posted(request), initial=now)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.change_settings(me, by=me, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("people:my-settings")
    several = queries.memberships(request.user.pk).count() > 1
    return render(request, "people/my_settings.html", {"form": form, "several": several})


@require_GET
def stored_about_me(request: SignedInRequest) -> HttpResponse:
    """What is stored about the reader: what, why, who sees it, how long."""
    return render(request, "people/stored_about_me.html", {
        "lines": queries.stored_about(request.member), "next": safe_next(request),
        "asks": request.member.informed_on is None and request.via_link is None,
    })  # fmt: skip


@require_POST
def say_informed(request: SignedInRequest) -> HttpResponse:
    """Keep that the reader was told, and go on to where they were going."""
    actions.say_informed(request.member, by=request.member)
    return redirect(safe_next(request))

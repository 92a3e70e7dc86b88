"""The pages about the organisation as a whole."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samkjort.journal.queries import security_entries
from samkjort.ui.editing import errors_beside

from .. import actions
from ..forms import OrganisationForm, ReasonForm
from ..http import SignedInRequest, posted
from ..permissions import can_administer, can_read_security_log, require

MOST_ENTRIES = 500


@require_http_methods(["GET", "POST"])
def organisation(request: SignedInRequest) -> HttpResponse:
    """The organisation's settings: administrators only."""
    require(can_administer(request.member, request.organisation.pk))
    form = OrganisationForm(posted(request), organisation=request.organisation)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            fields = actions.OrganisationFields(**form.cleaned_data)
            actions.change_organisation(request.organisation, by=request.member, fields=fields)
            messages.success(request, _("Saved."))
            return redirect("people:organisation")
    return render(request, "people/organisation.html", {"form": form})


@require_http_methods(["GET", "POST"])
def security_log(request: SignedInRequest) -> HttpResponse:
    """The security log, opened with a reason each time: administrators only."""
    require(can_read_security_log(request.member, request.organisation))
    form = ReasonForm(posted(request))
    entries = None
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.open_security_log(request.organisation, by=request.member, reason=form.cleaned_data["reason"])
            entries = security_entries(request.organisation.pk)[:MOST_ENTRIES]
    return render(request, "people/security_log.html", {"form": form, "entries": entries, "most": MOST_ENTRIES})

"""Pages to answer: my week, and one key result's check-in."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samkjort import clock
from samkjort.people.http import SignedInRequest
from samkjort.people.permissions import require

from .. import actions, permissions, queries
from ..forms import CheckInForm
from ..models import KeyResult


@require_http_methods(["GET", "POST"])
def my_week(request: SignedInRequest) -> HttpResponse:
    """All that I answer for on one page, saved as one act."""
    owed = queries.my_week(request.member)
    cards = [
        (line, CheckInForm(request.POST or None, prefix=f"kr{line.key_result.pk}", key_result=line.key_result))
        for line in owed
    ]
    if request.method == "POST" and _save_cards(request, cards):
        return redirect("okr:my-week")
    return render(
        request,
        "okr/my_week.html",
        {
            "cards": cards,
            "forms": [form for _line, form in cards],
            "done": sum(line.done for line in owed),
            "week": clock.week(clock.today()),
        },
    )


def _save_cards(request: SignedInRequest, cards: list[tuple[queries.Owed, CheckInForm]]) -> bool:
    """Save what was filled in; where one card has an error nothing is saved, and nothing typed is lost."""
    filled = [(line.key_result, form) for line, form in cards if form.is_filled]
    if not filled:
        messages.info(request, _("Nothing was filled in, so nothing was saved."))
        return True
    if not all([form.is_valid() for _result, form in filled]):
        return False
    try:
        actions.save_week([(result, form.entry()) for result, form in filled], by=request.member)
    except ValidationError as problem:
        filled[0][1].add_error(None, problem)
        return False
    count = len(filled)
    messages.success(
        request,
        ngettext("Saved %(count)d of %(all)d. Thank you.", "Saved %(count)d of %(all)d. Thank you.", count)
        % {"count": count, "all": len(cards)},
    )
    return True


@require_http_methods(["GET", "POST"])
def check_in(request: SignedInRequest, pk: int) -> HttpResponse:
    """How is this key result doing?"""
    result = queries.key_result(request.member, pk)
    require(permissions.can_check_in(request.member, result))
    form = CheckInForm(request.POST or None, key_result=result)
    if request.method == "POST" and form.is_valid() and _take(request, result, form):
        return redirect("okr:objective", result.objective_id)
    return render(request, "okr/check_in.html", {"key_result": result, "form": form})


def _take(request: SignedInRequest, result: KeyResult, form: CheckInForm) -> bool:
    if not form.is_filled:
        form.add_error("confidence", _("Choose from 0 to 10."))
        return False
    try:
        actions.check_in(result, by=request.member, entry=form.entry())
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    messages.success(request, _("Saved. Thank you."))
    return True

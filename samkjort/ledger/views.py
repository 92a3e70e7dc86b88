"""The pages about comments and input."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samkjort.people.http import SignedInRequest, posted
from samkjort.people.permissions import require
from samkjort.ui.editing import errors_beside

from . import actions, queries
from .forms import AnswerForm, SayForm
from .permissions import can_answer_input, can_talk


@require_POST
def comment(request: SignedInRequest) -> HttpResponse:
    """Say something about a thing, and go back to it."""
    return _say(request, "ledger/comment.html", _("Your comment stands there now."))


@require_POST
def give_input(request: SignedInRequest) -> HttpResponse:
    """Ask a question or give advice about a thing, and go back to it."""
    return _say(request, "ledger/give_input.html", _("Thank you. You find your input and the answer under Input."))


def _say(request: SignedInRequest, template: str, thanks: str) -> HttpResponse:
    form = SayForm(request.POST)
    valid = form.is_valid()
    said = form.cleaned_data
    about: tuple[str, str, int] = (said.get("room") or "", said.get("kind") or "", said.get("object_id") or 0)
    thing = queries.thing(request.member, *about)
    require(can_talk(request.member, *about))
    if valid:
        submission = form.cleaned_data["submission"]
        if queries.already_said(submission):
            return redirect(thing.address)
        act = actions.comment if template == "ledger/comment.html" else actions.give_input
        with errors_beside(form):
            act(*about, by=request.member, text=form.cleaned_data["text"], submission=submission)
            messages.success(request, thanks)
            return redirect(thing.address)
    return render(request, template, {"form": form, "thing": thing}, status=422)


@require_POST
def withdraw_comment(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back one's own comment."""
    comment_ = queries.comment(request.member, pk)
    actions.withdraw_comment(comment_, by=request.member)
    messages.success(request, _("Your words are gone."))
    return redirect(queries.thing(request.member, comment_.room, comment_.kind, comment_.object_id).address)


@require_safe
def inputs(request: SignedInRequest) -> HttpResponse:
    """What has been said, what waits for an answer, and what was answered."""
    return render(request, "ledger/inputs.html", {"ledger": queries.ledger(request.member)})


@require_http_methods(["GET", "POST"])
def answer_input(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer input, or promise an answer by a day."""
    input_ = queries.input_(request.member, pk)
    require(can_answer_input(request.member, input_))
    form = AnswerForm(posted(request), about=input_)
    if request.method == "POST" and form.is_valid():
        with errors_beside(form):
            actions.answer_input(input_, by=request.member, **form.cleaned_data)
            messages.success(request, _("The answer stands beside the input."))
            return redirect("ledger:inputs")
    thing = queries.thing(request.member, input_.room, input_.kind, input_.object_id)
    return render(request, "ledger/answer_input.html", {"form": form, "input": input_, "thing": thing})

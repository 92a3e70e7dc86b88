"""Pages to write on: objectives and key results."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samkjort import clock
from samkjort.direction import queries as direction
from samkjort.people import queries as people
from samkjort.people.http import SignedInRequest
from samkjort.people.permissions import require

from .. import actions, permissions, queries
from ..forms import LEVELS, KeyResultForm, ObjectiveForm
from ..models import KeyResult, Objective


def _objective_form(request: SignedInRequest, objective: Objective | None, **initial: Any) -> ObjectiveForm:
    cycles = queries.cycles(request.member).filter(closed_on=None)
    if objective is not None:
        initial = {
            **{name: getattr(objective, name) for name in ("title", "why", "cycle", "ambition", "owner", "version")},
            "priorities": list(objective.priorities.all()),
        }
    return ObjectiveForm(
        request.POST or None,
        initial=initial,
        cycles=cycles.filter(pk=objective.cycle_id) if objective else cycles,
        members=people.members(request.member),
        priorities=direction.priorities(request.member),
        published=objective is not None and objective.status != Objective.Status.DRAFT,
    )


@require_http_methods(["GET", "POST"])
def draft_objective(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a new objective for an area."""
    area = people.area(request.member, pk)
    require(permissions.can_write_okrs(request.member, area))
    form = _objective_form(
        request, None, cycle=queries.cycle_now(request.member), ambition="ambitious", owner=request.member
    )
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said.pop("version")
        try:
            made = actions.draft_objective(area, said.pop("cycle"), by=request.member, **said)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The draft is saved. Now add how you will see that you get there."))
            return redirect("okr:objective", made.pk)
    return render(request, "okr/draft_objective.html", {"form": form, "area": area, "today": clock.today()})


@require_http_methods(["GET", "POST"])
def change_objective(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change an objective; what another has changed meanwhile is shown, and nothing is lost."""
    objective = queries.objective(request.member, pk)
    require(permissions.can_change_objective(request.member, objective))
    form = _objective_form(request, objective)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said.pop("cycle")
        version = said.pop("version") or 0
        try:
            actions.change_objective(objective, by=request.member, version=version, **said)
        except actions.Stale as stale:
            meanwhile = stale.current
            # What was typed stays; saved once more, it takes the place of what is there now.
            again = request.POST.copy()
            again["version"] = str(stale.current.version)
            form.data = again
            form.add_error(None, stale)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("okr:objective", pk)
    return render(request, "okr/change_objective.html", {"form": form, "objective": objective, "meanwhile": meanwhile})


def _do(request: SignedInRequest, pk: int, act: Any, done: str) -> HttpResponse:
    """One act on an objective from its own page: say what was done, or why it could not be."""
    objective = queries.objective(request.member, pk)
    try:
        act(objective, by=request.member)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, done)
    return redirect("okr:objective", pk)


@require_POST
def publish_objective(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let the whole organisation see it."""
    return _do(request, pk, actions.publish_objective, _("Published. Everybody in the organisation can see it now."))


@require_POST
def close_objective(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close it as it stands."""
    return _do(request, pk, actions.close_objective, _("Closed. The progress stands as it is."))


@require_POST
def drop_objective(request: SignedInRequest, pk: int) -> HttpResponse:
    """Drop it, on purpose."""
    return _do(request, pk, actions.drop_objective, _("Dropped. It no longer counts."))


@require_POST
def link_objective(request: SignedInRequest, pk: int) -> HttpResponse:
    """Let it contribute to another."""
    parent = queries.objective(request.member, _number(request.POST.get("parent", "")))

    def link(child: Objective, *, by: Any) -> None:
        actions.link_objectives(child, parent=parent, by=by)

    return _do(request, pk, link, _("Linked. It changes nobody's numbers."))


@require_POST
def unlink_objective(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take the link away."""
    parent = queries.objective(request.member, _number(request.POST.get("parent", "")))

    def unlink(child: Objective, *, by: Any) -> None:
        actions.unlink_objectives(child, parent=parent, by=by)

    return _do(request, pk, unlink, _("The link is taken away."))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _key_result_form(request: SignedInRequest, result: KeyResult | None, published: bool) -> KeyResultForm:
    initial: dict[str, Any] = {"owner": request.member}
    if result is not None:
        names = ("title", "kind", "unit", "baseline", "target", "low", "high", "weight", "owner")
        initial = {name: getattr(result, name) for name in names}
        initial["steps"] = "\n".join(step.title for step in result.steps.all())
        initial |= {name: result.levels.get(level, "") for name, level in LEVELS.items()}
        for name in ("baseline", "target", "low", "high"):
            if initial[name] is not None:
                initial[name] = format(initial[name].normalize(), "f")
    return KeyResultForm(
        request.POST or None, initial=initial, members=people.members(request.member), published=published
    )


@require_http_methods(["GET", "POST"])
def add_key_result(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add how one will see that the objective comes nearer."""
    objective = queries.objective(request.member, pk)
    require(permissions.can_change_objective(request.member, objective))
    form = _key_result_form(request, None, published=False)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_key_result(objective, by=request.member, fields=form.key_result())
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The key result is added."))
            return redirect("okr:objective", pk)
    return render(request, "okr/add_key_result.html", {"form": form, "objective": objective})


@require_http_methods(["GET", "POST"])
def change_key_result(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a key result; where it is published, with a reason that stays visible."""
    result = queries.key_result(request.member, pk)
    require(permissions.can_change_objective(request.member, result.objective))
    published = result.objective.status != Objective.Status.DRAFT
    form = _key_result_form(request, result, published)
    if request.method == "POST" and form.is_valid():
        because = form.cleaned_data.get("because", "")
        try:
            actions.change_key_result(result, by=request.member, fields=form.key_result(), because=because)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("Saved."))
            return redirect("okr:objective", result.objective_id)
    return render(request, "okr/change_key_result.html", {"form": form, "key_result": result})


@require_POST
def remove_key_result(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a key result from a draft."""
    result = queries.key_result(request.member, pk)
    try:
        actions.remove_key_result(result, by=request.member)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The key result is removed."))
    return redirect("okr:objective", result.objective_id)

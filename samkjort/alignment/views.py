"""The pages of the purpose: the OKR lead's, the leader's on a phone, and everybody's."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samkjort import clock
from samkjort.direction import queries as direction
from samkjort.ledger import actions as ledger
from samkjort.ledger import queries as talks
from samkjort.people import actions as people_actions
from samkjort.people import queries as people
from samkjort.people.http import SignedInRequest, posted
from samkjort.people.permissions import is_leader, require
from samkjort.ui.editing import errors_beside

from . import actions, method, permissions, queries
from .forms import AnswerForm, CheckForm, InputForm, MarkForm, PurposeForm, SharingForm
from .models import PurposeVersion, Reading


@require_GET
def purpose(request: SignedInRequest) -> HttpResponse:
    """Why OKR here? The text for everybody; for leaders their answers; for the OKR lead who has understood."""
    return _purpose_page(request)


def _purpose_page(request: SignedInRequest, *, faulty: tuple[int, MarkForm] | None = None) -> HttpResponse:
    member, pk = request.member, request.organisation.pk
    version = queries.published(pk)
    reads = permissions.can_read_answers(member, pk)
    leader = is_leader(member)
    group = people.top_leadership(pk)
    sees_words = reads or (leader and group is not None and bool(group.words_are_shared))
    asks = version is not None and queries.link_purpose(member, version.pk) is not None
    return render(
        request,
        "alignment/purpose.html",
        {
            "version": version,
            "state": queries.purpose_state(pk, clock.today()),
            "writes": permissions.can_write_purpose(member, pk),
            "reads": reads,
            "leader": leader,
            "draft": queries.draft(pk) if permissions.can_write_purpose(member, pk) else None,
            "group": group,
            "sharing": SharingForm() if reads and group is not None and group.words_are_shared is None else None,
            "mine": queries.reading(version, member) if version and leader else None,
            "cards": _cards(version, reads, faulty) if version and sees_words else [],
            "misread": queries.misread(version) if version and reads else [],
            "spreads": _spreads(version) if version and (reads or leader) else [],
            "talk": talks.talk(member, "alignment", "purpose", version.pk) if version and asks else None,
        },
        status=422 if faulty else 200,
    )


def _cards(
    version: PurposeVersion, reads: bool, faulty: tuple[int, MarkForm] | None
) -> list[tuple[Reading, MarkForm | None]]:
    known = dict([faulty]) if faulty else {}
    return [(row, known.get(row.pk) or _mark_form(row) if reads else None) for row in queries.words(version)]


def _mark_form(row: Reading) -> MarkForm:
    return MarkForm(prefix=f"r{row.pk}", initial={"mark": row.mark, "reply": row.reply})


def _spreads(version: PurposeVersion) -> list[tuple[str, queries.Spread | None]]:
    return [
        (_("How clear it is"), queries.spread(version, "clear")),
        (_("How convinced leaders are"), queries.spread(version, "convinced")),
    ]


@require_POST
def start_purpose(request: SignedInRequest) -> HttpResponse:
    """Begin the next version."""
    actions.start_purpose(request.organisation, by=request.member)
    return redirect("alignment:edit-purpose")


@require_http_methods(["GET", "POST"])
def edit_purpose(request: SignedInRequest) -> HttpResponse:
    """Write the draft; what another has changed meanwhile is shown, and nothing is lost."""
    draft = queries.draft_to_write(request.member)
    form = PurposeForm(posted(request), version=draft, priorities=direction.priorities(request.member))
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        text = actions.PurposeText(
            text=said["text"],
            is_not=said["is_not"],
            changes=said.get("changes", ""),
            priorities=list(said["priorities"]),
            statements=form.statements(),
        )
        try:
            actions.change_purpose(draft, by=request.member, edits=said["edits"], said=text)
        except actions.Stale as stale:
            meanwhile = stale.current
            again = request.POST.copy()
            again["edits"] = str(stale.current.edits)
            form.data = again
            form.add_error(None, stale)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            messages.success(request, _("The draft is saved. Nobody else sees it before it is published."))
            return redirect("alignment:purpose")
    return render(request, "alignment/edit_purpose.html", {"form": form, "draft": draft, "meanwhile": meanwhile})


@require_POST
def publish_purpose(request: SignedInRequest) -> HttpResponse:
    """Publish the draft and ask the leaders."""
    draft = queries.draft_to_write(request.member)
    try:
        actions.publish_purpose(draft, by=request.member)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Published. Each leader gets it in this week's letter."))
    return redirect("alignment:purpose")


@require_POST
def choose_sharing(request: SignedInRequest) -> HttpResponse:
    """Write down what the leadership group chose."""
    group = people.top_leadership(request.organisation.pk)
    form = SharingForm(request.POST)
    if group is None or not form.is_valid():
        messages.error(request, _("Choose one of the two."))
        return redirect("alignment:purpose")
    try:
        people_actions.share_words(group, by=request.member, shared=form.cleaned_data["shared"] == "yes")
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("Saved."))
    return redirect("alignment:purpose")


@require_GET
def missing(request: SignedInRequest) -> HttpResponse:
    """Who has not read or answered yet? For the OKR lead alone."""
    return render(request, "alignment/missing.html", {"lines": queries.missing(request.member)})


@require_POST
def remind_leaders(request: SignedInRequest) -> HttpResponse:
    """Send what waits; nobody gets two letters in a week."""
    actions.remind_leaders(request.organisation, by=request.member)
    messages.success(request, _("Letters go to those who have not had one this week."))
    return redirect("alignment:purpose")


@require_http_methods(["GET", "POST"])
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """The leader's five minutes: read and check, own words, a question. One thing a page."""
    version = queries.version_to_answer(request.member, pk)
    row = queries.reading(version, request.member)
    part = _part(request, row)
    form = _form(part, request, version, row)
    if request.method == "POST" and form is not None and form.is_valid() and _take(request, part, version, form):
        return redirect(
            f"{reverse('alignment:answer', args=[pk])}?part={ {'check': 'words', 'words': 'ask', 'ask': 'done'}[part] }"
        )
    said = queries.answers_of(row)
    group = people.top_leadership(version.organisation_id)
    return render(
        request,
        "alignment/answer.html",
        {
            "version": version,
            "part": part,
            "form": form,
            "row": row,
            "key": [(s, said.get(s.pk)) for s in version.statements.all()] if part == "words" else [],
            "shared": group is not None and bool(group.words_are_shared),
            "is_current": queries.is_current(version),
            "asked": queries.own_questions(version, request.member) if part == "done" else [],
            "answered_by": clock.add_working_days(clock.today(), method.WORKING_DAYS_TO_ANSWER_QUESTION),
            "leads": list(people.okr_leads(version.organisation_id)[:1]),
        },
    )


def _part(request: SignedInRequest, row: Reading | None) -> str:
    """Where the leader is: the key is never reached before the statements are answered."""
    if row is None or row.checked_on is None:
        return "check"
    asked = request.POST.get("part") or request.GET.get("part")
    if row.answered_on is None:
        return "words"
    return asked if asked in {"words", "ask", "done"} else "words"


def _form(part: str, request: SignedInRequest, version: PurposeVersion, row: Reading | None) -> BaseForm | None:
    data = request.POST if request.method == "POST" and request.POST.get("part") == part else None
    if part == "check":
        return CheckForm(data, version=version)
    if part == "words":
        answered = row is not None and row.answered_on is not None
        initial = {"words": row.words, "clear": row.clear, "convinced": row.convinced} if row and answered else {}
        return AnswerForm(data, initial=initial)
    return InputForm(data) if part == "ask" else None


def _take(request: SignedInRequest, part: str, version: PurposeVersion, form: BaseForm) -> bool:
    try:
        if isinstance(form, CheckForm):
            actions.check_understanding(version, by=request.member, answers=form.answers())
        elif isinstance(form, AnswerForm):
            actions.answer_purpose(version, by=request.member, **form.cleaned_data)
        else:
            said = form.cleaned_data
            if not talks.already_said(said["submission"]):
                ledger.give_input("alignment", "purpose", version.pk, by=request.member, **said)
    except ValidationError as problem:
        form.add_error(None, problem)
        return False
    return True


@require_POST
def mark_words(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say whether a leader's words mean the same, with a reply where they do not."""
    row = queries.reading_to_mark(request.member, pk)
    require(permissions.can_mark(request.member, row))
    form = MarkForm(request.POST, prefix=f"r{pk}")
    if form.is_valid():
        with errors_beside(form):
            actions.mark_words(row, by=request.member, **form.cleaned_data)
            messages.success(request, _("Saved. The leader sees it beside their own words."))
            return redirect(f"{reverse('alignment:purpose')}#words-{pk}")
    return _purpose_page(request, faulty=(pk, form))

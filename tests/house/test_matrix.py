"""Who may what: a row for each address in the resolver. An address without a row fails; what is not granted is refused.

The rows are written from what each room's `permissions.py` promises, not from what the pages answer. A row says who is
let in on GET and on POST with a valid body, and how the others are refused: 403 where they see the thing but may not,
404 where they may not know that it is there. Nobody from another organisation gets in anywhere, and whoever is not
signed in is led to sign-in, unless the row says `open`.
"""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from samkjort import clock
from samkjort.letters import queries as asked
from samkjort.people.models import Member, Organisation
from tests.factories import factory
from tests.world import STRANGERS, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LEAD, SPONSOR, LEADER, AREA_LEAD, MEMBER = "okr lead", "sponsor", "leader", "area lead", "member"
EMPLOYEES, GUEST, READER, ADMINISTRATOR = "employee representative", "facilitator", "reader", "administrator"
ALL = frozenset({LEAD, SPONSOR, LEADER, AREA_LEAD, MEMBER, EMPLOYEES, GUEST, READER, ADMINISTRATOR})
NOBODY: frozenset[str] = frozenset()
WRITERS = ALL - {READER}
PEOPLE = {LEAD, ADMINISTRATOR}  # people, areas and leadership groups
DRIVERS = {LEAD, GUEST}
AREA = {LEAD, AREA_LEAD, MEMBER}  # whoever writes home care's OKRs
SEATED = {SPONSOR, LEADER}
SIGN_IN = settings.LOGIN_URL
BROWSER = Client()  # one for all, with its cookies anew each time: to load what answers costs more than many answers

# What others have built and guard themselves: to sign in, codes, devices.
FOREIGN = ("account_", "mfa_", "usersessions_")
FOREIGN_OPEN = {
    "account_login", "account_signup", "account_logout", "account_inactive", "account_email_verification_sent",
    "account_confirm_login_code", "account_request_login_code", "account_reset_password",
    "account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done",
    "mfa_authenticate",
}  # fmt: skip


Get = Callable[[World], Any]


def nothing(_world: World) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Row:
    """What is expected of one address."""

    args: Get = lambda _world: []
    get: frozenset[str] | set[str] | None = None  # None: not to be read
    post: frozenset[str] | set[str] | None = None  # None: not to be written to
    body: Get = nothing
    refused: int = 403
    sees: frozenset[str] | set[str] = NOBODY  # who sees the thing, but may not, where others are told 404
    done: int = 302  # what a POST that is let through answers
    read: int = 200
    open: bool = False  # no sign-in is asked for


def about(world: World, room: str, kind: str, pk: int) -> dict[str, Any]:
    return {"room": room, "kind": kind, "object_id": pk, "submission": str(uuid.uuid4()), "text": "Why?"}


def purpose_body(world: World) -> dict[str, Any]:
    body: dict[str, Any] = {"text": "Fewer things.", "is_not": "", "changes": "Clearer.", "edits": 0}
    body["edits"] = world.next_version.edits
    for n, row in enumerate(world.next_version.statements.all(), start=1):
        body |= {f"text_{n}": row.text, f"is_meant_{n}": "yes", f"explanation_{n}": "Because"}
    return body


def checks(world: World) -> dict[str, Any]:
    return {"part": "check"} | {f"statement_{row.pk}": "yes" for row in world.version.statements.all()}


def objective_body(world: World) -> dict[str, Any]:
    return {
        "title": "Another title", "why": "", "cycle": world.cycle.pk, "ambition": "ambitious", "because": "Clearer",
        "version": world.published.version, "owner": world.cast.amir.pk,
    }  # fmt: skip


def draft_body(world: World) -> dict[str, Any]:
    return {**objective_body(world), "version": world.draft.version}


RESULT_BODY = {
    "title": "New result", "kind": "increase", "unit": "%", "baseline": "0", "target": "50", "weight": "1",
    "because": "Clearer",
}  # fmt: skip
CHECK_IN = {"confidence": "7", "value": "40", "note": "", "blocker": "", "blocker_next": ""}


def siri(world: World) -> list[int]:
    return [world.cast.siri.pk]


def schools(world: World) -> list[int]:
    return [world.cast.schools.pk]


def group(world: World) -> list[int]:
    return [world.cast.group.pk]


def published(world: World) -> list[int]:
    return [world.published.pk]


def draft(world: World) -> list[int]:
    return [world.draft.pk]


def token(world: World) -> list[str]:
    return [world.token]


ROWS: dict[str, Row] = {
    "healthz": Row(get=ALL, open=True),
    "readyz": Row(get=ALL, open=True, read=503),  # no worker runs here
    # people
    "people:members": Row(get=ALL),
    "people:invite-member": Row(get=PEOPLE, post=PEOPLE, body=lambda w: {"name": "New", "email": "new@example.org"}),
    "people:member": Row(siri, get=ALL),
    "people:change-member": Row(
        siri, get=PEOPLE, post=PEOPLE, body=lambda w: {"name": "Siri", "email": w.cast.siri.email}
    ),
    "people:change-roles": Row(siri, get={ADMINISTRATOR}, post={ADMINISTRATOR}, body=lambda w: {"is_reader": "on"}),
    "people:leave": Row(siri, get=PEOPLE, post=PEOPLE, body=lambda w: {"name": w.cast.siri.name}),
    "people:bring-back": Row(lambda w: [w.left.pk], post=PEOPLE),
    "people:erase-member": Row(
        siri, get={ADMINISTRATOR}, post={ADMINISTRATOR}, body=lambda w: {"name": w.cast.siri.name}
    ),
    "people:areas": Row(get=ALL),
    "people:create-area": Row(get=PEOPLE, post=PEOPLE, body=lambda w: {"name": "Culture"}),
    "people:change-area": Row(schools, get=PEOPLE, post=PEOPLE, body=lambda w: {"name": "All schools"}),
    "people:end-area": Row(schools, get=PEOPLE, post=PEOPLE, body=lambda w: {"to_date": str(clock.today())}),
    "people:record-discussion": Row(
        schools, get={LEAD, SPONSOR}, post={LEAD, SPONSOR}, body=lambda w: {"held_on": str(clock.today())}
    ),
    "people:leadership": Row(get=ALL),
    "people:form-leadership-group": Row(
        get=PEOPLE, post=PEOPLE, body=lambda w: {"name": "Leaders of schools", "area": w.cast.schools.pk}
    ),
    "people:seat-leader": Row(
        group, post=PEOPLE, body=lambda w: {f"group-{w.cast.group.pk}-member": w.cast.siri.pk}
    ),
    "people:unseat-leader": Row(lambda w: [w.cast.group.pk, w.cast.bente.pk], post=PEOPLE),
    "people:share-words": Row(group, post=PEOPLE, body=lambda w: {f"words-{w.cast.group.pk}-shared": "no"}),
    "people:organisation": Row(
        get={ADMINISTRATOR}, post={ADMINISTRATOR},
        body=lambda w: {"name": "Fjordvik", "language": "nb", "time_zone": "Europe/Oslo", "reminder_weekday": 0},
    ),
    "people:security-log": Row(
        get={ADMINISTRATOR}, post={ADMINISTRATOR}, body=lambda w: {"reason": "A question"}, done=200
    ),
    "people:my-settings": Row(get=ALL, post=ALL, body=lambda w: {"colour_scheme": "dark"}),
    "people:stored-about-me": Row(get=ALL),
    "people:say-informed": Row(post=ALL),
    "people:set-language": Row(post=ALL, body=lambda w: {"language": "nb"}, open=True),
    "people:choose-organisation": Row(
        get=ALL, post=ALL, body=lambda w: {"organisation": w.cast.organisation.pk}
    ),
    "people:no-organisation": Row(get=ALL, read=302, open=True),
    # letters: the token itself is the key, and whoever else is signed in is told that it is another's
    "letters:open-link": Row(token, get=ALL, post=ALL, done=200, open=True),
    "letters:not-me": Row(token, post=ALL, done=200, open=True),
    "letters:new-link": Row(token, post=ALL, done=200, open=True),
    "letters:stop": Row(lambda w: [asked.stop_token(w.cast.siri.pk)], get=ALL, post=ALL, done=200, open=True),
    "letters:asks": Row(get={LEAD}, refused=404),
    "letters:hold-back": Row(lambda w: [w.ask.pk], post={LEAD}, body=lambda w: {"held_back": "1"}, refused=404),
    "letters:send-letters-now": Row(post=DRIVERS | SEATED),
    "letters:outgoing": Row(get=NOBODY, refused=404),  # in a demo alone
    "letters:outgoing-letter": Row(lambda w: [w.letter.pk], get=NOBODY, refused=404),
    "letters:open-outgoing": Row(lambda w: [w.letter.pk, w.ask.pk], post=NOBODY, refused=404),
    # one's own page
    "desk:my-page": Row(get=ALL),
    "desk:search": Row(get=ALL),
    # talk
    "ledger:inputs": Row(get=ALL),
    "ledger:comment": Row(post=WRITERS, body=lambda w: about(w, "okr", "objective", w.published.pk)),
    "ledger:withdraw-comment": Row(lambda w: [w.comment.pk], post={MEMBER}),
    "ledger:give-input": Row(post=WRITERS, body=lambda w: about(w, "okr", "objective", w.published.pk)),
    "ledger:answer-input": Row(
        lambda w: [w.input.pk], get={LEAD, SPONSOR}, post={LEAD, SPONSOR},
        body=lambda w: {"outcome": "wont", "answer": "Not now"},
    ),
    # priorities
    "direction:priorities": Row(get=ALL),
    "direction:add-priority": Row(
        get={LEAD, SPONSOR, ADMINISTRATOR}, post={LEAD, SPONSOR, ADMINISTRATOR}, body=lambda w: {"name": "Less waiting"}
    ),
    "direction:change-priority": Row(
        lambda w: [w.priority.pk], get={LEAD, SPONSOR, ADMINISTRATOR}, post={LEAD, SPONSOR, ADMINISTRATOR},
        body=lambda w: {"name": "Less waiting", "place": 1},
    ),
    "direction:end-priority": Row(lambda w: [w.priority.pk], post={LEAD, SPONSOR, ADMINISTRATOR}),
    # OKRs
    "okr:overview": Row(get=ALL),
    "okr:my-week": Row(
        get=ALL, post=ALL, body=lambda w: {f"kr{w.result.pk}-{name}": said for name, said in CHECK_IN.items()}
    ),
    "okr:cycles": Row(
        get=ALL, post={LEAD},
        body=lambda w: {"name": "T1 2027", "kind": "tertial", "starts_on": "2027-01-01", "ends_on": "2027-04-30"},
    ),
    "okr:priorities": Row(get=ALL),
    "okr:area": Row(lambda w: [w.cast.home_care.pk], get=ALL),
    "okr:draft-objective": Row(lambda w: [w.cast.home_care.pk], get=AREA, post=AREA, body=objective_body),
    "okr:objective": Row(published, get=ALL),
    "okr:change-objective": Row(published, get=AREA, post=AREA, body=objective_body),
    "okr:publish-objective": Row(draft, post=AREA, refused=404, sees={GUEST}),
    "okr:close-objective": Row(published, post=AREA),
    "okr:drop-objective": Row(published, post=AREA),
    "okr:link-objective": Row(published, post=AREA, body=lambda w: {"parent": w.higher.pk}),
    "okr:unlink-objective": Row(lambda w: [w.lower.pk], post={LEAD, AREA_LEAD}, body=lambda w: {"parent": w.higher.pk}),
    "okr:add-key-result": Row(published, get=AREA, post=AREA, body=lambda w: RESULT_BODY),
    "okr:check-in": Row(lambda w: [w.result.pk], get=AREA, post=AREA, body=lambda w: CHECK_IN),
    "okr:change-key-result": Row(lambda w: [w.result.pk], get=AREA, post=AREA, body=lambda w: RESULT_BODY),
    "okr:remove-key-result": Row(lambda w: [w.draft_result.pk], post=AREA, refused=404, sees={GUEST}),
    # the purpose
    "alignment:purpose": Row(get=ALL),
    "alignment:start-purpose": Row(post=DRIVERS),
    "alignment:edit-purpose": Row(get=DRIVERS, post=DRIVERS, body=purpose_body, refused=404),
    "alignment:publish-purpose": Row(post=DRIVERS, refused=404),
    "alignment:choose-sharing": Row(post=PEOPLE, body=lambda w: {"shared": "yes"}),
    "alignment:missing": Row(get={LEAD}, refused=404),
    "alignment:remind-leaders": Row(post=DRIVERS),
    "alignment:answer": Row(lambda w: [w.version.pk], get=SEATED, post=SEATED, body=checks, refused=404),
    "alignment:mark-words": Row(
        lambda w: [w.reading.pk], post={LEAD}, body=lambda w: {f"r{w.reading.pk}-mark": "same"}, refused=404
    ),
    # the road
    "roadmap:road": Row(get=ALL),
    "roadmap:history": Row(get=DRIVERS | SEATED | {ADMINISTRATOR, EMPLOYEES}),
    # the demo, which this is not
    "demo:choose": Row(get=NOBODY, refused=404, open=True),
    "demo:sign-in-as": Row(lambda w: ["okr"], post=NOBODY, refused=404, open=True),
}  # fmt: skip

# The same addresses about a draft, which is its area's own.
DRAFTS: dict[str, Row] = {
    "okr:objective": Row(draft, get=AREA | {GUEST}, refused=404),
    "okr:change-objective": Row(draft, get=AREA, post=AREA, body=draft_body, refused=404, sees={GUEST}),
    "okr:close-objective": Row(draft, post=AREA, refused=404, sees={GUEST}),
    "okr:drop-objective": Row(draft, post=AREA, refused=404, sees={GUEST}),
    "okr:add-key-result": Row(
        draft, get=AREA, post=AREA, body=lambda w: RESULT_BODY, refused=404, sees={GUEST}
    ),
    # let in, and told that a draft has no weeks yet
    "okr:check-in": Row(
        lambda w: [w.draft_result.pk], get=AREA, post=AREA, body=lambda w: CHECK_IN, refused=404, sees={GUEST}, done=200
    ),
    "okr:change-key-result": Row(
        lambda w: [w.draft_result.pk], get=AREA, post=AREA, body=lambda w: RESULT_BODY, refused=404, sees={GUEST}
    ),
    "ledger:comment": Row(
        post=AREA | {GUEST}, body=lambda w: about(w, "okr", "objective", w.draft.pk), refused=404
    ),
}  # fmt: skip


def names(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every name in the resolver, with its room's."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"
        else:
            yield from names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def foreign_names() -> list[str]:
    return sorted({name for name in names() if name.startswith(FOREIGN)})


def ask(world: World, role: str | None, method: str, address: str, body: dict[str, Any] | None = None) -> HttpResponse:
    """What an address answers somebody, or a visitor whom nobody knows; what it did is undone."""
    return answer(None if role is None else world.sessions[role], method, address, body)


def answer(session: str | None, method: str, address: str, body: dict[str, Any] | None = None) -> HttpResponse:
    BROWSER.cookies.clear()
    if session is not None:
        BROWSER.cookies[settings.SESSION_COOKIE_NAME] = session
    with transaction.atomic():
        response = BROWSER.get(address) if method == "get" else BROWSER.post(address, body or {})
        transaction.set_rollback(True)
    return response


def expected(row: Row, role: str, method: str) -> int:
    allowed = row.get if method == "get" else row.post
    assert allowed is not None
    if role in allowed:
        return row.read if method == "get" else row.done
    return 403 if role in row.sees else row.refused


def in_lines(found: Iterator[str]) -> str:
    return "\n".join(found)


def mistakes(world: World, name: str, row: Row) -> Iterator[str]:
    """Where an address answers otherwise than its row says."""
    args, body = row.args(world), row.body(world)
    address = reverse(name, args=args)
    for method, allowed in (("get", row.get), ("post", row.post)):
        if allowed is None:
            said = ask(world, LEAD, method, address, body).status_code
            if said != 405:
                yield f"{method} by {LEAD}: {said}, not 405"
            continue
        for role in sorted(ALL):
            said, right = ask(world, role, method, address, body).status_code, expected(row, role, method)
            if said != right:
                yield f"{method} by {role}: {said}, not {right}"
        for role in STRANGERS if args and not row.open else ():
            said = ask(world, role, method, address, body).status_code
            if said not in {403, 404}:
                yield f"{method} by {role}: {said}, not 404"
    for method in ("get", "post"):
        response = ask(world, None, method, address, body)
        led = response.status_code == 302 and response["Location"].startswith(reverse(SIGN_IN))
        if led == row.open:
            yield f"{method} by a visitor: {response.status_code} {response.headers.get('Location', '')}"


def test_every_address_has_a_row() -> None:
    own = {name for name in names() if not name.startswith(FOREIGN)}
    assert own == set(ROWS), own ^ set(ROWS)
    assert set(DRAFTS) <= own
    assert {name for name in FOREIGN_OPEN if name not in set(names())} == set()


@pytest.mark.parametrize("name", sorted(ROWS))
def test_only_those_get_in_whom_the_row_names(world: World, name: str) -> None:
    assert in_lines(mistakes(world, name, ROWS[name])) == ""


@pytest.mark.parametrize("name", sorted(DRAFTS))
def test_a_draft_is_its_areas_own(world: World, name: str) -> None:
    assert in_lines(mistakes(world, name, DRAFTS[name])) == ""


def opened(world: World, token_: str) -> Client:
    """A browser in which a personal link was opened, and nobody is signed in."""
    client = Client()
    assert client.post(reverse("letters:open-link", args=[token_])).status_code == 302
    return client


def pages_of(world: World, holder: Client) -> dict[str, set[int]]:
    """What each address answers the holder of a link, on GET and POST, where it does not lead to sign-in."""
    let_in: dict[str, set[int]] = {}
    kept = holder.cookies[settings.SESSION_COOKIE_NAME].value
    for name, row in ROWS.items():
        if row.open:
            continue
        address, body = reverse(name, args=row.args(world)), row.body(world)
        for method in ("get", "post"):
            response = answer(kept, method, address, body)
            if response.status_code != 302 or not response["Location"].startswith(reverse(SIGN_IN)):
                let_in.setdefault(name, set()).add(response.status_code)
    return let_in


TOLD = {"people:stored-about-me": {200, 405}, "people:say-informed": {302, 405}}


@pytest.mark.parametrize(
    ("token_of", "page"), [("token", "alignment:answer"), ("week_token", "okr:my-week")], ids=["purpose", "week"]
)
def test_a_personal_link_opens_what_it_is_about_and_nothing_else(world: World, token_of: str, page: str) -> None:
    holder = opened(world, getattr(world, token_of))
    assert pages_of(world, holder) == {page: {200, 302}, **TOLD}
    if page == "alignment:answer":
        for pk in (world.next_version.pk, world.version.pk + 1000):
            response = holder.get(reverse(page, args=[pk]))
            assert response["Location"].startswith(reverse(SIGN_IN))


def test_a_link_that_was_refused_opens_nothing(world: World) -> None:
    holder = opened(world, world.token)
    Client().post(reverse("letters:not-me", args=[world.token]))
    assert pages_of(world, holder) == {}


@pytest.mark.parametrize("name", foreign_names())
def test_pages_of_the_sign_in_library_show_a_visitor_nothing_of_ours(world: World, name: str) -> None:
    args = {"account_reset_password_from_key": ["1", "key"]}.get(name, [])
    response = ask(world, None, "get", reverse(name, args=args))
    if name in FOREIGN_OPEN:
        assert response.status_code in {200, 302}
        assert "Fjordvik" not in response.content.decode()
    else:
        assert response.status_code in {302, 404, 405}


FOREIGN_BODIES: list[tuple[str, str, str, Get, set[int]]] = [
    # an address, whose request, and a body that names something of another organisation: 404, or refused as no choice
    ("people:seat-leader", LEAD, "member", lambda w: {f"group-{w.cast.group.pk}-member": w.cast.stranger.pk}, {422}),
    ("people:change-area", LEAD, "parent", lambda w: {"name": "S", "parent": w.cast.other_area.pk}, {200}),
    ("people:change-area", LEAD, "lead", lambda w: {"name": "S", "lead": w.cast.stranger.pk}, {200}),
    (
        "people:end-area", LEAD, "successor",
        lambda w: {"to_date": str(clock.today()), "successor": w.cast.other_area.pk}, {200},
    ),
    (
        "people:change-member", LEAD, "area",
        lambda w: {"name": "Siri", "email": w.cast.siri.email, "area": w.cast.other_area.pk}, {200},
    ),
    ("people:form-leadership-group", LEAD, "area", lambda w: {"name": "G", "area": w.cast.other_area.pk}, {200}),
    ("people:choose-organisation", LEAD, "organisation", lambda w: {"organisation": w.cast.other.pk}, {404}),
    ("okr:change-objective", LEAD, "owner", lambda w: {**objective_body(w), "owner": w.cast.stranger.pk}, {200}),
    ("okr:add-key-result", LEAD, "owner", lambda w: {**RESULT_BODY, "owner": w.cast.stranger.pk}, {200}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "role", "what", "body", "answers"), FOREIGN_BODIES, ids=lambda v: str(v)[:40])
def test_a_body_cannot_name_what_is_anothers(
    world: World, name: str, role: str, what: str, body: Get, answers: set[int]
) -> None:
    address = reverse(name, args=ROWS[name].args(world))
    assert ask(world, role, "post", address, body(world)).status_code in answers, what


def test_the_okr_lead_cannot_take_over_an_administrator(world: World) -> None:
    jonas = world.cast.jonas
    address = reverse("people:change-member", args=[jonas.pk])
    taken = {"name": jonas.name, "email": "mine@fjordvik.example"}
    assert ask(world, LEAD, "post", address, {**taken, "email": jonas.email}).status_code == 302
    assert ask(world, LEAD, "post", address, taken).status_code == 403
    assert ask(world, ADMINISTRATOR, "post", address, taken).status_code == 302


@factory
def end_access(member: Member, **fields: Any) -> None:
    Member.objects.filter(pk=member.pk).update(**fields)


@pytest.mark.parametrize("how", ["left_on", "ends_on"])
def test_whoever_has_left_or_whose_time_is_out_is_let_in_nowhere(world: World, how: str) -> None:
    """A browser that is still signed in, of somebody who drove the introduction until yesterday."""
    explained = {reverse("people:no-organisation"), reverse(SIGN_IN)}
    with transaction.atomic():
        end_access(world.cast.rolf, **{how: clock.today() - timedelta(days=1)})
        for name, row in ROWS.items():
            if row.open:
                continue
            address, body = reverse(name, args=row.args(world)), row.body(world)
            for method in ("get", "post"):
                response = ask(world, GUEST, method, address, body)
                assert response.status_code == 302, f"{method} {name}"
                assert response["Location"].split("?")[0] in explained, f"{method} {name}"
        transaction.set_rollback(True)


DEMO_ALONE = ("letters:outgoing", "letters:outgoing-letter", "letters:open-outgoing")


@pytest.mark.parametrize("name", DEMO_ALONE)
def test_letters_lie_open_in_the_demo_organisation_alone(world: World, name: str) -> None:
    address = reverse(name, args=ROWS[name].args(world))
    method = "post" if name == "letters:open-outgoing" else "get"
    with override_settings(DEMO=True), transaction.atomic():
        assert ask(world, READER, method, address).status_code == 404
        organisation = world.cast.organisation
        show_demo(organisation)
        assert ask(world, READER, method, address).status_code in {200, 302}
        assert ask(world, STRANGERS[0], method, address).status_code == 404 or not ROWS[name].args(world)
        assert ask(world, None, method, address)["Location"].startswith(reverse(SIGN_IN))
        transaction.set_rollback(True)


@factory
def show_demo(organisation: Organisation) -> None:
    Organisation.objects.filter(pk=organisation.pk).update(is_demo=True)


def test_questions_about_the_purpose_are_the_leaderships(world: World) -> None:
    row = Row(
        post=SEATED | {LEAD},
        body=lambda w: about(w, "alignment", "purpose", w.version.pk),
        refused=404,
        sees={ADMINISTRATOR},
    )
    assert in_lines(mistakes(world, "ledger:give-input", row)) == ""

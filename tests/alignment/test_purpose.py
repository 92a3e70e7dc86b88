"""The purpose from the first draft to nine answers, and what each may see of them."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from samkjort.alignment import actions, queries
from samkjort.alignment.models import PurposeVersion, Reading
from samkjort.journal.actions import System
from samkjort.ledger.models import Input
from samkjort.letters import actions as letters
from samkjort.letters import queries as asked
from samkjort.people import actions as people
from samkjort.people.models import Member
from tests.cast import Cast, SignIn
from tests.factories import make_member

PAGE = reverse("alignment:purpose")


def publish(cast: Cast, *, changes: str = "") -> PurposeVersion:
    draft = actions.start_purpose(cast.organisation, by=cast.ingrid)
    text = actions.PurposeText(
        text="Fewer things at once.",
        is_not="Not appraisal.",
        changes=changes,
        priorities=[],
        statements=[(row.text, row.is_meant, row.explanation) for row in draft.statements.all()],
    )
    draft = actions.change_purpose(draft, by=cast.ingrid, edits=draft.edits, said=text)
    return actions.publish_purpose(draft, by=cast.ingrid)


def page(version: PurposeVersion) -> str:
    return reverse("alignment:answer", args=[version.pk])


def checks(version: PurposeVersion, *, wrong: int = 0) -> dict[str, str]:
    said = {"part": "check"}
    for n, row in enumerate(version.statements.all()):
        said[f"statement_{row.pk}"] = "yes" if row.is_meant == (n >= wrong) else "no"
    return said


def words(text: str = "We start less.", clear: int = 7, convinced: int = 4) -> dict[str, str]:
    return {"part": "words", "words": text, "clear": str(clear), "convinced": str(convinced)}


def answer(client: Client, version: PurposeVersion, **said: object) -> None:
    assert client.post(page(version), checks(version, wrong=1)).status_code == 302
    assert client.post(page(version), words(**said)).status_code == 302  # type: ignore[arg-type]


def nine(cast: Cast) -> list[Member]:
    more = [make_member(cast.organisation, f"Leader {n}", f"leader{n}@fjordvik.example") for n in range(3, 10)]
    for member in more:
        people.seat_leader(cast.group, by=cast.ingrid, member=member)
    return [cast.olav, cast.bente, *more]


def test_nine_leaders_answer_and_the_okr_lead_sees_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    leaders = nine(cast)
    version = publish(cast)
    for n, leader in enumerate(leaders[:7]):
        answer(sign_in(leader), version, text=f"Words number {n}", clear=n, convinced=10 - n)
    client = sign_in(cast.ingrid)
    text = client.get(PAGE, headers={"accept-language": "en"}).content.decode()
    context = client.get(PAGE).context
    assert (context["state"].read, context["state"].leaders, context["state"].understood) == (7, 9, 0)
    assert all(f"Words number {n}" in text for n in range(7))
    first = context["misread"][0]
    assert (first.otherwise, first.answered) == (7, 7)
    assert [spread.counts for _title, spread in context["spreads"]] == [
        [1] * 7 + [0] * 4,
        [0] * 4 + [1] * 7,
    ]
    row = Reading.objects.get(member=cast.bente)
    mark = reverse("alignment:mark-words", args=[row.pk])
    assert client.post(mark, {f"r{row.pk}-mark": "same"}).status_code == 302
    assert queries.purpose_state(cast.organisation.pk, version.published_on).understood == 1  # type: ignore[arg-type]
    names = client.get(reverse("alignment:missing")).content.decode()
    assert leaders[8].name in names


def test_the_key_comes_after_the_answers(cast: Cast, sign_in: SignIn) -> None:
    version = publish(cast)
    client = sign_in(cast.bente)
    explanations = [row.explanation for row in version.statements.all()]
    for address in (page(version), f"{page(version)}?part=words", f"{page(version)}?part=done"):
        assert not any(why in client.get(address).content.decode() for why in explanations)
    client.post(page(version), words())
    assert not Reading.objects.filter(member=cast.bente).exists()
    assert client.post(page(version), {"part": "check"}).context["form"].errors
    client.post(page(version), checks(version, wrong=2))
    shown = client.get(page(version)).content.decode()
    assert all(why in shown for why in explanations)
    assert "checked" not in shown
    assert shown.index('id="who-sees"') < shown.index('name="words"')
    client.post(page(version), checks(version))
    assert sum(row.otherwise for row in queries.misread(version)) == 2


def test_words_that_mean_something_else_get_a_reply_that_only_their_writer_sees(cast: Cast, sign_in: SignIn) -> None:
    version = publish(cast)
    bente, olav, ingrid = sign_in(cast.bente), sign_in(cast.olav), sign_in(cast.ingrid)
    answer(bente, version, text="More reports")
    row = Reading.objects.get(member=cast.bente)
    address = reverse("alignment:mark-words", args=[row.pk])
    refused = ingrid.post(address, {f"r{row.pk}-mark": "other", f"r{row.pk}-reply": ""})
    assert refused.status_code == 422
    [form] = [form for card, form in refused.context["cards"] if card.pk == row.pk]
    assert "reply" in form.errors
    assert ingrid.post(address, {f"r{row.pk}-mark": "other", f"r{row.pk}-reply": "Fewer reports"}).status_code == 302
    assert "Fewer reports" in bente.get(PAGE).content.decode()
    seen = olav.get(PAGE).content.decode()
    assert "More reports" in seen
    assert "Fewer reports" not in seen
    bente.post(page(version), words("More reports"))
    row.refresh_from_db()
    assert row.mark == "other"
    bente.post(page(version), words("Other words"))
    row.refresh_from_db()
    assert (row.mark, row.reply) == ("", "")


def test_a_question_sent_twice_is_asked_once(cast: Cast, sign_in: SignIn) -> None:
    version = publish(cast)
    client = sign_in(cast.bente)
    answer(client, version)
    said = {"part": "ask", "text": "Why now?", "submission": str(uuid.uuid4())}
    for _time in range(2):
        assert client.post(page(version), said).status_code == 302
    assert Input.objects.get().by == cast.bente
    assert client.get(f"{page(version)}?part=done").status_code == 200
    assert "Why now?" in sign_in(cast.ingrid).get(PAGE).content.decode()


def test_a_personal_link_opens_this_version_alone(cast: Cast, client: Client) -> None:
    version = publish(cast)
    [ask] = asked.open_asks(cast.bente)
    link = letters.make_personal_link(ask, by=System(cast.organisation.pk))
    client.post(link)
    answer(client, version)
    assert Reading.objects.get(member=cast.bente).answered_on
    assert not asked.open_asks(cast.bente).exists()
    assert client.get(PAGE).status_code in {302, 403, 404}
    assert client.get(reverse("alignment:answer", args=[version.pk + 1])).status_code in {302, 403, 404}
    assert client.post(reverse("alignment:start-purpose")).status_code in {302, 403, 404}
    assert not PurposeVersion.objects.filter(published_on=None).exists()


def test_the_next_version_says_why_and_closes_the_last(cast: Cast, sign_in: SignIn) -> None:
    first = publish(cast)
    client = sign_in(cast.bente)
    answer(client, first)
    lead = sign_in(cast.ingrid)
    lead.post(reverse("alignment:start-purpose"))
    lead.post(reverse("alignment:publish-purpose"))
    assert queries.published(cast.organisation.pk) == first
    second = publish(cast, changes="Said what it is not, because of Bente.")
    assert second.number == 2
    assert [ask.object_id for ask in asked.open_asks(cast.bente)] == [second.pk]
    assert client.post(page(first), words("Later")).context["form"].errors
    assert "because of Bente" in client.get(page(second)).content.decode()


def test_two_who_write_at_once_lose_nothing(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.ingrid)
    client.post(reverse("alignment:start-purpose"))
    address = reverse("alignment:edit-purpose")
    form = client.get(address).context["form"]
    said = {field.html_name: field.value() for field in form if field.value() not in (None, [])}
    assert sign_in(cast.rolf).post(address, {**said, "text": "The other text"}).status_code == 302
    second = client.post(address, {**said, "text": "My own text"})
    shown = second.content.decode()
    assert "The other text" in shown
    assert "My own text" in shown
    again = {field.html_name: field.value() for field in second.context["form"] if field.value() not in (None, [])}
    assert client.post(address, again).status_code == 302
    assert queries.draft(cast.organisation.pk).text == "My own text"  # type: ignore[union-attr]


def test_words_are_not_shared_where_the_group_chose_so(cast: Cast, sign_in: SignIn) -> None:
    leader = cast.stranger
    draft = actions.start_purpose(cast.other, by=leader)
    client = sign_in(leader)
    client.post(reverse("alignment:publish-purpose"))
    assert queries.published(cast.other.pk) is None
    client.post(reverse("alignment:choose-sharing"), {"shared": "no"})
    second = make_member(cast.other, "Vera Vik", "vera@skogheim.example")
    people.seat_leader(cast.other_group, by=leader, member=second)
    draft.text = "Fewer"
    text = actions.PurposeText(
        "Fewer", "", "", [], [(s.text, s.is_meant, s.explanation) for s in draft.statements.all()]
    )
    version = actions.publish_purpose(actions.change_purpose(draft, by=leader, edits=0, said=text), by=leader)
    answer(client, version, text="Sølvi's secret words")
    assert "secret words" not in sign_in(second).get(PAGE).content.decode()


@pytest.mark.parametrize("role", ["area lead", "member", "employee representative", "reader", "administrator"])
def test_others_read_the_published_text_and_nothing_else(cast: Cast, sign_in: SignIn, role: str) -> None:
    client = sign_in(cast.roles[role])
    assert client.get(PAGE).status_code == 200
    version = publish(cast)
    answer(sign_in(cast.bente), version, text="Bente's own words")
    row = Reading.objects.get()
    shown = client.get(PAGE)
    assert "Fewer things at once." in shown.content.decode()
    assert "own words" not in shown.content.decode().lower()
    assert not shown.context["spreads"]
    for name, args in (("answer", [version.pk]), ("missing", []), ("edit-purpose", [])):
        assert client.get(reverse(f"alignment:{name}", args=args)).status_code == 404
    for name in ("start-purpose", "remind-leaders"):
        assert client.post(reverse(f"alignment:{name}")).status_code == 403
    assert client.post(reverse("alignment:mark-words", args=[row.pk]), {f"r{row.pk}-mark": "same"}).status_code == 404


def test_a_facilitator_writes_and_reads_no_names(cast: Cast, sign_in: SignIn) -> None:
    version = publish(cast)
    answer(sign_in(cast.bente), version, text="Bente's own words")
    client = sign_in(cast.rolf)
    assert "Bente" not in client.get(PAGE).content.decode()
    assert client.get(reverse("alignment:missing")).status_code == 404
    assert client.post(reverse("alignment:start-purpose")).status_code == 302


def test_strangers_see_nothing(cast: Cast, sign_in: SignIn) -> None:
    version = publish(cast)
    answer(sign_in(cast.bente), version)
    row = Reading.objects.get()
    client = sign_in(cast.stranger)
    assert "Fewer things at once." not in client.get(PAGE).content.decode()
    assert client.get(page(version)).status_code == 404
    assert client.post(reverse("alignment:mark-words", args=[row.pk]), {f"r{row.pk}-mark": "same"}).status_code == 404

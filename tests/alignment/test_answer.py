"""Nine leaders answer the purpose, and what the OKR lead then sees and does."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from samkjort.alignment import actions, queries
from samkjort.alignment.models import Reading
from samkjort.letters import actions as letters
from samkjort.letters.models import Ask
from samkjort.people import actions as people
from tests.factories import make_member
from tests.okr_factories import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(cast, settings):
    settings.TODAY = DAY
    if cast.group.words_are_shared is None:
        people.share_words(cast.group, by=cast.ingrid, shared=True)
    draft = actions.start_purpose(cast.organisation, by=cast.ingrid)
    said = actions.PurposeText("Færre ting samtidig.", "Ikke vurdering.", "", [], _statements(draft))
    draft = actions.change_purpose(draft, by=cast.ingrid, edits=draft.edits, said=said)
    return actions.publish_purpose(draft, by=cast.ingrid)


def _statements(draft):
    return [(row.text, row.is_meant, row.explanation) for row in draft.statements.all()]


def check(version, wrong=()):
    return {
        f"statement_{row.pk}": "yes" if row.is_meant != (row.position in wrong) else "no"
        for row in version.statements.all()
    }


def answer(client, version, words="Vi velger bort.", wrong=()):
    address = reverse("alignment:answer", args=[version.pk])
    client.post(address, {"part": "check", **check(version, wrong)})
    client.post(address, {"part": "words", "words": words, "clear": "7", "convinced": "3"})


def test_the_key_is_not_shown_before_the_statements_are_answered(cast, version, sign_in):
    client = sign_in(cast.bente)
    address = reverse("alignment:answer", args=[version.pk])
    explanation = version.statements.first().explanation
    assert explanation not in client.get(address).content.decode()
    assert explanation not in client.get(address + "?part=words").content.decode()
    client.post(address, {"part": "check", **check(version)})
    page = client.get(address).content.decode()
    assert explanation in page
    assert "Svarene lagres med navn" in page
    assert page.index("Svarene lagres med navn") < page.index('name="words"')


def test_the_first_answer_to_a_statement_stands(cast, version, sign_in):
    client = sign_in(cast.bente)
    address = reverse("alignment:answer", args=[version.pk])
    client.post(address, {"part": "check", **check(version, wrong=(1, 2))})
    actions.check_understanding(version, by=cast.bente, answers={s.pk: s.is_meant for s in version.statements.all()})
    assert [line.otherwise for line in queries.misread(version)] == [1, 1, 0, 0, 0]


def test_a_leader_answers_by_personal_link_and_the_link_opens_nothing_else(cast, version, client):
    ask = Ask.objects.get(of=cast.bente, room="alignment")
    client.post(letters.make_personal_link(ask, by=cast.ingrid))
    answer(client, version)
    ask.refresh_from_db()
    assert ask.done_at is not None
    assert Reading.objects.get(member=cast.bente).words == "Vi velger bort."
    for other in ("alignment:purpose", "people:members", "okr:overview"):
        assert client.get(reverse(other)).status_code == 302


def test_nine_leaders_answer_and_the_okr_lead_marks_their_words(cast, settings, sign_in):
    for n in range(9):
        leader = make_member(cast.organisation, f"Leder {n}")
        people.seat_leader(cast.group, by=cast.ingrid, member=leader)
    settings.TODAY = DAY
    if cast.group.words_are_shared is None:
        people.share_words(cast.group, by=cast.ingrid, shared=False)
    draft = actions.start_purpose(cast.organisation, by=cast.ingrid)
    said = actions.PurposeText("Færre ting samtidig.", "", "", [], _statements(draft))
    version = actions.publish_purpose(
        actions.change_purpose(draft, by=cast.ingrid, edits=draft.edits, said=said), by=cast.ingrid
    )
    for n, leader in enumerate(cast.organisation.members.filter(name__startswith="Leder ")):
        answer(sign_in(leader), version, words=f"Ord fra leder {n}", wrong=(1,) if n < 4 else ())
    lead = sign_in(cast.ingrid)
    page = lead.get(reverse("alignment:purpose")).content.decode()
    assert "Ord fra leder 8" in page
    assert "4 av 9" in page
    first = Reading.objects.order_by("pk")[0]
    address = reverse("alignment:mark-words", args=[first.pk])
    lead.post(address, {f"r{first.pk}-mark": "other", f"r{first.pk}-reply": ""})
    first.refresh_from_db()
    assert first.mark == ""  # a reply is owed
    lead.post(address, {f"r{first.pk}-mark": "partly", f"r{first.pk}-reply": "Ikke helt: …"})
    state = queries.purpose_state(cast.organisation.pk, DAY)
    assert (state.read, state.understood, state.unmarked_words) == (9, 1, 8)


def test_words_are_the_groups_only_where_it_chose_so(cast, version, sign_in):
    answer(sign_in(cast.bente), version, words="Bentes egne ord")
    for person, sees in ((cast.ingrid, True), (cast.siri, False), (cast.hanne, False), (cast.kare, False)):
        page = sign_in(person).get(reverse("alignment:purpose")).content.decode()
        assert ("Bentes egne ord" in page) == sees, person.name


def test_names_of_the_missing_are_the_okr_leads_alone(cast, version, sign_in):
    address = reverse("alignment:missing")
    assert "Bente" in sign_in(cast.ingrid).get(address).content.decode()
    for person in (cast.olav, cast.bente, cast.jonas, cast.rolf, cast.siri):
        assert sign_in(person).get(address).status_code == 404


def test_others_than_leaders_cannot_answer(cast, version, sign_in):
    address = reverse("alignment:answer", args=[version.pk])
    for person in (cast.siri, cast.hanne, cast.stranger):
        assert sign_in(person).get(address).status_code == 404
        assert sign_in(person).post(address, {"part": "check", **check(version)}).status_code == 404


def test_the_next_version_says_what_changed_and_closes_the_last(cast, version, sign_in):
    draft = actions.start_purpose(cast.organisation, by=cast.ingrid)
    with pytest.raises(ValidationError):
        actions.publish_purpose(draft, by=cast.ingrid)
    said = actions.PurposeText("Færre ting, for barn.", "", "Barn er nevnt etter innspill.", [], _statements(draft))
    second = actions.publish_purpose(actions.change_purpose(draft, by=cast.ingrid, edits=0, said=said), by=cast.ingrid)
    assert Ask.objects.open().filter(room="alignment", object_id=version.pk).count() == 0
    assert "Barn er nevnt" in sign_in(cast.bente).get(reverse("alignment:answer", args=[second.pk])).content.decode()


def test_two_who_write_the_same_draft_lose_nothing(cast, version, sign_in):
    actions.start_purpose(cast.organisation, by=cast.ingrid)
    client = sign_in(cast.ingrid)
    address = reverse("alignment:edit-purpose")
    draft = queries.draft(cast.organisation.pk)
    said = {"is_not": "", "changes": "", "edits": "0"}
    for n, (text, meant, why) in enumerate(_statements(draft), start=1):
        said |= {f"text_{n}": text, f"is_meant_{n}": "yes" if meant else "no", f"explanation_{n}": why}
    assert client.post(address, {**said, "text": "Den førstes tekst"}).status_code == 302
    page = client.post(address, {**said, "text": "Den andres tekst"}).content.decode()
    assert "Den førstes tekst" in page
    assert "Den andres tekst" in page

"""An objective's page: its key results, what is said about each, and what a result in words means."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samkjort.ledger.models import Comment
from samkjort.okr.models import KeyResult
from tests.cast import Cast, SignIn
from tests.okr_factories import DAY, make_cycle, make_objective, results_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective(cast, settings):
    settings.TODAY = DAY
    return make_objective(cast.home_care, make_cycle(cast.organisation.pk), cast.siri, results=3)


def comment(client, result: KeyResult, text: str):
    said = {"room": "okr", "kind": "key_result", "object_id": result.pk, "text": text, "submission": uuid.uuid4()}
    return client.post(reverse("ledger:comment"), said)


def test_a_comment_on_a_key_result_stands_beside_it(cast: Cast, objective, sign_in: SignIn) -> None:
    first, second, _third = results_of(objective)
    response = comment(sign_in(cast.bente), second, "Teller dere også de private?")
    assert response.status_code == 302
    assert response["Location"] == reverse("okr:objective", args=[objective.pk]) + f"#kr{second.pk}"
    page = sign_in(cast.siri).get(reverse("okr:objective", args=[objective.pk]))
    lines = {line.key_result.pk: line.talk for line in page.context["lines"]}
    assert [said.comment.text for said in lines[second.pk].comments] == ["Teller dere også de private?"]
    assert lines[first.pk].comments == []
    assert "Teller dere også de private?" in page.content.decode()


def test_a_stranger_cannot_comment_on_it(cast: Cast, objective, sign_in: SignIn) -> None:
    assert comment(sign_in(cast.stranger), results_of(objective)[0], "Hei").status_code == 404
    assert not Comment.objects.exists()


def test_comments_cost_no_more_queries_with_more_of_them(cast: Cast, objective, sign_in: SignIn) -> None:
    client, address = sign_in(cast.siri), reverse("okr:objective", args=[objective.pk])
    client.get(address)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        counts.append(len(queries))
        for result in results_of(objective):
            comment(client, result, "Bra")
    assert counts[0] == counts[1]


def test_a_result_in_words_says_what_each_level_means(cast: Cast, objective, sign_in: SignIn) -> None:
    client = sign_in(cast.ingrid)
    written = {
        "title": "Pårørende kjenner seg trygge", "kind": "words", "weight": "1", "owner": cast.siri.pk,
        "commit": "Halvparten sier det", "aim": "De fleste sier det", "stretch": "Alle sier det",
    }  # fmt: skip
    client.post(reverse("okr:add-key-result", args=[objective.pk]), written)
    result = KeyResult.objects.get(kind="words")
    assert result.levels == {
        "commit": "Halvparten sier det", "target": "De fleste sier det", "stretch": "Alle sier det"
    }  # fmt: skip
    asked = sign_in(cast.siri).get(reverse("okr:check-in", args=[result.pk])).content.decode()
    assert "De fleste sier det" in asked
    again = client.get(reverse("okr:change-key-result", args=[result.pk])).content.decode()
    assert 'value="Alle sier det"' in again

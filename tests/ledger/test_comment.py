"""Comments: by name, beside the thing, for those who see it; withdrawn by whoever wrote them."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from samkjort.journal.models import Entry
from samkjort.ledger import actions, queries
from samkjort.ledger.models import Comment
from tests.okr_factories import DAY, make_cycle, make_objective

PAGE = reverse("ledger:comment")


@pytest.fixture
def objective(cast, settings):
    settings.TODAY = DAY
    return make_objective(cast.home_care, make_cycle(cast.organisation.pk), cast.siri)


def said(objective, text="Hva trenger dere?", **other):
    about = {"room": "okr", "kind": "objective", "object_id": objective.pk}
    return {**about, "text": text, "submission": str(uuid.uuid4()), **other}


def test_it_stands_once_however_often_it_is_sent(cast, objective, sign_in):
    client, form = sign_in(cast.kare), said(objective)
    assert client.get(PAGE).status_code == 405
    for _time in range(2):
        assert client.post(PAGE, form).status_code == 302
    comment = Comment.objects.get()
    assert (comment.by, comment.text) == (cast.kare, "Hva trenger dere?")
    assert Entry.objects.filter(event="comment.added").count() == 1
    shown = sign_in(cast.amir).get(reverse("okr:objective", args=[objective.pk])).content.decode()
    assert "Hva trenger dere?" in shown


@pytest.mark.parametrize("text", ["", "   ", "x" * 5001])
def test_bad_input_stands_beside_the_field_and_is_not_lost(cast, objective, sign_in, text):
    answer = sign_in(cast.kare).post(PAGE, said(objective, text))
    assert answer.status_code == 422
    assert answer.context["form"].errors["text"]
    assert not Comment.objects.exists()


def test_readers_are_refused_and_strangers_find_nothing(cast, objective, sign_in):
    assert sign_in(cast.hanne).post(PAGE, said(objective)).status_code == 403
    assert sign_in(cast.stranger).post(PAGE, said(objective)).status_code == 404
    assert sign_in(cast.kare).post(PAGE, said(objective, kind="nothing")).status_code == 404
    assert not Comment.objects.exists()


def test_withdrawn_its_words_are_gone_and_only_by_its_writer(cast, objective, sign_in):
    comment = actions.comment("okr", "objective", objective.pk, by=cast.kare, text="Glemt")
    address = reverse("ledger:withdraw-comment", args=[comment.pk])
    assert sign_in(cast.ingrid).post(address).status_code == 403
    assert sign_in(cast.stranger).post(address).status_code == 404
    assert sign_in(cast.kare).get(address).status_code == 405
    assert sign_in(cast.kare).post(address).status_code == 302
    comment.refresh_from_db()
    assert comment.text == ""
    assert comment.withdrawn_at
    with pytest.raises(PermissionDenied):
        actions.withdraw_comment(comment, by=cast.kare)
    assert len(queries.talk(cast.amir, "okr", "objective", objective.pk).comments) == 1

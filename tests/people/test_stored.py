"""Whatever points to a person says what it keeps, why, who sees it and for how long."""

import pytest

from samkjort.people.queries import models_about_people
from samkjort.people.registry import stored_by


@pytest.mark.parametrize("model", [model for model, _names in models_about_people()], ids=lambda model: model.__name__)
def test_every_model_that_points_to_a_member_says_what_it_keeps(model):
    told = stored_by(model)
    assert told is not None, f"{model.__name__} needs `stored = Stored(what=…, why=…, seen_by=…, kept=…)`"
    assert all(str(text).strip() for text in (told.what, told.why, told.seen_by, told.kept))

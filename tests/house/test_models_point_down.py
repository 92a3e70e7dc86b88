"""What is stored points downwards, as imports do; and each tie to a person says what becomes of it on erasure."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from samkjort.people.models import Member

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
LAYERS = next(each["layers"] for each in CONTRACTS if each["name"] == "Rooms: arrows point downwards")
LEVELS = {room: -n for n, layer in enumerate(LAYERS) for room in re.findall(r"\w+", layer)}

# The journal lies below people and knows them by a name in a string alone: it records who did what.
UPWARDS = {
    "journal.ActorName.actor",
    "journal.Entry.actor",
    "journal.Entry.organisation",
    "journal.Outbox.organisation",
    "journal.SecurityEntry.member",
    "journal.SecurityEntry.organisation",
}
# What is a person's alone goes with them; everything else stays, and says that somebody was there.
GOES_WITH_THE_PERSON = {
    "alignment.Reading.member",  # own words, and how convinced
    "journal.SecurityEntry.member",  # where and when they signed in
    "letters.Ask.of",
    "letters.Letter.to",
    "letters.PersonalLink.member",
    "letters.StoppedLetters.member",
    "people.Seat.member",
}


def room(model: type[models.Model]) -> str | None:
    """The room that a model lies in; None where it is another's."""
    package, _, rest = model.__module__.partition(".")
    return rest.split(".")[0] if package == "samkjort" else None


def ties() -> Iterator[tuple[str, str, Any]]:
    """Each relation of ours: its name, its room, and the field; those in tables between two models too."""
    for model in apps.get_models(include_auto_created=True):
        owner = room(model)
        if owner is None:
            continue
        for field in model._meta.get_fields():
            if field.is_relation and not field.auto_created:
                yield f"{owner}.{model.__name__}.{field.name}", owner, field


def test_relations_point_downwards() -> None:
    upwards = set()
    for name, owner, field in ties():
        target = room(field.related_model)
        if target is not None and target != owner and LEVELS[target] >= LEVELS[owner]:
            upwards.add(name)
    assert upwards == UPWARDS


def test_every_tie_to_a_person_says_what_erasure_does() -> None:
    gone, left = set(), set()
    for name, _owner, field in ties():
        if field.related_model is not Member:
            continue
        on_delete = getattr(field.remote_field, "on_delete", None)
        if on_delete is models.CASCADE:
            gone.add(name)
        elif on_delete is not models.SET_NULL:
            left.add(name)
    assert gone == GOES_WITH_THE_PERSON
    assert left == set(), "neither emptied nor erased with the person"

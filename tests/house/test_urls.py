"""An address, its view and its template have one name, so that one of them is enough to find the others."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

Own = tuple[str, str, Callable[..., Any]]  # the room, the address's name, its view

# More than one's own page: a link that nobody has is told so in the words of the page that opens links.
ALSO = {"letters:new-link": {"letters/open_link.html"}}


def own(resolver: URLResolver | None = None, room: str = "") -> Iterator[Own]:
    """Each address of ours."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from own(pattern, pattern.namespace or room)
        elif pattern.callback.__module__.startswith("samkjort."):
            assert isinstance(pattern, URLPattern)
            yield room, pattern.name or "", inspect.unwrap(pattern.callback)


def templates_in(view: Callable[..., Any]) -> set[str]:
    """The templates that a view names."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(view)))
    texts = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if text.endswith(".html")}


ADDRESSES = sorted(own(), key=lambda each: each[:2])


@pytest.mark.parametrize(("room", "name", "view"), ADDRESSES, ids=[f"{room}:{name}" for room, name, _ in ADDRESSES])
def test_one_name(room: str, name: str, view: Callable[..., Any]) -> None:
    assert view.__name__ == name.replace("-", "_")
    assert name == name.lower()
    assert not room or view.__module__.startswith(f"samkjort.{room}.views")
    named = templates_in(view) - ALSO.get(f"{room}:{name}", set())
    assert named <= {f"{room}/{view.__name__}.html"}


def test_each_name_stands_once() -> None:
    names = [(room, name) for room, name, _view in ADDRESSES]
    assert len(names) == len(set(names))
    assert {room for room, _name in names} >= {"people", "letters", "ledger", "direction", "okr", "alignment"}

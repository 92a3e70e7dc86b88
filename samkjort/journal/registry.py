"""Which function handles which kind of outbox row: registered by a decorator in each room's `tasks.py`."""

from collections.abc import Callable
from typing import Any

Handler = Callable[..., Any]
_handlers: dict[str, Handler] = {}


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register the function for outbox rows of this kind; it gets `organisation_id` and the payload as keywords."""

    def register(function: Handler) -> Handler:
        if kind in _handlers:
            raise ValueError(f"Two handlers for {kind}")
        _handlers[kind] = function
        return function

    return register


def handler(kind: str) -> Handler | None:
    """The function for this kind, or None."""
    return _handlers.get(kind)


def kinds() -> frozenset[str]:
    """Every kind that has a handler."""
    return frozenset(_handlers)

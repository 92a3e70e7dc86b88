"""The pages about asks and letters, by noun."""

from .asks import asks, hold_back, send_letters_now
from .links import new_link, not_me, open_link
from .mail import open_outgoing, outgoing, outgoing_letter, stop

__all__ = [
    "asks",
    "hold_back",
    "new_link",
    "not_me",
    "open_link",
    "open_outgoing",
    "outgoing",
    "outgoing_letter",
    "send_letters_now",
    "stop",
]

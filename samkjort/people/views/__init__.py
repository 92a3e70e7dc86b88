"""The pages about people, by noun."""

from .access import csrf_failure

__all__ = ["csrf_failure"]

"""The room as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LettersConfig(AppConfig):
    """Asks, letters and personal links: what is asked of whom, and how it reaches them.

    Finds each room's `queries.py`, where the kinds of ask are registered.
    """

    name = "samkjort.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("queries")

"""The room as a Django application."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Asks, letters and personal links: what is asked of whom, and how it reaches them."""

    name = "samkjort.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"

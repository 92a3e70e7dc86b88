"""The room as a Django application."""

from django.apps import AppConfig


class AlignmentConfig(AppConfig):
    """Why OKR: the purpose, who has read it, and who has understood it."""

    name = "samkjort.alignment"
    label = "alignment"
    default_auto_field = "django.db.models.BigAutoField"

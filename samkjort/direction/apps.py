"""The room as a Django application."""

from django.apps import AppConfig


class DirectionConfig(AppConfig):
    """What the organisation already steers by: its priorities."""

    name = "samkjort.direction"
    label = "direction"
    default_auto_field = "django.db.models.BigAutoField"

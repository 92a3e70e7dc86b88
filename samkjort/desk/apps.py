"""The room as a Django application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """My page: what I owe."""

    name = "samkjort.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

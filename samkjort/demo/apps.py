"""The room as a Django application."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo organisation, with a known truth."""

    name = "samkjort.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"

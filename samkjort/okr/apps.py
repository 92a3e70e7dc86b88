"""The room as a Django application."""

from django.apps import AppConfig


class OkrConfig(AppConfig):
    """Cycles, objectives, key results and check-ins."""

    name = "samkjort.okr"
    label = "okr"
    default_auto_field = "django.db.models.BigAutoField"

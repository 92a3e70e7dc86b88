"""The room as a Django application."""

from django.apps import AppConfig


class RoadmapConfig(AppConfig):
    """The road: seven steps, each with a state computed from data."""

    name = "samkjort.roadmap"
    label = "roadmap"
    default_auto_field = "django.db.models.BigAutoField"

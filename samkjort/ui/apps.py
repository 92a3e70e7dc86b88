"""The look as a Django application."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Templates, template tags, static files and translations."""

    name = "samkjort.ui"
    label = "ui"

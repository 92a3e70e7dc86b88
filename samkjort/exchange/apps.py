"""The room as a Django application."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """OKRs in and out of files."""

    name = "samkjort.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

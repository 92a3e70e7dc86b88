"""The room as a Django application."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Comments, and input with the answers that were promised."""

    name = "samkjort.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

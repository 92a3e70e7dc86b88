"""The room as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LedgerConfig(AppConfig):
    """Comments, and input with the answers that were promised.

    Finds each room's `queries.py`, where the things that one can talk about are registered.
    """

    name = "samkjort.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules("queries")

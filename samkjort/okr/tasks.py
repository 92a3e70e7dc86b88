"""What follows a check-in, after its transaction."""

from samkjort.journal.actions import housekeeping
from samkjort.journal.registry import handles
from samkjort.letters.actions import settle

from . import queries
from .models import CheckIn


@handles("okr.checked_in")
def after_check_in(*, organisation_id: int, check_in: int) -> None:
    """Whoever has brought everything up to date is not reminded, also when it was done on the objective's page."""
    made = CheckIn.objects.filter(pk=check_in, key_result__objective__organisation_id=organisation_id).first()
    if made is None or made.by is None or queries.owed_count(made.by):
        return
    with housekeeping("okr.checked_in"):
        settle(made.by.pk, "okr", "my-week", made.by.pk)

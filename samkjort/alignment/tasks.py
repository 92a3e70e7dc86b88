"""The worker's part of the purpose: what leaders answered is let go of after a year, as they were told."""

from datetime import timedelta

from samkjort import clock
from samkjort.journal.actions import System
from samkjort.people.models import Organisation

from .actions import clear_answers
from .method import ANSWERS_KEPT_DAYS
from .queries import answers_before


def clear_old_answers() -> None:
    """Let go of answers that are more than a year old, in every organisation that has any."""
    before = clock.today() - timedelta(days=ANSWERS_KEPT_DAYS)
    for organisation in Organisation.objects.order_by("pk"):
        if answers_before(organisation.pk, before).exists():
            clear_answers(organisation, by=System(organisation.pk), before=before)

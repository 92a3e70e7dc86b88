"""What the worker does for letters: composes those that are due, and sends what lies in the outbox."""

import logging
import zoneinfo
from datetime import date, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone

from samkjort import clock
from samkjort.journal.actions import System
from samkjort.journal.registry import handles
from samkjort.people.models import Organisation

from . import actions, queries
from .models import Ask, Letter, LetterKind

FIRST_HOUR, LAST_HOUR = 7, 17  # nobody gets a letter at night
log = logging.getLogger("samkjort.letters")


class MailNotSetUp(Exception):
    """No mail server is named in the settings: the letter waits in the outbox and is tried again."""


def tick() -> None:
    """Compose the letters that are due in every organisation. Called every few seconds; mostly finds nothing to do."""
    for organisation in Organisation.objects.order_by("pk"):
        try:
            send_due_letters(organisation)
        except Exception:
            # One organisation's mistake must not keep letters from the others; it is tried again at the next look.
            log.exception("The letters of organisation %s could not be composed", organisation.pk)


def send_due_letters(organisation: Organisation) -> list[Letter]:
    """Compose what is due now: to leaders as soon as something is asked, to all others on the chosen weekday."""
    with timezone.override(zoneinfo.ZoneInfo(organisation.time_zone)):
        today = clock.today()
        hour = timezone.localtime(clock.now()).hour
        if not clock.is_working_day(today) or not FIRST_HOUR <= hour <= LAST_HOUR:
            return []
        by = System(organisation.pk)
        letters = actions.send_letters_now(organisation, by=by)
        if today >= reminder_day(organisation.reminder_weekday, today):
            letters += actions.remind(organisation, by=by)
        return letters


def reminder_day(weekday: int, today: date) -> date:
    """The day of this week's reminder: the chosen weekday, or the next working day where that is a public holiday."""
    monday = today - timedelta(days=today.weekday())
    days = [monday + timedelta(days=n) for n in range(weekday, 7)]
    return next((day for day in days if clock.is_working_day(day)), days[0])


@handles("letter.send")
def send_letter(*, organisation_id: int, letter_id: int) -> None:
    """Send one letter. It may run twice where a worker died half-way: then the letter may come twice, but never not."""
    letter = queries.letter_to_send(organisation_id, letter_id)
    if letter is None or letter.sent_at or letter.dropped_at:
        return
    by = System(organisation_id)
    asks = queries.asks_in(letter)
    reason = _why_not(letter, asks)
    if reason:
        actions.drop_letter(letter, by=by, reason=reason)
        return
    if not (settings.DEMO or letter.to.organisation.is_demo):
        _deliver(letter, asks, by)
    actions.mark_sent(letter, by=by)


def _why_not(letter: Letter, asks: list[Ask]) -> str:
    if not letter.to.is_current:
        return "left"
    if not letter.to.email:
        return "no address"
    if letter.kind == LetterKind.WEEKLY and queries.has_stopped(letter.to):
        return "stopped"
    return "" if asks else "done"


def _deliver(letter: Letter, asks: list[Ask], by: System) -> None:
    if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
        raise MailNotSetUp("SAMKJORT_SMTP_HOST is not set")
    # A try that fails leaves links that nobody holds; should the mail have gone after all, its links open.
    links = {ask.pk: settings.BASE_URL + actions.make_personal_link(ask, by=by) for ask in asks}
    written = queries.write(letter, asks, links)
    asker = next((ask.by for ask in asks if ask.by is not None and ask.by.is_current and ask.by.email), None)
    message = EmailMultiAlternatives(
        subject=written.subject,
        body=written.text,
        to=[letter.to.email],
        reply_to=[asker.email] if asker else None,
        headers={
            "List-Unsubscribe": f"<{written.stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
    message.attach_alternative(written.html, "text/html")
    message.send()

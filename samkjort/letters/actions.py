"""All that can happen to asks, letters and personal links."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.journal.actions import Actor, System, action, housekeeping, note, tell
from samkjort.journal.events import Event
from samkjort.people.models import Member, Organisation
from samkjort.people.permissions import is_oneself, may, require, within

from . import queries
from .models import MOST_MINUTES, Ask, Letter, LetterKind, PersonalLink, ReminderRound, StoppedLetters
from .permissions import can_ask, can_choose, can_send_now
from .registry import kind_of, reminders

LINK_LIVES = timedelta(days=14)
LINK_OUTLIVES_DUE = timedelta(days=7)
NEW_LINK_EVERY = timedelta(hours=1)
WEEKLY_MINUTES = 1
REMINDER_DUE_AFTER = timedelta(days=3)


@action(Event.ASK_MADE)
def make_ask(
    of: Member,
    *,
    by: Actor,
    room: str,
    kind: str,
    object_id: int,
    due: date,
    minutes: int,
    weight: int = 0,
    facts: dict[str, Any] | None = None,
) -> Ask:
    """Ask something of a member. While the same ask is open it is brought up to date, and not made again."""
    require(may(by, can_ask, of.organisation_id) and within(by, of))
    kind_of(room, kind)
    if not 1 <= minutes <= MOST_MINUTES:
        raise ValueError(f"An ask takes from 1 to {MOST_MINUTES} minutes")
    now_asked = {"by_id": by.pk, "due": due, "minutes": minutes, "weight": weight, "facts": facts or {}}
    same = {"of": of, "room": room, "kind": kind, "object_id": object_id}
    ask = Ask.objects.open().filter(**same).first()
    if ask is None:
        ask = Ask(organisation_id=of.organisation_id, asked_on=clock.today(), **same)
    for field, value in now_asked.items():
        setattr(ask, field, value)
    ask.save()
    note(room=room, kind=kind, due=due.isoformat(), minutes=minutes)
    return ask


def settle(of_id: int, room: str, kind: str, object_id: int) -> int:
    """Mark as done what was asked of one member about one thing: one statement, inside another room's action."""
    same = Ask.objects.open().filter(of_id=of_id, room=room, kind=kind, object_id=object_id)
    return same.update(done_at=clock.now())


def settle_all(room: str, kind: str, object_id: int) -> int:
    """Mark as done what was asked of everybody about one thing: one statement, inside another room's action."""
    return Ask.objects.open().filter(room=room, kind=kind, object_id=object_id).update(done_at=clock.now())


@action(Event.ASK_WITHDRAWN)
def withdraw_ask(ask: Ask, *, by: Actor) -> Ask:
    """Take an ask back: it is owed no longer, and links to it open no longer."""
    require(may(by, can_ask, ask.organisation_id) and within(by, ask))
    ask.withdrawn_at = ask.withdrawn_at or clock.now()
    ask.save(update_fields=["withdrawn_at"])
    return ask


@action(Event.ASK_HELD_BACK)
def hold_back(ask: Ask, *, by: Actor, held_back: bool) -> Ask:
    """Keep an ask out of the letters, or let it go again."""
    require(may(by, can_choose, ask.organisation_id) and within(by, ask))
    ask.held_back = held_back
    ask.save(update_fields=["held_back"])
    note(held_back=held_back)
    return ask


@action(Event.LETTER_COMPOSED)
def compose_weekly(member: Member, *, by: Actor, week: str) -> Letter:
    """The week's one letter to a member: what is asked of them, most important first, five minutes in all."""
    require(may(by, can_send_now, member.organisation_id) and within(by, member))
    chosen = queries.fits(queries.open_asks(member))
    if not chosen:
        raise ValidationError(_("Nothing is asked of this person now."))
    letter = Letter.objects.create(
        organisation_id=member.organisation_id, to=member, kind=LetterKind.WEEKLY, week=week, composed_at=clock.now()
    )
    letter.asks.set(chosen)
    tell("letter.send", organisation_id=member.organisation_id, letter_id=letter.pk)
    note(week=week, asks=len(chosen), minutes=sum(ask.minutes for ask in chosen))
    return letter


def send_letters_now(organisation: Organisation, *, by: Actor) -> list[Letter]:
    """Compose the week's letter to each leader of whom something is asked and who has not had one this week."""
    require(may(by, can_send_now, organisation.pk) and by.organisation_id == organisation.pk)
    week = clock.week(clock.today())
    leaders = queries.reachable(organisation.pk).filter(seats__group__isnull=False, seats__group__area=None)
    waiting = list(queries.with_asks(queries.without_letter(leaders, week), beside_the_weekly=True))
    if waiting:
        _ask_for_the_week(waiting, by=System(organisation.pk), owing=queries.owing(organisation.pk))
    return _compose([member for member in waiting if queries.open_asks(member).exists()], by=by, week=week)


def remind(organisation: Organisation, *, by: Actor) -> list[Letter]:
    """The week's reminders, once: to all who are not done and have had no letter this week."""
    require(may(by, can_send_now, organisation.pk) and by.organisation_id == organisation.pk)
    today = clock.today()
    week = clock.week(today)
    # Closes the race between two rounds at once, and keeps a round that fails half-way from counting as gone.
    with transaction.atomic():
        with housekeeping("reminders"):
            first = ReminderRound.objects.get_or_create(
                organisation=organisation, week=week, defaults={"went_on": today}
            )[1]
        if not first:
            return []
        members = queries.without_letter(queries.reachable(organisation.pk), week)
        _ask_for_the_week(list(members), by=by, owing=queries.owing(organisation.pk))
        return _compose(list(queries.with_asks(members)), by=by, week=week)


def _ask_for_the_week(members: list[Member], *, by: Actor, owing: set[tuple[str, int]]) -> None:
    """Ask those who are not done for what comes every week; whoever is done owes it no longer."""
    for reminder in reminders():
        room, kind = reminder.room, reminder.kind
        done = [member.pk for member in members if (room, member.pk) not in owing]
        with housekeeping("reminders"):
            Ask.objects.open().filter(of__in=done, room=room, kind=kind).update(done_at=clock.now())
        for member in members:
            if (room, member.pk) in owing:
                make_ask(
                    member,
                    by=by,
                    room=room,
                    kind=kind,
                    object_id=member.pk,
                    due=clock.today() + REMINDER_DUE_AFTER,
                    minutes=WEEKLY_MINUTES,
                )


def _compose(members: list[Member], *, by: Actor, week: str) -> list[Letter]:
    letters = []
    for member in members:
        try:
            # Closes the race between two who send at once: the second finds that the week's letter stands.
            with transaction.atomic():
                letters.append(compose_weekly(member, by=by, week=week))
        except IntegrityError:
            continue
    return letters


@action(Event.LETTER_COMPOSED)
def compose_new_link(link: PersonalLink, *, by: Actor) -> Letter:
    """A letter with a new link in place of one that has expired, to the address that we have: beside the week's."""
    require(isinstance(by, System) and within(by, link))
    letter = Letter.objects.create(
        organisation_id=link.organisation_id,
        to=link.member,
        kind=LetterKind.LINK,
        week=clock.week(clock.today()),
        composed_at=clock.now(),
    )
    letter.asks.set([link.ask])
    tell("letter.send", organisation_id=link.organisation_id, letter_id=letter.pk)
    return letter


def ask_for_new_link(link: PersonalLink) -> Letter | None:
    """Send a new link where that makes sense: the ask stands, the person is here, and none went within the hour."""
    lately = Letter.objects.filter(
        to_id=link.member_id, kind=LetterKind.LINK, composed_at__gt=clock.now() - NEW_LINK_EVERY
    )
    sensible = link.revoked_at is None and link.ask.withdrawn_at is None and link.member.is_current
    if not sensible or not link.member.email or lately.exists():
        return None
    return compose_new_link(link, by=System(link.organisation_id))


@action(Event.LETTER_SENT)
def mark_sent(letter: Letter, *, by: Actor) -> Letter:
    """The letter has been handed over to the mail server, or shown in the demo."""
    require(may(by, can_choose, letter.organisation_id) and within(by, letter))
    letter.sent_at = clock.now()
    letter.save(update_fields=["sent_at"])
    return letter


@action(Event.LETTER_FAILED)
def drop_letter(letter: Letter, *, by: Actor, reason: str) -> Letter:
    """The letter shall not go: its reader left or wants none, or all that it asked for is done."""
    require(may(by, can_choose, letter.organisation_id) and within(by, letter))
    letter.dropped_at = clock.now()
    letter.save(update_fields=["dropped_at"])
    note(reason=reason)
    return letter


@action(Event.LETTERS_STOPPED)
def stop_letters(member: Member, *, by: Actor) -> StoppedLetters:
    """Send the member no more letters."""
    require(may(by, is_oneself, member) and within(by, member))
    return StoppedLetters.objects.get_or_create(member=member, defaults={"since": clock.today()})[0]


@action(Event.LETTERS_RESUMED)
def resume_letters(member: Member, *, by: Actor) -> Member:
    """Send the member letters again."""
    require(may(by, is_oneself, member) and within(by, member))
    StoppedLetters.objects.filter(member=member).delete()
    return member


@action(Event.PERSONAL_LINK_MADE)
def make_personal_link(ask: Ask, *, by: Actor) -> str:
    """A new way in to one ask: gives its address, which is kept nowhere."""
    require(may(by, can_ask, ask.organisation_id) and within(by, ask))
    token = secrets.token_urlsafe(32)
    last_day = max(clock.today() + LINK_LIVES, ask.due + LINK_OUTLIVES_DUE)
    now = clock.now()
    PersonalLink.objects.create(
        member_id=ask.of_id,
        ask=ask,
        token_hash=queries.hashed(token),
        expires_at=now + (last_day - clock.today()),
    )
    return reverse("letters:open-link", args=[token])


@action(Event.PERSONAL_LINK_REVOKED)
def revoke_personal_link(link: PersonalLink, *, by: Actor, refused: bool = False) -> PersonalLink:
    """Close a link; `refused` where whoever opened it said that they are somebody else."""
    require(may(by, can_ask, link.organisation_id) and within(by, link))
    link.revoked_at = link.revoked_at or clock.now()
    link.refused = link.refused or refused
    link.save(update_fields=["revoked_at", "refused"])
    return link

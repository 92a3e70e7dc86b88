"""Reading letters, and putting them into words."""

import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samkjort.people.models import Member

from ..models import Ask, Letter, LetterKind
from .asks import line
from .links import stop_token


def letters(reader: Member) -> QuerySet[Letter]:
    """The organisation's letters, newest first."""
    return (
        Letter.objects.filter(organisation_id=reader.organisation_id)
        .select_related("to")
        .prefetch_related("asks")
        .order_by("-composed_at", "-pk")
    )


def letter(reader: Member, pk: int) -> Letter:
    """One letter of the reader's organisation."""
    found = Letter.objects.filter(organisation_id=reader.organisation_id, pk=pk).select_related("to").first()
    if found is None:
        raise Http404
    return found


def letter_to_send(organisation_id: int, pk: int) -> Letter | None:
    """A letter with whom it is for, for the worker."""
    return Letter.objects.filter(organisation_id=organisation_id, pk=pk).select_related("to__organisation").first()


def asks_in(letter_: Letter) -> list[Ask]:
    """What a letter still asks for when its turn comes, most important first."""
    asks = letter_.asks.all().open() if letter_.kind == LetterKind.WEEKLY else letter_.asks.filter(withdrawn_at=None)
    return list(asks.select_related("by").most_important_first())


@dataclass(frozen=True)
class Part:
    """One ask in a letter: its line, and its own room's words as text and as HTML."""

    ask: Ask
    title: str
    text: str
    html: str


@dataclass(frozen=True)
class Written:
    """A letter in words, in its reader's language; `body` is what stands inside the whole HTML page `html`."""

    subject: str
    text: str
    body: str
    html: str
    stop: str


def write(letter_: Letter, asks: list[Ask], links: Mapping[int, str]) -> Written:
    """Put a letter into words; `links` gives each ask's address by the ask's key."""
    member, organisation = letter_.to, letter_.to.organisation
    zone = zoneinfo.ZoneInfo(member.time_zone or organisation.time_zone)
    with translation.override(member.language or organisation.language), timezone.override(zone):
        parts = [_part(ask, letter_, links[ask.pk]) for ask in asks]
        minutes = sum(ask.minutes for ask in asks)
        stop = settings.BASE_URL + reverse("letters:stop", args=[stop_token(member.pk)])
        around = {
            "letter": letter_,
            "parts": parts,
            "minutes": minutes,
            "member": member,
            "organisation": organisation,
            "stop": stop,
            "subject": _subject(letter_, parts, minutes),
            "language": translation.get_language(),
        }
        body = render_to_string("letters/_letter.html", around)
        return Written(
            subject=str(around["subject"]),
            text=_as_text("letters/_letter.txt", around),
            body=body,
            html=render_to_string("letters/_mail.html", {**around, "body": body}),
            stop=stop,
        )


def _subject(letter_: Letter, parts: list[Part], minutes: int) -> str:
    if letter_.kind == LetterKind.LINK:
        return _("Your new link: %(title)s") % {"title": parts[0].title}
    if len(parts) == 1:
        return parts[0].title
    # The count is always two or more here; the singular is there for languages that need it.
    return ngettext(
        "%(count)d thing this week, %(minutes)d min", "%(count)d things this week, %(minutes)d min", len(parts)
    ) % {"count": len(parts), "minutes": minutes}


def _part(ask: Ask, letter_: Letter, link: str) -> Part:
    around = {
        "ask": ask,
        "facts": ask.facts,
        "organisation": letter_.to.organisation,
        "member": letter_.to,
        "link": link,
        "minutes": ask.minutes,
    }
    return Part(
        ask=ask,
        title=line(ask),
        text=_as_text(f"{ask.room}/ask/{ask.kind}.txt", around).strip(),
        html=render_to_string(f"{ask.room}/ask/{ask.kind}.html", around),
    )


def _as_text(name: str, around: dict[str, object]) -> str:
    """Render a plain-text template: nothing is escaped, for nothing there is HTML."""
    template = get_template(name).template  # type: ignore[attr-defined]  # Django's engine, whose type has it
    return str(template.render(Context(around, autoescape=False)))

"""Reading for one person: what they owe, and search over what they may see."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samkjort.letters import queries as letters
from samkjort.okr import permissions as okr_permissions
from samkjort.okr import queries as okr
from samkjort.okr.models import KeyResult, Objective
from samkjort.people import queries as people
from samkjort.people.models import Member

SHORTEST_SEARCH = 2
MOST_FOUND = 30


@dataclass(frozen=True)
class OwedLine:
    """One thing that waits for me."""

    title: str
    address: str
    minutes: int
    due: date | None = None


@dataclass(frozen=True)
class WhatIOwe:
    """All that waits for me, and how long it takes in all."""

    lines: list[OwedLine]

    @property
    def minutes(self) -> int:
        """Minutes for all of it."""
        return sum(line.minutes for line in self.lines)


def owed_count(member: Member) -> int:
    """How many key results wait for this person's week."""
    return okr.owed_count(member)


def owed(member: Member) -> WhatIOwe:
    """What is asked of the member, and the key results of the week. Three queries."""
    asks = letters.told(letters.open_asks(member).exclude(room="okr", kind="my-week"))
    lines = [OwedLine(told.title, told.address, told.ask.minutes, told.ask.due) for told in asks]
    waiting = okr.owed_count(member)
    if waiting:
        title = ngettext("Bring %(count)d key result up to date", "Bring %(count)d key results up to date", waiting)
        lines.append(OwedLine(title % {"count": waiting}, reverse("okr:my-week"), waiting))
    return WhatIOwe(lines)


@dataclass(frozen=True)
class Found:
    """One thing that a search found."""

    kind: str
    title: str
    address: str
    where: str


def search(member: Member, words: str) -> list[Found]:
    """Objectives, key results, areas and people whose names hold the words. Four queries."""
    seen = okr_permissions.visible_to(member)
    objectives = Objective.objects.filter(seen, title__icontains=words).select_related("cycle").distinct()
    visible = Objective.objects.filter(seen).values("pk")
    results = KeyResult.objects.filter(objective__in=visible, title__icontains=words).select_related("objective__cycle")
    areas = people.areas(member).filter(name__icontains=words)
    persons = people.members(member).filter(Q(name__icontains=words) | Q(title__icontains=words))
    found = [
        Found(_("Objective"), row.title, reverse("okr:objective", args=[row.pk]), f"{row.area_name} · {row.cycle.name}")
        for row in objectives.order_by("-cycle__starts_on", "pk")[:MOST_FOUND]
    ]
    found += [
        Found(
            _("Key result"),
            row.title,
            f"{reverse('okr:objective', args=[row.objective_id])}#kr{row.pk}",
            f"{row.objective.area_name} · {row.objective.cycle.name}",
        )
        for row in results.order_by("-objective__cycle__starts_on", "pk")[:MOST_FOUND]
    ]
    found += [Found(_("Area"), row.name, reverse("okr:area", args=[row.pk]), "") for row in areas[:MOST_FOUND]]
    found += [
        Found(_("Person"), row.name, reverse("okr:area", args=[row.area.pk]) if row.area else "", row.title)
        for row in persons[:MOST_FOUND]
    ]
    return found

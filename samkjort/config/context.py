"""What every page shows around its content: the reader, their organisation, and the way to the other rooms."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from samkjort.desk.queries import owed_count
from samkjort.people.permissions import can_change_people, can_see_whole_road


@dataclass(frozen=True)
class Destination:
    """One line of the navigation."""

    title: str
    address: str
    current: bool
    count: int = 0


def page(request: Any) -> dict[str, Any]:
    """The context that `ui/base.html` reads. By personal link there is no navigation."""
    member = getattr(request, "member", None)
    via_link = getattr(request, "via_link", None)
    around: dict[str, Any] = {
        "member": member,
        "organisation": getattr(request, "organisation", None),
        "via_link": via_link,
        "demo": settings.DEMO,
        "navigation": [],
    }
    if member is not None and via_link is None:
        around["navigation"] = list(_destinations(request, member))
    return around


def _destinations(request: Any, member: Any) -> Any:
    lines = [
        (_("My page"), "desk:my-page", 0),
        (_("Road map"), "roadmap:road", 0),
        (_("Purpose"), "alignment:purpose", 0),
        (_("Goals"), "okr:overview", 0),
        (_("My week"), "okr:my-week", owed_count(member)),
        (_("Input"), "ledger:inputs", 0),
    ]
    if can_change_people(member, member.organisation_id) or can_see_whole_road(member, member.organisation_id):
        lines.append((_("People"), "people:members", 0))
    about_oneself = request.path.startswith(_address("people:my-settings"))  # under the bar's own link, not People
    found = [(title, _address(name), count) for title, name, count in lines]
    below = [each for _title, each, _count in found if len(each) > 1 and request.path.startswith(each)]
    here = request.path if about_oneself else max(below, key=len, default=request.path)
    for title, address, count in found:
        if address:
            yield Destination(title, address, address == here, count)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""

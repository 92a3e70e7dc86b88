"""Reading people: always within the reader's organisation."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.apps import apps
from django.db.models import Count, Model, Prefetch, Q, QuerySet
from django.http import Http404

from samkjort import clock

from .models import Area, AreaQuerySet, Discussion, LeadershipGroup, Member, MemberQuerySet, Organisation, Seat
from .registry import Stored, stored_by


def member_of_account(user_pk: int, organisation_pk: int | None) -> Member | None:
    """The member that an account is: in the organisation chosen in the session, else in the first."""
    members = Member.objects.current().filter(user_id=user_pk).with_access().order_by("pk")
    if organisation_pk is not None:
        chosen = members.filter(organisation_id=organisation_pk).first()
        if chosen is not None:
            return chosen
    return members.first()


def reader(member_pk: int) -> Member | None:
    """A current member with all that a page needs to know, for whoever comes by personal link."""
    return Member.objects.current().filter(pk=member_pk).with_access().first()


def memberships(user_pk: int | None) -> MemberQuerySet:
    """The organisations that one account belongs to."""
    return Member.objects.current().filter(user__pk=user_pk or 0).select_related("organisation").order_by("pk")


def organisation(slug: str) -> Organisation | None:
    """An organisation by its short name: for the command line."""
    return Organisation.objects.filter(slug=slug).first()


def member_by_email(organisation_id: int, email: str) -> Member | None:
    """A current member by e-mail address: for the command line and imports."""
    return Member.objects.current().filter(organisation_id=organisation_id, email__iexact=email).with_access().first()


def members(member: Member) -> MemberQuerySet:
    """All current members of the reader's organisation, by name."""
    return (
        Member.objects.current()
        .filter(organisation_id=member.organisation_id)
        .select_related("area")
        .order_by("name", "pk")
    )


def found_members(member: Member, words: str) -> MemberQuerySet:
    """The organisation's current members whose name, title, address or area holds all the words."""
    found = members(member)
    for word in words.split()[:8]:
        found = found.filter(
            Q(name__icontains=word)
            | Q(title__icontains=word)
            | Q(email__icontains=word)
            | Q(area__name__icontains=word)
        )
    return found


def former_members(member: Member) -> MemberQuerySet:
    """Those who have left, or whose time as a guest has run out."""
    return (
        Member.objects.filter(organisation_id=member.organisation_id)
        .filter(Q(left_on__isnull=False) | Q(ends_on__lt=clock.today()))
        .order_by("name", "pk")
    )


def member(reader_: Member, pk: int) -> Member:
    """One member of the reader's organisation, also one who has left."""
    found = Member.objects.filter(organisation_id=reader_.organisation_id, pk=pk).with_access().first()
    if found is None:
        raise Http404
    return found


def areas(member_: Member, day: date | None = None) -> AreaQuerySet:
    """The organisation's areas on a day (today), in the order of the tree, with who leads them."""
    return (
        Area.objects.filter(organisation_id=member_.organisation_id)
        .on(day or clock.today())
        .select_related("lead", "parent")
        .order_by("path")
    )


@dataclass
class Branch:
    """An area, how many work in it, and what lies below it."""

    area: Area
    people: int
    discussed: bool
    branches: "list[Branch]" = field(default_factory=list)


def area_tree(member_: Member) -> list[Branch]:
    """The organisation's areas today as a tree, in three queries; `discussed` holds for all below one that is."""
    people = dict(
        Member.objects.current()
        .filter(organisation_id=member_.organisation_id, area__isnull=False)
        .values_list("area_id")
        .annotate(Count("pk"))
    )
    discussed = set(
        Discussion.objects.filter(organisation_id=member_.organisation_id).values_list("area_id", flat=True)
    )
    branches = {
        area_.pk: Branch(area_, people.get(area_.pk, 0), not discussed.isdisjoint(area_.ancestor_ids))
        for area_ in areas(member_).order_by("name", "pk")
    }
    top: list[Branch] = []
    for branch in branches.values():
        above = branches.get(branch.area.parent_id or 0)
        (above.branches if above else top).append(branch)
    return top


def ended_areas(member_: Member) -> AreaQuerySet:
    """Areas that have ended, the latest first, with those that took over."""
    return (
        Area.objects.filter(organisation_id=member_.organisation_id, to_date__lt=clock.today())
        .prefetch_related("successors")
        .order_by("-to_date", "name")
    )


def area(member_: Member, pk: int) -> Area:
    """One area of the reader's organisation, also one that has ended."""
    found = Area.objects.filter(organisation_id=member_.organisation_id, pk=pk).select_related("lead", "parent").first()
    if found is None:
        raise Http404
    return found


def top_leadership(organisation_id: int) -> LeadershipGroup | None:
    """The organisation's own leadership group."""
    return LeadershipGroup.objects.filter(organisation_id=organisation_id, area=None).first()


def leadership_groups(member_: Member) -> QuerySet[LeadershipGroup]:
    """The organisation's leadership groups, its own first, with who sits in them."""
    return (
        LeadershipGroup.objects.filter(organisation_id=member_.organisation_id)
        .select_related("area")
        .prefetch_related(Prefetch("seats", Seat.objects.select_related("member").order_by("member__name")))
        .order_by("area__path", "pk")
    )


def leadership_group(member_: Member, pk: int) -> LeadershipGroup:
    """One leadership group of the reader's organisation."""
    found = LeadershipGroup.objects.filter(organisation_id=member_.organisation_id, pk=pk).first()
    if found is None:
        raise Http404
    return found


def leaders(organisation_id: int) -> MemberQuerySet:
    """Those who sit in the organisation's leadership group now."""
    return Member.objects.leaders(organisation_id)


def discussion_is_recorded(area_: Area) -> bool:
    """Whether the discussion with employee representatives is recorded or waived, for the area or one above it."""
    return Discussion.objects.filter(area_id__in=area_.ancestor_ids).exists()


def discussions(area_: Area) -> QuerySet[Discussion]:
    """The discussions that are written down for the area or one above it, newest first."""
    return (
        Discussion.objects.filter(area_id__in=area_.ancestor_ids)
        .select_related("area", "recorded_by")
        .order_by("-recorded_on", "-pk")
    )


@dataclass(frozen=True)
class StoredLine:
    """What one model keeps about a person, and how many rows of it there are."""

    told: Stored
    rows: int


def models_about_people() -> Iterable[tuple[type[Model], list[str]]]:
    """Every model of every room that points to a member, with the names of the fields that do."""
    for model in apps.get_models():
        names = [
            relation.name
            for relation in (*model._meta.concrete_fields, *model._meta.many_to_many)
            if relation.related_model is Member
        ]
        if names and model.__module__.startswith("samkjort."):
            yield model, names


def stored_about(member_: Member) -> list[StoredLine]:
    """All that the installation keeps about a member, read from the models themselves: one query a model."""
    lines = []
    own = stored_by(Member)
    if own is not None:
        lines.append(StoredLine(own, 1))
    for model, names in models_about_people():
        told = stored_by(model)
        if told is None:
            continue
        mine = Q()
        for name in names:
            mine |= Q(**{name: member_})
        lines.append(StoredLine(told, model._default_manager.filter(mine).distinct().count()))
    return lines


def okr_leads(organisation_id: int) -> MemberQuerySet:
    """Those who drive the introduction."""
    return Member.objects.current().filter(organisation_id=organisation_id, is_okr_lead=True).order_by("name", "pk")

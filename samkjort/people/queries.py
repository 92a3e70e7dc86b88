"""Reading people: always within the reader's organisation."""

from datetime import date

from django.http import Http404

from samkjort import clock

from .models import Area, AreaQuerySet, Discussion, LeadershipGroup, Member, MemberQuerySet, Organisation


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


def memberships(user_pk: int) -> MemberQuerySet:
    """The organisations that one account belongs to."""
    return Member.objects.current().filter(user_id=user_pk).select_related("organisation").order_by("pk")


def organisation(slug: str) -> Organisation | None:
    """An organisation by its short name: for the command line."""
    return Organisation.objects.filter(slug=slug).first()


def member_by_email(organisation_id: int, email: str) -> Member | None:
    """A current member by e-mail address: for the command line and imports."""
    return Member.objects.current().filter(organisation_id=organisation_id, email__iexact=email).with_access().first()


def members(member: Member) -> MemberQuerySet:
    """All current members of the reader's organisation, by name."""
    return (
        Member.objects.current().filter(organisation_id=member.organisation_id).select_related("area")
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


def area(member_: Member, pk: int) -> Area:
    """One area of the reader's organisation, also one that has ended."""
    found = (
        Area.objects.filter(organisation_id=member_.organisation_id, pk=pk).select_related("lead", "parent").first()
    )
    if found is None:
        raise Http404
    return found


def top_leadership(organisation_id: int) -> LeadershipGroup | None:
    """The organisation's own leadership group."""
    return LeadershipGroup.objects.filter(organisation_id=organisation_id, area=None).first()


def leaders(organisation_id: int) -> MemberQuerySet:
    """Those who sit in the organisation's leadership group now."""
    return Member.objects.leaders(organisation_id)


def discussion_is_recorded(area_: Area) -> bool:
    """Whether the discussion with employee representatives is recorded or waived, for the area or one above it."""
    return Discussion.objects.filter(area_id__in=area_.ancestor_ids).exists()


def okr_leads(organisation_id: int) -> MemberQuerySet:
    """Those who drive the introduction."""
    return Member.objects.current().filter(organisation_id=organisation_id, is_okr_lead=True).order_by("name", "pk")

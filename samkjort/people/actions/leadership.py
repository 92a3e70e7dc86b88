"""What can happen to leadership groups, and the discussion with employee representatives."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.journal.actions import Actor, action, note
from samkjort.journal.events import Event

from ..models import Area, Discussion, LeadershipGroup, Member, Seat
from ..permissions import can_change_leadership, can_record_discussion, may, require, within


@action(Event.LEADERSHIP_GROUP_FORMED)
def form_leadership_group(*, by: Actor, name: str, area: Area | None = None) -> LeadershipGroup:
    """Form the organisation's leadership group, or one area's."""
    require(may(by, can_change_leadership, by.organisation_id) and within(by, area))
    if LeadershipGroup.objects.filter(organisation_id=by.organisation_id, area=area).exists():
        raise ValidationError({"area": _("There is a leadership group here already.")})
    group = LeadershipGroup(organisation_id=by.organisation_id, area=area, name=name.strip())
    group.full_clean(validate_constraints=False)
    group.save()
    return group


@action(Event.LEADERSHIP_GROUP_CHANGED)
def change_leadership_group(group: LeadershipGroup, *, by: Actor, name: str) -> LeadershipGroup:
    """Give a leadership group another name."""
    require(may(by, can_change_leadership, by.organisation_id) and within(by, group))
    group.name = name.strip()
    group.full_clean(validate_constraints=False)
    group.save(update_fields=["name"])
    return group


@action(Event.LEADER_SEATED)
def seat_leader(group: LeadershipGroup, *, by: Actor, member: Member) -> Seat:
    """Give a current member a seat in the group; one who sits there already keeps the seat."""
    require(may(by, can_change_leadership, by.organisation_id) and within(by, group, member))
    if not member.is_current:
        raise ValidationError({"member": _("This person has left.")})
    seat, _created = Seat.objects.get_or_create(group=group, member=member, defaults={"since": clock.today()})
    note(group=group.pk)
    return seat


@action(Event.LEADER_UNSEATED)
def unseat_leader(group: LeadershipGroup, *, by: Actor, member: Member) -> LeadershipGroup:
    """Take a member out of the group."""
    require(may(by, can_change_leadership, by.organisation_id) and within(by, group, member))
    Seat.objects.filter(group=group, member=member).delete()
    return group


@action(Event.LEADERSHIP_GROUP_CHANGED)
def share_words(group: LeadershipGroup, *, by: Actor, shared: bool) -> LeadershipGroup:
    """Write down what the group has chosen: whether its members see one another's own words, with names.

    A choice that was made stays: words were written trusting it.
    """
    require(may(by, can_change_leadership, by.organisation_id) and within(by, group))
    known = LeadershipGroup.objects.select_for_update().get(pk=group.pk).words_are_shared
    if known is not None and known != shared:
        raise ValidationError(_("The choice is made. It stays, since people have written trusting it."))
    group.words_are_shared = shared
    group.save(update_fields=["words_are_shared"])
    note(words_are_shared=shared)
    return group


@action(Event.DISCUSSION_RECORDED)
def record_discussion(
    area: Area, *, by: Actor, held_on: date | None = None, minutes_url: str = "", waived_because: str = ""
) -> Discussion:
    """Write down when the discussion with employee representatives was held, or why it is not needed."""
    require(may(by, can_record_discussion, by.organisation_id) and within(by, area))
    waived_because = waived_because.strip()
    if held_on is None and not waived_because:
        raise ValidationError({"held_on": _("Give the date, or write why it is not needed.")})
    if held_on is not None and waived_because:
        raise ValidationError({"waived_because": _("Give either the date or the reason, not both.")})
    if held_on is not None and held_on > clock.today():
        raise ValidationError({"held_on": _("This date has not come yet.")})
    discussion = Discussion(
        organisation_id=by.organisation_id,
        area=area,
        held_on=held_on,
        minutes_url=minutes_url,
        waived_because=waived_because,
        recorded_by_id=by.pk,
        recorded_on=clock.today(),
    )
    discussion.full_clean(validate_constraints=False)
    discussion.save()
    note(held_on=held_on.isoformat() if held_on else None)
    return discussion

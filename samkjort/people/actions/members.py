"""What can happen to members: invitation, change, roles, own settings, leaving, erasure."""

import zoneinfo
from collections.abc import Mapping
from datetime import date

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.journal.actions import Actor, action, forget_name, note, record_security, tell
from samkjort.journal.events import Event

from ..models import ROLES, Area, Member, Seat, User
from ..permissions import can_administer, can_change_member, can_change_people, is_oneself, may, require, within

FORGOTTEN = "tidligere medarbeider"  # stands in the journal instead of an erased name, in every language


@action(Event.MEMBER_INVITED)
def invite_member(
    name: str, email: str, *, by: Actor, area: Area | None = None, title: str = "", letter: bool = True
) -> Member:
    """A new member, without roles; with an address they get an account and, if `letter`, an invitation by e-mail."""
    require(may(by, can_change_people, by.organisation_id) and within(by, area))
    email = email.strip().lower()
    _check_address(by.organisation_id, email, None)
    member = Member(
        organisation_id=by.organisation_id,
        name=name.strip(),
        email=email,
        title=title.strip(),
        area=area,
        invited_on=clock.today(),
        user=_account(email),
    )
    member.full_clean(validate_constraints=False)
    member.save()
    if email and letter:
        tell("people.invitation", organisation_id=by.organisation_id, member_id=member.pk)
    return member


@action(Event.MEMBER_CHANGED)
def change_member(member: Member, *, by: Actor, name: str, email: str, title: str, area: Area | None) -> Member:
    """Change what a member is called and where they belong. Another address means another account to sign in with."""
    require(may(by, can_change_member, member) and within(by, member, area))
    email = email.strip().lower()
    former, had = member.user, member.email
    new = {"name": name.strip(), "email": email, "title": title.strip(), "area_id": area.pk if area else None}
    changed = [field for field, value in new.items() if getattr(member, field) != value]
    for field in changed:
        setattr(member, field, new[field])
    if "email" in changed:
        # Whoever chooses the address can sign in with it, and would be an administrator from then on.
        require(not member.is_administrator or may(by, can_administer, member.organisation_id))
        _check_address(member.organisation_id, email, member)
        member.user = _account(email)
    member.full_clean(validate_constraints=False)
    member.save(update_fields=["name", "email", "title", "area", "user"])
    if "email" in changed and had and former is not None:
        _close_if_unused(former)
    note(changed=changed)
    return member


@action(Event.MEMBER_ROLES_CHANGED)
def change_roles(member: Member, *, by: Actor, roles: Mapping[str, bool], ends_on: date | None = None) -> Member:
    """Give and take roles; those not named stay. A guest facilitator, and whoever else is a guest, has an end date."""
    require(may(by, can_administer, member.organisation_id) and within(by, member))
    unknown = set(roles) - set(ROLES)
    if unknown:
        raise ValueError(f"No such roles: {sorted(unknown)}")
    was_administrator = member.is_administrator
    changed = {role: given for role, given in roles.items() if getattr(member, role) != given}
    for role, given in changed.items():
        setattr(member, role, given)
    member.ends_on = ends_on
    _check_roles(member)
    if was_administrator and not member.is_administrator:
        _check_not_last_administrator(member)
    member.save(update_fields=[*changed, "ends_on"])
    note(**changed, ends_on=ends_on.isoformat() if ends_on else None)
    record_security("rights.changed", organisation_id=member.organisation_id, member_id=member.pk, **changed, by=by.pk)
    return member


@action(Event.MEMBER_SETTINGS_CHANGED)
def change_settings(member: Member, *, by: Actor, language: str, time_zone: str, colour_scheme: str) -> Member:
    """A member's own language, time zone and colours; an empty one follows the organisation or the device."""
    require(may(by, is_oneself, member) and within(by, member))
    if time_zone and time_zone not in zoneinfo.available_timezones():
        raise ValidationError({"time_zone": _("There is no such time zone.")})
    member.language, member.time_zone, member.colour_scheme = language, time_zone, colour_scheme
    member.clean_fields(exclude=["name", "email"])
    member.save(update_fields=["language", "time_zone", "colour_scheme"])
    return member


@action(Event.INFORMATION_SEEN)
def say_informed(member: Member, *, by: Actor) -> Member:
    """Keep the day on which a member was first told what is stored about them; no other trace of use is kept."""
    require(may(by, is_oneself, member) and within(by, member))
    if member.informed_on is None:
        member.informed_on = clock.today()
        member.save(update_fields=["informed_on"])
    return member


@action(Event.MEMBER_LEFT)
def leave(member: Member, *, by: Actor) -> Member:
    """A member leaves: seats and leading end, the account closes; what they wrote stays with their name."""
    require(may(by, can_change_member, member) and within(by, member))
    if member.is_administrator:
        require(may(by, can_administer, member.organisation_id))
        _check_not_last_administrator(member)
    member.left_on = clock.today()
    member.save(update_fields=["left_on"])
    Seat.objects.filter(member=member).delete()
    Area.objects.filter(lead=member).update(lead=None)
    if member.user is not None:
        _close_if_unused(member.user)
    return member


@action(Event.MEMBER_RETURNED)
def bring_back(member: Member, *, by: Actor) -> Member:
    """One who left is a member again, without the roles they had."""
    require(may(by, can_change_member, member) and within(by, member))
    member.left_on, member.ends_on = None, None
    for role in ROLES:
        setattr(member, role, False)
    member.user = _account(member.email)
    member.save(update_fields=["left_on", "ends_on", "user", *ROLES])
    return member


@action(Event.MEMBER_ERASED)
def erase_member(member: Member, *, by: Actor) -> None:
    """Erase a person: asks, letters and links go with them, history stays without their name. Cannot be undone."""
    require(may(by, can_administer, member.organisation_id) and within(by, member))
    if by.pk == member.pk:
        raise ValidationError(_("Another administrator must do this for you."))
    if member.is_administrator:
        _check_not_last_administrator(member)
    account = member.user
    forget_name(member.pk, FORGOTTEN)
    record_security("member.erased", organisation_id=member.organisation_id, member_id=None, by=by.pk)
    member.delete()
    if account is not None and not account.memberships.exists():
        account.delete()


def _account(email: str) -> User | None:
    """The account that signs in with the address: the one there is, opened again where it was closed."""
    if not email:
        return None
    account = User.objects.filter(email=email).first()
    if account is None:
        account = User.objects.create_user(email)
        # Without a password nobody signs in but by a code sent there, so the address need not be proven once more.
        EmailAddress.objects.create(user=account, email=email, primary=True, verified=True)
        return account
    if not account.is_active:
        account.is_active = True
        account.save(update_fields=["is_active"])
    return account


def _close_if_unused(account: User) -> None:
    if not Member.objects.current().filter(user=account).exists():
        account.is_active = False
        account.save(update_fields=["is_active"])


def _check_address(organisation_id: int, email: str, member: Member | None) -> None:
    same = Member.objects.filter(organisation_id=organisation_id, email__iexact=email)
    if member is not None:
        same = same.exclude(pk=member.pk)
    other = same.first() if email else None
    if other is None:
        return
    if other.left_on is not None:
        raise ValidationError({"email": _("This person has left. Open their page and bring them back.")})
    raise ValidationError({"email": _("There is a member with this address already.")})


def _check_roles(member: Member) -> None:
    if member.is_facilitator and member.ends_on is None:
        raise ValidationError({"ends_on": _("A guest facilitator needs an end date.")})
    if member.is_reader and (member.is_okr_lead or member.is_sponsor or member.is_administrator):
        raise ValidationError({"is_reader": _("A reader only reads. Take away the other roles first.")})


def _check_not_last_administrator(member: Member) -> None:
    others = Member.objects.current().filter(organisation_id=member.organisation_id, is_administrator=True)
    if not others.exclude(pk=member.pk).exists():
        raise ValidationError(_("The organisation needs an administrator. Give somebody else the role first."))

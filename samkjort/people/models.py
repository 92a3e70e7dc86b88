"""Who there is: what always holds of organisations, areas, members, roles and leadership groups."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from samkjort import clock


class UserManager(BaseUserManager["User"]):
    """Makes accounts; an address is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new account; without a password it signs in by e-mailed code."""
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A bare account: address and password. What a person is in an organisation stands on `Member`."""

    last_login = None  # not kept: nobody shall see when a person was here
    email = models.EmailField(_("e-mail"), unique=True)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email


class Language(models.TextChoices):
    """The languages that the interface has."""

    NB = "nb", "Norsk bokmål"
    EN = "en", "English"


class Organisation(models.Model):
    """A tenant: a municipality, agency or company. Nothing crosses from one to another."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.NB)
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Oslo")
    reminder_weekday = models.PositiveSmallIntegerField(_("weekly reminder on"), default=3)  # Monday is 0
    whistleblowing_url = models.URLField(_("address of the whistleblowing channel"), blank=True)
    is_demo = models.BooleanField(default=False)
    started_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(reminder_weekday__lte=6), name="organisation_weekday_is_a_weekday"),
        )

    def __str__(self) -> str:
        return self.name


class AreaQuerySet(models.QuerySet["Area"]):
    """Chainable filters on areas."""

    def on(self, day: date) -> AreaQuerySet:
        """Those that exist on the day."""
        return self.filter(Q(from_date__lte=day), Q(to_date=None) | Q(to_date__gte=day))

    def below(self, area: Area) -> AreaQuerySet:
        """The area itself and all under it."""
        return self.filter(organisation_id=area.organisation_id, path__startswith=area.path)


class Area(models.Model):
    """A part of the organisation, in a tree, with a life in time. `path` lists the keys from the top: ``/3/17/``."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="areas")
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    path = models.CharField(max_length=255, default="/", db_index=True)
    lead = models.ForeignKey("Member", null=True, blank=True, on_delete=models.SET_NULL, related_name="led_areas")
    from_date = models.DateField(_("from"))
    to_date = models.DateField(_("to"), null=True, blank=True)
    predecessors = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="successors")

    objects = AreaQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                F("organisation"), Lower("name"), condition=Q(to_date=None), name="area_name_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")), name="area_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def ancestor_ids(self) -> list[int]:
        """Keys of the area itself and all above it, from the top down."""
        return [int(part) for part in self.path.strip("/").split("/") if part]

    @property
    def depth(self) -> int:
        """How far below the top: 0 for an area at the top."""
        return len(self.ancestor_ids) - 1


ROLE_NAMES = {
    "is_okr_lead": _("OKR lead"),
    "is_sponsor": _("sponsor"),
    "is_administrator": _("administrator"),
    "is_employee_representative": _("employee representative"),
    "is_facilitator": _("guest facilitator"),
    "is_reader": _("reader"),
}
ROLES = tuple(ROLE_NAMES)


class MemberQuerySet(models.QuerySet["Member"]):
    """Chainable filters on members."""

    def current(self) -> MemberQuerySet:
        """Those who have not left, and whose time as a guest has not run out."""
        return self.filter(Q(left_on=None), Q(ends_on=None) | Q(ends_on__gte=clock.today()))

    def with_access(self) -> MemberQuerySet:
        """In one query what every page needs to know of its reader: organisation, area, seat, whether they lead."""
        return self.select_related("organisation", "area").annotate(  # type: ignore[no-redef]  # declared for readers
            in_top_leadership=Exists(Seat.objects.filter(member=OuterRef("pk"), group__area=None)),
            leads_an_area=Exists(Area.objects.filter(lead=OuterRef("pk"), to_date=None)),
        )

    def leaders(self, organisation_id: int) -> MemberQuerySet:
        """The current members of the organisation's top leadership group, by name."""
        return (
            self.current()
            .filter(organisation_id=organisation_id, seats__group__isnull=False, seats__group__area=None)
            .order_by("name", "pk")
        )


class Member(models.Model):
    """A person in one organisation. Being a leader is a seat in a leadership group, leading an area is `Area.lead`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    title = models.CharField(_("title"), max_length=120, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="members")
    is_okr_lead = models.BooleanField(_("OKR lead"), default=False)
    is_sponsor = models.BooleanField(_("sponsor"), default=False)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    is_employee_representative = models.BooleanField(_("employee representative"), default=False)
    is_facilitator = models.BooleanField(_("guest facilitator"), default=False)
    is_reader = models.BooleanField(_("reader"), default=False)
    ends_on = models.DateField(_("access ends on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True)
    colour_scheme = models.CharField(
        _("colours"),
        max_length=5,
        choices=(("auto", _("as the device")), ("light", _("light")), ("dark", _("dark"))),
        default="auto",
    )
    informed_on = models.DateField(
        null=True, blank=True
    )  # when "what we store about you" was first shown; no other trace of use
    invited_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                F("organisation"), Lower("email"), condition=~Q(email=""), name="member_email_once"
            ),
            models.UniqueConstraint(fields=["organisation", "user"], name="member_user_once"),
            models.CheckConstraint(
                condition=Q(is_facilitator=False) | Q(ends_on__isnull=False), name="guest_has_an_end_date"
            ),
            models.CheckConstraint(
                condition=Q(is_reader=False) | Q(is_okr_lead=False, is_sponsor=False, is_administrator=False),
                name="reader_only_reads",
            ),
        )

    # Set by `with_access`; asked for through `permissions`, which reads them where they are missing.
    in_top_leadership: bool
    leads_an_area: bool

    def __str__(self) -> str:
        return self.name

    @property
    def is_current(self) -> bool:
        """Whether they still belong to the organisation today."""
        return self.left_on is None and (self.ends_on is None or self.ends_on >= clock.today())

    @property
    def role_names(self) -> list[str]:
        """The roles they have, in the reader's language."""
        return [str(name) for role, name in ROLE_NAMES.items() if getattr(self, role)]

    @property
    def first_name(self) -> str:
        """The first of their names, for a greeting."""
        return self.name.split()[0] if self.name else ""


class LeadershipGroup(models.Model):
    """A group that leads: the organisation's (no area), or one area's."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="leadership_groups")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.CASCADE, related_name="leadership_groups")
    name = models.CharField(_("name"), max_length=120)
    words_are_shared = models.BooleanField(
        null=True, blank=True
    )  # chosen by the group before the first word; None: not chosen

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation"], condition=Q(area=None), name="one_top_leadership_group"),
            models.UniqueConstraint(fields=["area"], name="one_leadership_group_an_area"),
        )

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """One person's place in a leadership group."""

    group = models.ForeignKey(LeadershipGroup, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="seats")
    since = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group", "member"], name="one_seat_a_person"),)

    def __str__(self) -> str:
        return f"{self.group}: {self.member}"


class Discussion(models.Model):
    """The discussion with employee representatives before an area starts (aml § 9-2), or why it was not needed."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="discussions")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="discussions")
    held_on = models.DateField(_("held on"), null=True, blank=True)
    minutes_url = models.URLField(_("link to the minutes"), blank=True)
    waived_because = models.CharField(_("not needed, because"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(held_on__isnull=False, waived_because="") | (Q(held_on=None) & ~Q(waived_because="")),
                name="discussion_held_or_waived",
            ),
        )

    def __str__(self) -> str:
        return f"{self.area}: {self.held_on or self.waived_because}"

"""What always holds of asks, letters, personal links, and of those who want no letters."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samkjort import clock
from samkjort.people.models import Member, Organisation
from samkjort.people.registry import Stored

MOST_MINUTES = 5  # what one letter may ask for in all
SESSION_KEY = "personal_links"  # where a visitor's session holds the keys of the links that they opened


class AskQuerySet(models.QuerySet["Ask"]):
    """Chainable filters on asks."""

    def open(self) -> AskQuerySet:
        """Those that are neither done nor withdrawn."""
        return self.filter(done_at=None, withdrawn_at=None)

    def let_go(self) -> AskQuerySet:
        """Those that nobody holds back."""
        return self.filter(held_back=False)

    def most_important_first(self) -> AskQuerySet:
        """By weight, then by what is due soonest."""
        return self.order_by("-weight", "due", "pk")


class Ask(models.Model):
    """Something that is asked of one person: about which thing, by when, and how many minutes it takes."""

    stored = Stored(
        what=_("What you have been asked to do here, by whom, by when, and that it is done."),
        why=_("So that you are asked once, in one letter a week."),
        seen_by=_("You, and the OKR lead where it is asked of the leadership group."),
        kept=_("As long as you are a member. Erased with you."),
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="asks")
    of = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="asks")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    room = models.CharField(max_length=30)
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    facts = models.JSONField(default=dict)
    asked_on = models.DateField()
    due = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    weight = models.SmallIntegerField(default=0)
    held_back = models.BooleanField(default=False)
    done_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["of", "room", "kind", "object_id"],
                condition=Q(done_at=None, withdrawn_at=None),
                name="one_open_ask_a_thing",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES), name="ask_fits_in_a_letter"),
        )
        indexes = (models.Index(fields=["organisation", "room", "kind", "object_id"], name="ask_about_thing"),)

    def __str__(self) -> str:
        return f"{self.room}.{self.kind} {self.object_id}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits to be done."""
        return self.done_at is None and self.withdrawn_at is None


class LetterKind(models.TextChoices):
    """Why a letter goes: the week's one letter, or a new link that the person asked for."""

    WEEKLY = "weekly", _("the week's letter")
    LINK = "link", _("a new link")


class Letter(models.Model):
    """One letter to one person. Its words and addresses are made when it is sent and are not kept."""

    stored = Stored(
        what=_("Which letters went to you, when, and what they asked: not their words, not whether you opened them."),
        why=_("So that you get one letter a week and no more."),
        seen_by=_("Nobody but the machinery that sends them."),
        kept=_("As long as you are a member. Erased with you."),
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="letters")
    to = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=LetterKind)
    week = models.CharField(max_length=8)
    asks = models.ManyToManyField(Ask, related_name="letters")
    composed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # nothing was left to say, or the person left, when its turn came

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["to", "week"], condition=Q(kind="weekly"), name="one_letter_a_week"),
        )
        indexes = (models.Index(fields=["organisation", "-composed_at"], name="letter_of_organisation"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.week}"


class PersonalLink(models.Model):
    """A way in for one person to one ask. Only a hash of its token is kept: the address stands in the letter alone."""

    stored = Stored(
        what=_("That a personal link was made for you, what it is about, and until when it opens."),
        why=_("So that you can answer straight from the letter without signing in."),
        seen_by=_("Nobody. The link itself stands only in your letter."),
        kept=_("As long as what it is about. Erased with you."),
    )

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="personal_links")
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    refused = models.BooleanField(default=False)  # whoever opened it said that they are somebody else

    def __str__(self) -> str:
        return f"link {self.pk}"

    @property
    def organisation_id(self) -> int:
        """The organisation of the person whom it lets in."""
        return self.member.organisation_id

    @property
    def opens(self) -> bool:
        """Whether it lets its holder in now."""
        return (
            self.revoked_at is None
            and self.expires_at > clock.now()
            and self.ask.withdrawn_at is None
            and self.member.is_current
        )


class StoppedLetters(models.Model):
    """A person wants no letters: the row is there as long as that holds."""

    stored = Stored(
        what=_("That you have stopped the letters, and since when."),
        why=_("So that you get none."),
        seen_by=_("You, and the OKR lead where something is asked of the leadership group."),
        kept=_("Until you want letters again."),
    )

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="stopped_letters")
    since = models.DateField()

    def __str__(self) -> str:
        return f"{self.member_id} since {self.since}"


class ReminderRound(models.Model):
    """That an organisation's weekly reminders have been gone through, so that it is done once a week."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    week = models.CharField(max_length=8)
    went_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["organisation", "week"], name="one_round_of_reminders_a_week"),)

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.week}"

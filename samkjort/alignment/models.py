"""What always holds of the purpose: its versions, what they mean, and how leaders have answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samkjort.direction.models import Priority
from samkjort.people.models import Member, Organisation
from samkjort.people.registry import Stored

_SEEN = _(
    "The OKR lead. The leadership group sees words with names only if it chose so beforehand, ratings as a spread."
)
_KEPT = _("For a year, or until you are erased.")


class PurposeVersion(models.Model):
    """Why OKR: one version. A draft has no day of publishing; at most one draft at a time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="purposes")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("why we want OKR"), max_length=3000, blank=True)
    is_not = models.TextField(_("what it is not"), max_length=1000, blank=True)
    changes = models.TextField(_("what has changed, because of whom"), max_length=1000, blank=True)
    priorities = models.ManyToManyField(Priority, blank=True, related_name="+")
    published_on = models.DateField(null=True)
    edits = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["organisation", "number"], name="purpose_number_once"),
            models.UniqueConstraint(fields=["organisation"], condition=Q(published_on=None), name="one_purpose_draft"),
        )

    def __str__(self) -> str:
        return f"{self.number}"


class Statement(models.Model):
    """A short statement about the purpose: it means this, or it does not."""

    version = models.ForeignKey(PurposeVersion, on_delete=models.CASCADE, related_name="statements")
    text = models.CharField(max_length=200)
    is_meant = models.BooleanField()
    explanation = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = (models.UniqueConstraint(fields=["version", "position"], name="statement_place_once"),)

    def __str__(self) -> str:
        return self.text


class Reading(models.Model):
    """That a leader has read a version, and what they answered: changed by them until the next version comes."""

    stored = Stored(
        _("Which purpose you have read, your own words on it, and how clear and convincing it is to you."),
        _("So that the OKR lead can see who has understood, and answer what is unclear."),
        _SEEN,
        _KEPT,
    )

    class Mark(models.TextChoices):
        """How the words agree with what is meant."""

        SAME = "same", _("Means the same")
        PARTLY = "partly", _("Partly the same")
        OTHER = "other", _("Means something else")

    version = models.ForeignKey(PurposeVersion, on_delete=models.CASCADE, related_name="readings")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    read_on = models.DateField()
    checked_on = models.DateField(null=True)
    words = models.TextField(max_length=2000, blank=True)
    clear = models.PositiveSmallIntegerField(null=True)
    convinced = models.PositiveSmallIntegerField(null=True)
    answered_on = models.DateField(null=True)
    mark = models.CharField(max_length=6, choices=Mark, blank=True)
    reply = models.TextField(max_length=2000, blank=True)

    class Meta:
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["version", "member"], name="one_reading_a_leader"),
            models.CheckConstraint(
                condition=(Q(clear=None) | Q(clear__lte=10)) & (Q(convinced=None) | Q(convinced__lte=10)),
                name="ratings_from_0_to_10",
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id} {self.member_id}"

    @property
    def has_understood(self) -> bool:
        """All statements answered before the key was shown, and own words that mean the same, at least partly."""
        return self.checked_on is not None and self.mark in {self.Mark.SAME, self.Mark.PARTLY}


class StatementAnswer(models.Model):
    """What a leader took a statement to mean, before the key was shown. The first answer stands."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="answers")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="answers")
    says_meant = models.BooleanField()

    class Meta:
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["reading", "statement"], name="one_answer_a_statement"),
        )

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.says_meant}"

"""What always holds of cycles, objectives, key results and check-ins."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from samkjort.direction.models import Priority
from samkjort.people.models import Area, Member, Organisation
from samkjort.people.registry import Stored

from . import method

_EVERYBODY = _("Everybody in your organisation.")
_HISTORY = _("As long as the organisation uses Samkjørt. Your name is taken away when you are erased.")


class Cycle(models.Model):
    """A period in which OKRs are followed up."""

    class Kind(models.TextChoices):
        """How long it is."""

        QUARTER = "quarter", _("Quarter")
        TERTIAL = "tertial", _("Four months")
        HALF_YEAR = "half_year", _("Half-year")
        YEAR = "year", _("Year")
        OWN = "own", _("Own dates")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="cycles")
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("length"), max_length=10, choices=Kind)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = (
            models.UniqueConstraint(F("organisation"), Lower("name"), name="cycle_name_once"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="cycle_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        return self.name

    def expected(self, day: date) -> float:
        """The share of its working days that is gone."""
        return method.expected(self.starts_on, self.ends_on, day)


class Objective(models.Model):
    """A changed state that an area wants to reach within a cycle."""

    stored = Stored(_("Which objectives you answer for."), _("So that all know whom to ask."), _EVERYBODY, _HISTORY)

    class Ambition(models.TextChoices):
        """What is expected of it."""

        COMMITTED = "committed", _("Committed: we expect to reach it whole")
        AMBITIOUS = "ambitious", _("Ambitious: two thirds is good")

    class Status(models.TextChoices):
        """Where it is in its life."""

        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        CLOSED = "closed", _("Closed")
        DROPPED = "dropped", _("Dropped")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="objectives")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="objectives")
    area_name = models.CharField(max_length=120)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="objectives")
    title = models.CharField(_("objective"), max_length=300)
    why = models.TextField(_("why"), max_length=2000, blank=True)
    ambition = models.CharField(_("ambition"), max_length=10, choices=Ambition, default=Ambition.AMBITIOUS)
    owner = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="objectives")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    priorities = models.ManyToManyField(Priority, blank=True, related_name="objectives")
    progress_ppm = models.IntegerField(default=0)
    published_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = (
            models.CheckConstraint(
                condition=Q(progress_ppm__gte=0, progress_ppm__lte=method.PPM), name="objective_progress_is_a_share"
            ),
            models.UniqueConstraint(F("area"), F("cycle"), Lower("title"), name="objective_title_once"),
        )
        indexes: ClassVar = (models.Index(fields=["organisation", "cycle", "status"], name="objectives_of_cycle"),)

    def __str__(self) -> str:
        return self.title


class ObjectiveLink(models.Model):
    """One objective contributes to another. Never a circle."""

    child = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="contributes")
    parent = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="supported_by")

    class Meta:
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["child", "parent"], name="one_link_between_two"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="no_link_to_itself"),
        )

    def __str__(self) -> str:
        return f"{self.child} → {self.parent}"


class ObjectiveChange(models.Model):
    """What was changed after publishing, from what to what, and why: stays visible."""

    stored = Stored(
        _("Which published objectives you have changed, and why."),
        _("So that a change after publishing can be seen."),
        _EVERYBODY,
        _HISTORY,
    )

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="changes")
    field = models.CharField(max_length=40)
    before = models.CharField(max_length=300)
    after = models.CharField(max_length=300)
    because = models.CharField(max_length=500)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    on = models.DateField()

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after}"


class KeyResult(models.Model):
    """How one sees that the objective comes nearer: kept with its last value, progress and confidence."""

    stored = Stored(
        _("Which key results you answer for."),
        _("So that you are reminded of them, and all know whom to ask."),
        _EVERYBODY,
        _HISTORY,
    )

    class Kind(models.TextChoices):
        """How it is measured."""

        INCREASE = "increase", _("Increase a number")
        REDUCE = "reduce", _("Reduce a number")
        WITHIN = "within", _("Keep a number within limits")
        STEPS = "steps", _("Steps")
        YES_NO = "yes_no", _("Yes or no")
        WORDS = "words", _("In words")

    class Level(models.TextChoices):
        """How far a key result in words has come."""

        NOT_REACHED = "not_reached", _("Not reached yet")
        COMMIT = "commit", _("The least we promise")
        TARGET = "target", _("What we aim for")
        STRETCH = "stretch", _("Beyond what we aim for")

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="key_results")
    title = models.CharField(_("key result"), max_length=300)
    kind = models.CharField(_("how it is measured"), max_length=10, choices=Kind, default=Kind.INCREASE)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(_("start value"), max_digits=18, decimal_places=4, null=True, blank=True)
    target = models.DecimalField(_("target value"), max_digits=18, decimal_places=4, null=True, blank=True)
    low = models.DecimalField(_("lower limit"), max_digits=18, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(_("upper limit"), max_digits=18, decimal_places=4, null=True, blank=True)
    levels = models.JSONField(default=dict, blank=True)  # level → what it means, for a key result in words
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)
    position = models.PositiveSmallIntegerField(default=0)
    owner = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="key_results")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    level = models.CharField(max_length=12, blank=True)
    progress_ppm = models.IntegerField(default=0)
    confidence = models.PositiveSmallIntegerField(null=True)
    checked_in_on = models.DateField(null=True)
    next_due_on = models.DateField(null=True, db_index=True)

    class Meta:
        constraints: ClassVar = (
            models.CheckConstraint(condition=Q(weight__gte=1), name="key_result_weighs_something"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__lte=10), name="confidence_from_0_to_10"
            ),
            models.CheckConstraint(
                condition=Q(baseline=None)
                | Q(target=None)
                | ~Q(baseline=F("target"))
                | ~Q(kind__in=["increase", "reduce"]),
                name="baseline_is_not_target",
            ),
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")), name="band_has_two_ends"
            ),
            models.UniqueConstraint(F("objective"), Lower("title"), name="key_result_title_once"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def line(self) -> method.Line:
        """What it is measured between."""
        return method.Line(self.kind, self.baseline, self.target, self.low, self.high)

    @property
    def is_numeric(self) -> bool:
        """Whether its value is a number that somebody types."""
        return self.kind in {self.Kind.INCREASE, self.Kind.REDUCE, self.Kind.WITHIN}


class Step(models.Model):
    """One step of a key result that is measured in steps."""

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(max_length=200)
    weight = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)
    done = models.BooleanField(default=False)

    class Meta:
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title


class CheckIn(models.Model):
    """What was said of a key result one day. Never changed: a correction is a new one that stands in its place."""

    stored = Stored(
        _("Your status updates: value, confidence, words, and what is in the way."),
        _("So that the area can see how its goals are doing, and help where it is needed."),
        _EVERYBODY,
        _HISTORY,
    )

    class Blocker(models.TextChoices):
        """What is in the way."""

        CAPACITY = "capacity", _("Capacity")
        DEPENDENCY = "dependency", _("Another area")
        CLARITY = "clarity", _("Unclear goal")
        CONFLICT = "conflict", _("Competing tasks")
        OUTSIDE = "outside", _("Something from outside")

    key_result = models.ForeignKey(KeyResult, on_delete=models.CASCADE, related_name="check_ins")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    level = models.CharField(max_length=12, blank=True)
    steps_done = models.JSONField(default=list)
    progress_ppm = models.IntegerField()
    confidence = models.PositiveSmallIntegerField()
    note = models.TextField(max_length=2000, blank=True)
    blocker = models.CharField(max_length=12, choices=Blocker, blank=True)
    blocker_next = models.CharField(max_length=300, blank=True)
    blocker_by = models.DateField(null=True)
    checked_on = models.DateField()
    created_at = models.DateTimeField()
    submission = models.UUIDField(null=True)
    supersedes = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="superseded_by")

    class Meta:
        constraints: ClassVar = (
            models.CheckConstraint(condition=Q(confidence__lte=10), name="check_in_confidence_from_0_to_10"),
            # The same form sent twice is one check-in.
            models.UniqueConstraint(fields=["key_result", "submission"], name="one_check_in_a_submission"),
        )
        indexes: ClassVar = (models.Index(fields=["key_result", "-checked_on", "-id"], name="check_ins_newest_first"),)

    def __str__(self) -> str:
        return f"{self.key_result_id} {self.checked_on}"

    @property
    def late(self) -> bool:
        """Whether it tells of an earlier day than the one on which it was written."""
        return self.checked_on < self.created_at.date()


class AreaSummary(models.Model):
    """One row an area and cycle, its own and all below it, in whole numbers: what the organisation's page reads.

    `weighted_ppm` is the sum of weight × progress over published key results; `confidence_sum` over those with one.
    """

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="summaries")
    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="summaries")
    key_results = models.IntegerField(default=0)
    weight = models.BigIntegerField(default=0)
    weighted_ppm = models.BigIntegerField(default=0)
    confident = models.IntegerField(default=0)
    confidence_sum = models.IntegerField(default=0)
    high = models.IntegerField(default=0)
    middle = models.IntegerField(default=0)
    low = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["area", "cycle"], name="one_summary_an_area_and_cycle"),
        )

    def __str__(self) -> str:
        return f"{self.area_id} {self.cycle_id}"

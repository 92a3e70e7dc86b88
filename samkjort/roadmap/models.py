"""What is kept of the road: each step's state at the end of each day on which it changed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samkjort.people.models import Organisation


class State(models.TextChoices):
    """How far a step has come."""

    DONE = "done", _("In place")
    NOW = "now", _("Under way")
    WAITING = "waiting", _("Not started")
    NOT_MEASURED = "not_measured", _("Not measured yet")


class KeptStep(models.Model):
    """One step's state at the end of one day: kept when it differs from the day before."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    step = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=15, choices=State)
    evidence = models.JSONField(default=dict)  # numbers only, never names

    class Meta:
        constraints: ClassVar = (
            models.UniqueConstraint(fields=["organisation", "day", "step"], name="a_step_once_a_day"),
            models.CheckConstraint(condition=Q(step__gte=1, step__lte=7), name="seven_steps"),
        )

    def __str__(self) -> str:
        return f"{self.day} step {self.step}: {self.state}"

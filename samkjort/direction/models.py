"""What always holds of the organisation's own priorities."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from samkjort.people.models import Organisation


class PriorityQuerySet(models.QuerySet["Priority"]):
    """Chainable filters on priorities."""

    def on(self, day: date) -> PriorityQuerySet:
        """Those that hold on the day."""
        return self.filter(Q(from_date__lte=day), Q(to_date=None) | Q(to_date__gt=day))


class Priority(models.Model):
    """Something that the organisation has already decided to steer by, with where it was decided."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="priorities")
    name = models.CharField(_("priority"), max_length=200)
    source = models.CharField(_("where it was decided"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    from_date = models.DateField()
    to_date = models.DateField(null=True, blank=True)  # the first day on which it holds no longer

    objects = PriorityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "priorities"
        constraints = (
            models.UniqueConstraint(
                F("organisation"), Lower("name"), condition=Q(to_date=None), name="priority_name_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")), name="priority_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return self.name

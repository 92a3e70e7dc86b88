"""What always holds of comments and of input: by name, about one thing, and input has an answer or a promised day."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samkjort.people.models import Member, Organisation
from samkjort.people.registry import Stored

LONGEST = 5000

_KEPT = _("As long as the organisation uses Samkjørt. Your name is taken away when you are erased.")


class Comment(models.Model):
    """What somebody says about a thing, by name. Withdrawn, it leaves a line that it was there, without its words."""

    stored = Stored(
        what=_("Your comments: the words, and when you wrote them."),
        why=_("So that those who work on the same thing can talk about it where it stands."),
        seen_by=_("Those who see the thing that you commented on."),
        kept=_KEPT,
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="comments")
    room = models.CharField(max_length=30)
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="comments")
    text = models.TextField(_("comment"), max_length=LONGEST)
    written_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(text=""), name="withdrawn_comment_keeps_no_words"
            ),
        )
        indexes = (models.Index(fields=["organisation", "room", "kind", "object_id"], name="comment_on_thing"),)

    def __str__(self) -> str:
        return f"comment {self.pk}"


class Outcome(models.TextChoices):
    """What became of input: we do it, or we do not, because of something."""

    WILL = "will", _("we do this")
    WONT = "wont", _("we do not do this, because …")


class InputQuerySet(models.QuerySet["Input"]):
    """Chainable filters on input."""

    def unanswered(self) -> InputQuerySet:
        """That which has no outcome yet, also where an answer is promised."""
        return self.filter(outcome="")


class Input(models.Model):
    """A question or a piece of advice to the leadership about a thing: by name, with an answer by a promised day."""

    stored = Stored(
        what=_("The questions and the advice that you have given, the answers that you gave to others, and when."),
        why=_("So that everybody who says something is answered, and it can be seen what it led to."),
        seen_by=_("Those who may see the questions about that thing, and you."),
        kept=_KEPT,
    )

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="inputs")
    room = models.CharField(max_length=30)
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="inputs")
    text = models.TextField(_("question or input"), max_length=LONGEST)
    given_at = models.DateTimeField()
    promised_on = models.DateField(_("answer by"), null=True, blank=True)
    outcome = models.CharField(max_length=5, choices=Outcome, blank=True)
    answer = models.TextField(_("answer"), max_length=LONGEST, blank=True)
    led_to = models.CharField(_("what it led to"), max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    submission = models.UUIDField(unique=True, default=uuid.uuid4)

    objects = InputQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(outcome="wont", answer=""), name="a_no_has_its_reason"),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at=None) | (~Q(outcome="") & Q(answered_at__isnull=False)),
                name="answered_input_has_an_outcome",
            ),
        )
        indexes = (models.Index(fields=["organisation", "room", "kind", "object_id"], name="input_about_thing"),)

    def __str__(self) -> str:
        return f"input {self.pk}"

"""What always holds of the journal: rows are added, never changed, but for the name that erasure takes away."""

from typing import Any

from django.db import models


class ActorName(models.Model):
    """A person's name at the time, in a row of its own, so that erasure can replace it in one place."""

    actor = models.OneToOneField("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """One thing that happened: which event, to what, by whom, when. Holds no names and no free text."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+")
    event = models.CharField(max_length=60)
    actor = models.ForeignKey("people.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    actor_name = models.ForeignKey(ActorName, null=True, on_delete=models.PROTECT, related_name="+")
    room = models.CharField(max_length=30)
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField(null=True)
    facts = models.JSONField(default=dict)
    request_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(fields=["organisation", "room", "kind", "object_id", "-at"], name="entry_of_thing"),
            models.Index(fields=["organisation", "-at"], name="entry_of_organisation"),
        )

    def __str__(self) -> str:
        return f"{self.event} {self.room}.{self.kind} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a row that stands is never changed."""
        if not self._state.adding:
            raise TypeError("A journal entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse: the journal is append-only."""
        raise TypeError("A journal entry is never deleted")


class Outbox(models.Model):
    """Something to do after the transaction that asked for it: taken by the worker, tried until it is done."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["due_at"], name="outbox_waiting", condition=models.Q(done_at=None, gave_up_at=None)),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Heartbeat(models.Model):
    """When the worker last said that it is alive: one row, read by `/readyz`."""

    name = models.CharField(max_length=30, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"


class SecurityEntry(models.Model):
    """Sign-in, failed sign-in, rights and export: kept for 90 days, read by administrators with a written reason."""

    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    member = models.ForeignKey("people.Member", null=True, on_delete=models.CASCADE, related_name="+")
    facts = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"

"""The heartbeat of clock and worker, and delays that staff know of."""

from django.db import models

from accounts.models import User


class Heartbeat(models.Model):
    """One row: when the clock last had a task done. It is there from the first migration on."""

    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"


class KnownDelay(models.Model):
    """Staff know why rows of this queue wait, and see to them: those that began to wait up to `up_to` alarm nobody."""

    queue = models.CharField(max_length=40)
    up_to = models.DateTimeField()
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="known_delay_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.queue} up to {self.up_to:%Y-%m-%d %H:%M}"

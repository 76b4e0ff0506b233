from django.db import models
from django.utils import timezone

from accounts.models.organisation import Organisation


class AnsweredRequest(models.Model):
    """A request of the API that named itself by an Idempotency-Key, and its answer: sent again, it gets the same one."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    key = models.CharField(max_length=128)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body")
    status = models.PositiveSmallIntegerField(default=0)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "key"], name="one_request_per_key")]

    def __str__(self) -> str:
        return self.key

from django.db import models
from django.utils import timezone

from accounts.models import User
from listings.models.programme import Programme


class Review(models.Model):
    """One round of moderation: sent by the seller, decided by staff. Reasons stand at the fields they concern."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="reviews")
    submitted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    approved = models.BooleanField(null=True)
    reasons = models.JSONField(default=dict, help_text="field -> what to change")
    message = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme"], condition=models.Q(decided_at=None), name="one_open_review_per_programme"
            )
        ]

    def __str__(self) -> str:
        return f"{self.programme} {self.submitted_at:%Y-%m-%d}"

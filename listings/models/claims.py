from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from listings.models.programme import Programme


class RightsClaim(models.Model):
    """Two organisations hold the same of one work, one of them exclusively: opened by a trigger, decided by staff.

    Until then the later record is `contested`: nothing is sold under it, and its listing is not published. The earlier
    holder goes on. Rights in are given by id: their values are in the history when they are gone.
    """

    class Outcome(models.TextChoices):
        OPEN = "", _("Open")
        EARLIER = "earlier", _("The earlier record is right")
        LATER = "later", _("The later record is right")
        BOTH = "both", _("Both hold what they recorded")
        MOOT = "moot", _("One of them is gone")

    later = models.BigIntegerField(help_text="the right in that came later")
    later_listing = models.ForeignKey(Programme, models.PROTECT, related_name="claims_made")
    later_note = models.TextField(max_length=2000, blank=True)
    earlier = models.BigIntegerField(help_text="the exclusive right in that was there")
    earlier_listing = models.ForeignKey(Programme, models.PROTECT, related_name="claims_met")
    earlier_note = models.TextField(max_length=2000, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["later", "earlier"], name="one_claim_per_pair"),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", "earlier", "later", "both", "moot"]), name="claim_outcome_known"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at=None, outcome="")
                | models.Q(~models.Q(outcome=""), closed_at__isnull=False),
                name="closed_claim_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=("", "moot")) | models.Q(~models.Q(reason=""), decided_by__isnull=False),
                name="decided_claim_says_who_and_why",
            ),
        ]
        indexes = [models.Index(fields=["earlier"], name="claims_by_earlier")]

    def __str__(self) -> str:
        return f"claim {self.pk}: {self.later} against {self.earlier}"

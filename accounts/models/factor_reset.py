from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User

TIME_TO_OBJECT = timedelta(hours=72)


class FactorResetOutcome(models.TextChoices):
    RESET = "reset", _("Second step removed")
    REFUSED = "refused", _("Refused")
    OBJECTED = "objected", _("Objected to")
    WITHDRAWN = "withdrawn", _("Found again")


class FactorReset(models.Model):
    """Somebody who knows an account's password has lost its second factor and asks to be let in without.

    Every address of the account is told and may object for 72 hours; after that staff, who have made sure who it is,
    remove the factors.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="factor_resets")
    asked_at = models.DateTimeField(default=timezone.now)
    free_at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=FactorResetOutcome, blank=True)
    note = models.TextField(blank=True, help_text="how staff made sure who it is, or why not")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(outcome=""), name="one_open_factor_reset"),
            models.CheckConstraint(
                condition=Q(free_at__gte=F("asked_at") + TIME_TO_OBJECT), name="factor_reset_waits_72_hours"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None) | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="factor_reset_ends_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=FactorResetOutcome.RESET)
                | (Q(decided_by__isnull=False, decided_at__gte=F("free_at")) & ~Q(note="") & ~Q(decided_by=F("user"))),
                name="factor_reset_by_staff_after_72_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"second step of {self.user}"

"""What staff must look at: money that left at Stripe, and what the verification found."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from marketplace.payments.models.settlement import Charge
from marketplace.payments.states import CaseKind


class MoneyCase(models.Model):
    """A refund or a dispute, as Stripe tells of it, until somebody of the staff has said what was done.

    `key` is Stripe's id. `from_held_minor`: how much of it was taken from what is held for the seller and from our
    commission; the rest came from the buyer's credit.
    """

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=CaseKind)
    charge = models.ForeignKey(Charge, models.PROTECT, related_name="cases")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    from_held_minor = models.BigIntegerField(default=0)
    status = models.CharField(max_length=40, blank=True, help_text="Stripe's word")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    resolution = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=CaseKind.values), name="money_case_kind_known"),
            models.CheckConstraint(
                condition=Q(closed_at=None) | (Q(closed_by__isnull=False) & ~Q(resolution="")),
                name="closed_money_case_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Verification(models.Model):
    """One run of all checks: when, and what did not add up (`marketplace.kit.checks.Finding` as JSON)."""

    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    findings = models.JSONField(default=list)
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True, help_text="when somebody of the staff took note of the findings")

    class Meta:
        indexes = [models.Index(fields=["-started_at"], name="verifications_newest")]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {len(self.findings)}"

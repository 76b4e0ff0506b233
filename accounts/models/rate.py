from decimal import Decimal

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User

PLACES = 6


class ExchangeRate(models.Model):
    """What one US dollar cost on a day, for display only: never used in a contract, a charge or the ledger."""

    currency = models.CharField(_("currency"), max_length=3)
    day = models.DateField(_("day"))
    millionths_per_usd = models.BigIntegerField(_("for one US dollar, in millionths"))
    source = models.CharField(_("source"), max_length=120)
    added_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["currency", "day"], name="one_rate_per_currency_and_day"),
            models.CheckConstraint(condition=models.Q(millionths_per_usd__gt=0), name="rate_is_positive"),
            models.CheckConstraint(condition=~models.Q(currency="USD"), name="the_dollar_is_the_measure"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.day}: {self.per_usd}"

    @property
    def per_usd(self) -> Decimal:
        """What one US dollar costs."""
        return Decimal(self.millionths_per_usd).scaleb(-PLACES)

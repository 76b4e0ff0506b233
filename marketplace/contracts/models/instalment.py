from datetime import date
from typing import TYPE_CHECKING, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models

from marketplace.contracts.models.contract import Contract
from marketplace.contracts.states import InstalmentState
from marketplace.offers.terms import DueRule

if TYPE_CHECKING:
    from accounts.actors import Actor


class InstalmentQuerySet(models.QuerySet["Instalment"]):
    def visible_to(self, actor: "Actor") -> Self:
        """Known to the contract's parties only."""
        return self.filter(contract__in=Contract.objects.visible_to(actor))

    def with_contract(self) -> Self:
        """With what is shown of the contract: its deal, its parties and the programmes."""
        return self.select_related("contract__deal").prefetch_related("contract__parties", "contract__lines")


class Instalment(models.Model):
    """A part of the licence fee, with its due date. Gross = commission + net, in minor units of the contract's currency."""

    contract = models.ForeignKey(Contract, models.PROTECT, related_name="instalments")
    number = models.PositiveSmallIntegerField()
    group = models.PositiveSmallIntegerField(default=1, help_text="which of the terms' groups it pays for")
    due_rule = models.CharField(max_length=20, help_text="key of a marketplace.offers.terms.DueRule")
    latest_on = models.DateField(null=True, blank=True, help_text="due on this day, whatever has happened until then")
    preconditions = ArrayField(
        models.CharField(max_length=30), default=list, blank=True, help_text="what must be there before it is paid"
    )
    percent = models.PositiveSmallIntegerField()
    gross_minor = models.BigIntegerField()
    commission_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    due_on = models.DateField()
    state = models.CharField(max_length=12, choices=InstalmentState, default=InstalmentState.PLANNED)
    invoice_number = models.CharField(max_length=20, unique=True, null=True)
    reference = models.CharField(max_length=20, unique=True, help_text="what the payer writes on a bank transfer")
    invoiced_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)

    objects = InstalmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract", "number"], name="instalments_are_numbered"),
            models.CheckConstraint(condition=models.Q(state__in=InstalmentState.values), name="instalment_state_known"),
            models.CheckConstraint(condition=models.Q(gross_minor__gt=0), name="instalment_is_positive"),
            models.CheckConstraint(
                condition=models.Q(commission_minor__gte=0, commission_minor__lte=models.F("gross_minor")),
                name="commission_within_gross",
            ),
            models.CheckConstraint(
                condition=~models.Q(state=InstalmentState.PAID) | models.Q(paid_at__isnull=False),
                name="paid_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.number}"

    def due_when_signed(self, signed_on: date) -> date:
        """The day it falls due when the second side signs on `signed_on`."""
        counted = DueRule.from_key(self.due_rule).due_on(signed_on)
        days = [day for day in (counted, self.latest_on) if day]
        return min(days, default=self.due_on)

    @property
    def net_minor(self) -> int:
        """What the seller receives before tax and bank charges."""
        return self.gross_minor - self.commission_minor

"""Money that arrived: lines of the bank's statement, what they were put to, and what is left over for a buyer."""

import re
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.models import Organisation, User
from marketplace.contracts.models import Instalment
from marketplace.kit.money import Money
from marketplace.payments.models.settlement import Charge
from marketplace.payments.states import CreditReason, CreditState

if TYPE_CHECKING:
    from accounts.actors import Actor

# One bank line is one receipt, whatever its case, spaces and widths of letters.
LINE_KEY = Lower(
    Func(
        Func(F("line"), function="normalize", template="%(function)s(%(expressions)s, NFKC)"),
        Value(r"\s+"),
        Value(""),
        Value("g"),
        function="regexp_replace",
    )
)


class Receipt(models.Model):
    """A line of our bank's statement: what came, from whom. Never changed; two people are needed to use it.

    `line` is the bank's own reference, `reference` what the payer wrote, `journal` the event key it is booked under.
    """

    account = models.CharField(max_length=40, default="operating", help_text="our bank account")
    line = models.CharField(max_length=120)
    line_key = models.GeneratedField(expression=LINE_KEY, output_field=models.TextField(), db_persist=True)
    payer = models.CharField(max_length=200, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    received_on = models.DateField()
    journal = models.CharField(max_length=80, unique=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "line_key"], name="receipt_line_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="receipt_is_positive"),
            models.CheckConstraint(condition=~Q(line=""), name="receipt_has_a_line"),
        ]

    def __str__(self) -> str:
        return self.line

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @staticmethod
    def key_of(line: str) -> str:
        """The key of a line as PostgreSQL makes it: case, spaces and widths of letters do not count."""
        return re.sub(r"\s+", "", normalize("NFKC", line)).lower()


class Credit(models.Model):
    """Money of a buyer that no instalment needs: paid twice or too much. It has an owner and stays open until it is
    used for another invoice or sent back; both need a second person."""

    buyer = models.ForeignKey(Organisation, models.PROTECT, related_name="credits")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=12, choices=CreditReason)
    instalment = models.ForeignKey(Instalment, models.PROTECT, null=True, related_name="credits")
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="credits")
    charge = models.ForeignKey(Charge, models.PROTECT, null=True, related_name="credits")
    state = models.CharField(max_length=12, choices=CreditState, default=CreditState.OPEN)
    made_at = models.DateTimeField(default=timezone.now)
    owner = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    owned_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    returned_minor = models.BigIntegerField(default=0, help_text="how much of it was sent back")
    note = models.TextField(blank=True, help_text="how it was settled; a return names the bank's line")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, returned_minor__gte=0, returned_minor__lte=F("amount_minor")),
                name="credit_is_positive",
            ),
            models.CheckConstraint(condition=Q(state__in=CreditState.values), name="credit_state_known"),
            models.CheckConstraint(
                condition=Q(receipt=None, charge__isnull=False) | Q(receipt__isnull=False, charge=None),
                name="credit_has_one_source",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | ~Q(closed_by=F("owner")), name="two_people_settle_a_credit"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.buyer} {self.amount_minor} {self.currency}"

    @property
    def left(self) -> Money:
        """What is neither used nor sent back yet."""
        used = self.allocations.aggregate(minor=models.Sum("amount_minor"))["minor"] or 0
        return Money(self.amount_minor - used - self.returned_minor, self.currency)


class AllocationQuerySet(models.QuerySet["Allocation"]):
    def visible_to(self, actor: "Actor") -> Any:
        """What was paid on an instalment is known to the deal's two parties."""
        return self.filter(instalment__in=Instalment.objects.visible_to(actor))


class Allocation(models.Model):
    """Money of one receipt, charge or credit put on one instalment. Never changed.

    `charges_minor`: what banks kept on the way, within tolerance, and we bear: it counts as paid.
    """

    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="allocations")
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="allocations")
    charge = models.ForeignKey(Charge, models.PROTECT, null=True, related_name="allocations")
    credit = models.ForeignKey(Credit, models.PROTECT, null=True, related_name="allocations")
    amount_minor = models.BigIntegerField()
    charges_minor = models.BigIntegerField(default=0)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = AllocationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, charges_minor__gte=0), name="allocation_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(receipt__isnull=False, charge=None, credit=None)
                | Q(receipt=None, charge__isnull=False, credit=None)
                | Q(receipt=None, charge=None, credit__isnull=False),
                name="allocation_has_one_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instalment} {self.amount_minor}"

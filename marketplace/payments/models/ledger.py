"""The ledger's four tables. They only grow; PostgreSQL's triggers (migration 0001) keep every rule named here."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from marketplace.payments.chart import AccountKind, Side

FLOOR = "ledger_balance_floor"


if TYPE_CHECKING:
    AnyField = models.Field[Any, Any]
else:
    AnyField = models.Field  # Django's own class takes no parameters


class TransactionIdField(AnyField):
    """PostgreSQL's xid8. The database fills it in; Python never sets it."""

    empty_strings_allowed = False  # so that Python sends NULL and the trigger fills it

    def db_type(self, connection: Any) -> str:
        return "xid8"


class LedgerAccount(models.Model):
    """An account of the chart in one currency. Never changed, never deleted."""

    code = models.TextField()
    kind = models.TextField(choices=AccountKind)
    currency = models.CharField(max_length=3)
    floor_zero = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "currency"], name="ledger_account_once_per_currency"),
            models.CheckConstraint(condition=Q(kind__in=AccountKind.values), name="ledger_account_kind_known"),
            models.CheckConstraint(condition=Q(currency__regex="^[A-Z]{3}$"), name="ledger_account_currency_is_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.currency}"


class LedgerBalance(models.Model):
    """The running balance of an account in minor units, positive on the side the account grows by.

    Made with its account and moved by new entries only, both by triggers; a change from anywhere else is refused.
    """

    account = models.OneToOneField(LedgerAccount, models.PROTECT, primary_key=True, related_name="balance")
    net = models.BigIntegerField(default=0)
    floor_zero = models.BooleanField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(floor_zero=False) | Q(net__gte=0), name=FLOOR)]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.net}"


class Journal(models.Model):
    """One business event in the books. `event_key` makes it happen once; a mistake is reversed by another journal.

    `reference` names what it is about (ids and rails' numbers), `actor` who caused it, `approved_by` the second person
    where two are needed. `made_at` is the time of the event.
    """

    event_key = models.TextField(unique=True)
    kind = models.TextField()
    description = models.TextField(blank=True, default="")
    made_at = models.DateTimeField()
    xid = TransactionIdField(editable=False)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="reversed_by")
    actor = models.TextField(blank=True, default="")
    approved_by = models.TextField(blank=True, default="")
    reference = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(event_key=""), name="journal_has_an_event"),
            models.CheckConstraint(
                condition=Q(reverses=None) | (~Q(actor="") & ~Q(approved_by="") & ~Q(actor=models.F("approved_by"))),
                name="reversal_needs_two_people",
            ),
        ]
        indexes = [models.Index(fields=["made_at"], name="journal_by_time")]

    def __str__(self) -> str:
        return self.event_key


class Entry(models.Model):
    """One line of a journal: a positive amount of minor units on one side of one account."""

    journal = models.ForeignKey(Journal, models.PROTECT, related_name="entries")
    account = models.ForeignKey(LedgerAccount, models.PROTECT, related_name="entries")
    side = models.CharField(max_length=1, choices=Side)
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="entry_amount_is_positive"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="entry_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.amount} {self.currency}"

"""How an instalment is settled: a charge by card, or a bank transfer that two members of staff match."""

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.utils import timezone

from accounts.models import User
from marketplace.contracts.models import Instalment
from marketplace.files.models import StoredFile
from marketplace.offers.states import Side
from marketplace.payments.states import OPEN_CHARGES, OPEN_TRANSFERS, ChargeState, TransferState

if TYPE_CHECKING:
    from accounts.actors import Actor


M = TypeVar("M", bound=models.Model)


class SettlementQuerySet(models.QuerySet[M]):
    def visible_to(self, actor: "Actor") -> Self:
        """Payments are the buyer's; the seller sees the instalment and what arrives."""
        return self.filter(
            instalment__contract__parties__side=Side.BUYER,
            instalment__contract__parties__organisation=actor.organisation,
        )


class Charge(models.Model):
    """One attempt to pay an instalment by card. The intent and its idempotency key are stored before Stripe is asked."""

    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="charges")
    attempt = models.PositiveSmallIntegerField()
    idempotency_key = models.CharField(max_length=60, unique=True)
    amount_minor = models.BigIntegerField(help_text="what the card is asked for, in the instalment's currency")
    request = models.JSONField(default=dict, help_text="the parameters that go with the key: never others")
    state = models.CharField(max_length=12, choices=ChargeState, default=ChargeState.INTENDED)
    session_id = models.CharField(max_length=120, unique=True, null=True)
    session_url = models.CharField(max_length=500, blank=True)
    payment_intent_id = models.CharField(max_length=120, blank=True)
    fee_minor = models.BigIntegerField(null=True, help_text="Stripe's fee, from the balance transaction")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    checked_at = models.DateTimeField(default=timezone.now, help_text="when Stripe was last asked about it")
    paid_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    objects = SettlementQuerySet["Charge"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instalment", "attempt"], name="attempts_are_numbered"),
            models.UniqueConstraint(
                fields=["instalment"],
                condition=models.Q(state__in=OPEN_CHARGES),
                name="one_open_charge_per_instalment",
            ),
            models.CheckConstraint(condition=models.Q(state__in=ChargeState.values), name="charge_state_known"),
        ]

    def __str__(self) -> str:
        return self.idempotency_key


class BankTransfer(models.Model):
    """A wire that the buyer reports with its proof. One member of staff sees it on the statement, another matches it."""

    instalment = models.ForeignKey(Instalment, models.PROTECT, related_name="transfers")
    state = models.CharField(max_length=12, choices=TransferState, default=TransferState.CLAIMED)
    claimed_minor = models.BigIntegerField()
    sent_on = models.DateField()
    proof = models.ForeignKey(
        StoredFile, models.PROTECT, to_field="place", db_column="proof", db_index=False, related_name="+"
    )
    claimed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    claimed_at = models.DateTimeField(default=timezone.now)
    receipt = models.OneToOneField("payments.Receipt", models.PROTECT, null=True, related_name="transfer")
    seen_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    seen_at = models.DateTimeField(null=True)
    matched_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    matched_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    refused_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    objects = SettlementQuerySet["BankTransfer"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["instalment"],
                condition=models.Q(state__in=OPEN_TRANSFERS),
                name="one_open_transfer_per_instalment",
            ),
            models.CheckConstraint(condition=models.Q(state__in=TransferState.values), name="transfer_state_known"),
            models.CheckConstraint(
                condition=models.Q(matched_by=None) | ~models.Q(matched_by=models.F("seen_by")), name="two_people_match"
            ),
            models.CheckConstraint(condition=models.Q(claimed_minor__gt=0), name="claim_is_positive"),
            models.CheckConstraint(
                condition=~models.Q(state__in=[TransferState.SEEN, TransferState.MATCHED, TransferState.CREDITED])
                | models.Q(receipt__isnull=False),
                name="seen_has_a_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instalment} {self.claimed_minor}"

    @property
    def received_minor(self) -> int | None:
        """What stands on the statement, once somebody has seen it."""
        return self.receipt.amount_minor if self.receipt else None


class StripeEvent(models.Model):
    """An event as Stripe sent it, stored once under its id before anything is done with it."""

    stripe_id = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=80)
    payload = models.JSONField()
    received_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["received_at"], condition=models.Q(handled_at=None), name="events_to_handle")]

    def __str__(self) -> str:
        return self.stripe_id

"""What was paid, what is still owed, and which money waits."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from accounts.actors import Actor
from marketplace.contracts.models import ContractParty, Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.money import Money
from marketplace.offers.states import Side
from marketplace.payments.models import Allocation, BankTransfer, Credit, Receipt, Verification
from marketplace.payments.states import OPEN_TRANSFERS, CreditState

# What counts as paid of an instalment, bank charges that we bear included.
SETTLED = Coalesce(Sum(F("allocations__amount_minor") + F("allocations__charges_minor")), 0)


def settled_minor(instalment: Instalment) -> int:
    """How much of it counts as paid, in minor units."""
    return int(Instalment.objects.filter(pk=instalment.pk).aggregate(minor=SETTLED)["minor"])


def outstanding_amount(instalment: Instalment) -> Money:
    """What the buyer still owes of it."""
    return Money(instalment.gross_minor - settled_minor(instalment), instalment.currency)


def sum_outstanding(rows: QuerySet[Instalment], actor: Actor) -> dict[str, list[Money]]:
    """What is still to "pay" and to "come" (before commission) of those that are invoiced: one sum a currency."""
    sums: dict[str, Counter[str]] = {"pay": Counter(), "come": Counter()}
    owed = ContractParty.objects.filter(contract=OuterRef("contract"), side=Side.BUYER, organisation=actor.organisation)
    invoiced = rows.filter(state=InstalmentState.INVOICED).order_by()
    left = invoiced.annotate(owed=Exists(owed), left=F("gross_minor") - SETTLED)
    for mine, currency, minor in left.values_list("owed", "currency", "left"):
        sums["pay" if mine else "come"][currency] += minor
    return {side: [Money(minor, code) for code, minor in sorted(found.items())] for side, found in sums.items()}


def reported_transfer(instalment: Instalment) -> BankTransfer | None:
    """The transfer that is reported and not yet decided: while there is one, no card is charged."""
    return BankTransfer.objects.filter(instalment=instalment, state__in=OPEN_TRANSFERS).first()


@dataclass(frozen=True)
class Unallocated:
    """A receipt of which something is put to nothing yet."""

    receipt: Receipt
    left: Money

    @property
    def since(self) -> datetime:
        return self.receipt.entered_at


def unallocated_receipts() -> list[Unallocated]:
    """All money that came and belongs to nothing yet, the oldest first."""
    rows = used_of().filter(used__lt=F("amount_minor")).select_related("entered_by").order_by("entered_at")
    return [Unallocated(row, Money(row.amount_minor - row.used, row.currency)) for row in rows]


def used_of() -> Any:
    """Receipts with `used`: how much of each is allocated or credited."""
    return Receipt.objects.annotate(
        used=Coalesce(Subquery(put_by(Allocation)), Value(0)) + Coalesce(Subquery(put_by(Credit)), Value(0))
    )


def put_by(model: Any) -> Any:
    """The sum of one model's amounts per receipt, as a subquery."""
    rows = model.objects.filter(receipt=OuterRef("pk")).order_by().values("receipt")
    return rows.annotate(minor=Sum("amount_minor")).values("minor")


def left_of(receipt: Receipt) -> Money:
    """What is put to nothing yet."""
    row = used_of().get(pk=receipt.pk)
    return Money(row.amount_minor - row.used, row.currency)


def open_credits() -> Any:
    """Credits that wait to be used or sent back, the oldest first."""
    return (
        Credit.objects.filter(state=CreditState.OPEN).select_related("buyer", "owner", "instalment").order_by("made_at")
    )


def newest_run() -> Any:
    """The last verification that was finished, as a query of one row or none: older findings are of no interest.

    One that was killed has found nothing, and says nothing about what was found before it.
    """
    newest = Verification.objects.exclude(finished_at=None).order_by("-started_at").values("pk")[:1]
    return Verification.objects.filter(pk__in=newest)

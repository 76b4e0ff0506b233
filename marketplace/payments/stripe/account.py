"""Our account at Stripe as it stands: balance, its lines, refunds and disputes. Read only."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from marketplace.payments.stripe.client import asking_stripe, limited

MAX_LINES = 100


@dataclass(frozen=True)
class Refund:
    """Money that went back to a card. `net_minor` is what left our balance."""

    id: str
    amount_minor: int
    currency: str
    status: str


@dataclass(frozen=True)
class Movement:
    """A line of our balance at Stripe; `source` is the id of what caused it, `payment_intent_id` whose payment it is."""

    id: str
    kind: str
    amount_minor: int
    fee_minor: int
    net_minor: int
    currency: str
    source: str
    payment_intent_id: str = ""


@dataclass(frozen=True)
class Dispute:
    """A payment that the cardholder's bank took back; `movements` are what it did to our balance so far."""

    id: str
    amount_minor: int
    currency: str
    status: str
    reason: str
    movements: tuple[Movement, ...]


@limited
def read_refunds(payment_intent_id: str) -> list[Refund]:
    """The refunds of one payment."""
    with asking_stripe() as client:
        rows = list(client.v1.refunds.list({"payment_intent": payment_intent_id, "limit": 100}).auto_paging_iter())
    return [Refund(row.id, row.amount, row.currency.upper(), row.status or "") for row in rows]


@limited
def read_disputes(payment_intent_id: str) -> list[Dispute]:
    """The disputes over one payment."""
    with asking_stripe() as client:
        rows = list(client.v1.disputes.list({"payment_intent": payment_intent_id, "limit": 100}).auto_paging_iter())
    return [
        Dispute(
            row.id,
            row.amount,
            row.currency.upper(),
            row.status,
            row.reason,
            tuple(movement_of(line) for line in row.balance_transactions),
        )
        for row in rows
    ]


@limited
def read_balances() -> dict[str, int]:
    """What is ours at Stripe per currency, on its way or there, in minor units."""
    with asking_stripe() as client:
        found = client.v1.balance.retrieve()
    sums: Counter[str] = Counter()
    lines: list[Any] = [*found.available, *found.pending]
    for line in lines:
        sums[line.currency.upper()] += line.amount
    return dict(sums)


@limited
def read_movements(currency: str) -> list[Movement]:
    """Every line of our balance in one currency, the newest first."""
    with asking_stripe() as client:
        pages = client.v1.balance_transactions.list(
            {"currency": currency.lower(), "limit": MAX_LINES, "expand": ["data.source"]}
        )
        return [movement_of(line) for line in pages.auto_paging_iter()]


def movement_of(line: Any) -> Movement:
    """Stripe's line as our value."""
    source = line.source
    name = source if isinstance(source, str) else getattr(source, "id", "")
    intent = getattr(source, "payment_intent", "") or ""
    return Movement(
        id=line.id,
        kind=line.type,
        amount_minor=line.amount,
        fee_minor=line.fee,
        net_minor=line.net,
        currency=line.currency.upper(),
        source=name or "",
        payment_intent_id=intent if isinstance(intent, str) else getattr(intent, "id", ""),
    )

"""What several tests of payments build: signed deals, reported transfers, entered receipts, paid card sessions."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile

from accounts.actors import Actor, Staff
from marketplace.contracts.models import Contract, Instalment
from marketplace.kit.money import Money
from marketplace.payments import actions, ledger
from marketplace.payments.models import BankTransfer, Charge, Receipt
from marketplace.payments.states import ChargeState
from marketplace.payments.stripe.client import Session
from tests import factories
from tests.factories import NOW

SLIP = b"%PDF-1.7 paid %%EOF"
LATER = NOW + timedelta(days=1)


def signed(offer: Any, buyer: Actor, seller: Actor) -> Contract:
    """A contract that both have signed: its instalments are invoiced."""
    made = factories.contract(offer, seller)
    factories.sign(made, buyer)
    factories.sign(made, seller)
    made.refresh_from_db()
    return made


def parts_of(contract: Contract) -> list[Instalment]:
    return list(contract.instalments.with_contract().order_by("number"))


def session(row: Instalment, **changes: Any) -> Session:
    values: dict[str, Any] = {
        "id": "cs_test_1",
        "url": "",
        "status": "complete",
        "paid": True,
        "amount_minor": row.gross_minor,
        "currency": row.currency,
        "payment_intent_id": "pi_1",
        "fee_minor": 239_280,
    }
    return Session(**(values | changes))


def charge(row: Instalment, by: Actor, attempt: int = 1, state: ChargeState = ChargeState.OPEN) -> Charge:
    return Charge.objects.create(
        instalment=row,
        attempt=attempt,
        idempotency_key=f"k{attempt}",
        state=state,
        opened_by=by.user,
        session_id=f"cs_test_{attempt}",
        amount_minor=row.gross_minor,
    )


def claim(row: Instalment, by: Actor, minor: int | None = None) -> BankTransfer:
    return actions.claim_transfer(
        instalment=row,
        amount_minor=minor or row.gross_minor,
        sent_on=NOW.date(),
        proof=ContentFile(SLIP, "slip.pdf"),
        by=by,
        at=LATER,
    )


def enter(line: str, minor: int, by: Staff, currency: str = "USD", **facts: Any) -> Receipt:
    values: dict[str, Any] = {"received_on": NOW.date(), "payer": "Somebody Ltd", "reference": "", "at": LATER}
    return actions.enter_receipt(line=line, amount=Money(minor, currency), by=by, **(values | facts))


def balances(row: Instalment) -> dict[str, int]:
    """The balances that a payment touches, in minor units; those of nothing are left out."""
    contract = row.contract
    codes = {
        "due": f"buyer_due:{contract.buyer.pk}",
        "held": f"held:{contract.deal.public_id}",
        "ours": f"commission_deferred:{contract.deal.public_id}",
        "credit": f"buyer_credit:{contract.buyer.pk}",
        "wire": "unallocated:wire",
        "stripe": "stripe_balance",
        "bank": "bank:operating",
        "charges": "bank_charges",
    }
    found = {name: ledger.read_balance(code, row.currency).minor for name, code in codes.items()}
    return {name: minor for name, minor in found.items() if minor}

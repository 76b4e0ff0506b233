"""G12: money that left at Stripe is booked where it is missing: held money first, then the seller's debt and our income."""

import pytest

from accounts.actors import Actor, Staff
from accounts.models import Notice
from listings.models import Programme
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.money import Money
from marketplace.payments import ledger, postings
from marketplace.payments.actions.outflows import record_dispute, record_refund
from marketplace.payments.actions.post_invoices import parties_of, shares_of
from marketplace.payments.actions.settle import record_card_payment
from marketplace.payments.models import Charge, MoneyCase
from marketplace.payments.stripe.account import Dispute, Movement, Refund
from tests import factories
from tests.payments.settling import LATER, balances, charge, parts_of, session, signed
from tests.worlds import shareable

FEE, PRICE = 30_030, 1_000_000


@pytest.fixture
@shareable
def paid(programme: Programme, bo: Actor, ana: Actor) -> Charge:
    """US$10,000 by card."""
    offer = factories.offer(programme, bo, fee=Money(PRICE, "USD"), plan="full")
    made = charge(parts_of(signed(offer, bo, ana))[0], bo)
    record_card_payment(made, session(made.instalment, fee_minor=FEE), at=LATER)
    made.refresh_from_db()
    return made


def balance(code: str) -> int:
    return ledger.read_balance(code, "USD").minor


def uncovered() -> int:
    """What Monsoon has to pay in, so that everybody's money is there: the nightly check says so, and finds nothing else."""
    (found,) = ledger.check_books(at=LATER)
    assert (found.rule, isinstance(found.expected, Money), isinstance(found.found, Money)) == ("I7", True, True)
    return found.expected.minor - found.found.minor


def release(row: Instalment) -> None:
    """P4, by hand: payouts are yet to come."""
    lines = postings.fee_released(parties_of(row), shares_of(row))
    ledger.post_journal(event_key=f"release:{row.pk}", kind="released", at=LATER, entries=lines, reference={})


def dispute(status: str, *movements: Movement) -> Dispute:
    return Dispute("du_1", PRICE, "USD", status, "fraudulent", movements)


TAKEN = Movement("txn_1", "adjustment", -PRICE, 1_500, -PRICE - 1_500, "USD", "du_1")


def test_g12_a_lost_dispute_takes_what_was_held_once(paid: Charge, sam: Staff) -> None:
    record_dispute(paid, dispute("needs_response", TAKEN), at=LATER)
    assert (balance("disputed_funds"), balances(paid.instalment)["held"]) == (PRICE, 900_000)
    for _again in range(2):
        record_dispute(paid, dispute("lost", TAKEN), at=LATER)
        assert balances(paid.instalment) == {"stripe": -FEE - 1_500}
        assert (balance("disputed_funds"), balance("dispute_fees")) == (0, 1_500)
    case = MoneyCase.objects.get()
    assert (case.status, case.from_held_minor, case.closed_at) == ("lost", PRICE, None)
    assert Notice.objects.filter(kind="payments.money_left", user=sam.user).count() == 2  # opened, and lost
    assert paid.instalment.state == InstalmentState.PAID
    assert uncovered() == 31_530


def test_g12_a_refund_after_the_release_is_the_sellers_debt_and_our_income_is_less(paid: Charge) -> None:
    release(paid.instalment)
    producer = parties_of(paid.instalment).producer
    assert (balance(f"payable:{producer}"), balance("commission_income")) == (900_000, 100_000)
    for _again in range(2):
        record_refund(paid, Refund("re_1", 400_000, "USD", "succeeded"), at=LATER)
        assert balances(paid.instalment) == {"stripe": PRICE - FEE - 400_000}
        assert (balance(f"recover_from_producer:{producer}"), balance("commission_income")) == (360_000, 60_000)
    assert balance(f"payable:{producer}") == 900_000
    assert uncovered() == 330_030


def test_g12_a_dispute_lost_after_the_release_likewise(paid: Charge) -> None:
    release(paid.instalment)
    record_dispute(paid, dispute("lost", TAKEN), at=LATER)
    producer = parties_of(paid.instalment).producer
    assert (balance(f"recover_from_producer:{producer}"), balance("commission_income")) == (900_000, 0)
    assert balance("disputed_funds") == 0
    assert uncovered() == 931_530

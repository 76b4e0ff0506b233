"""An instalment is paid by card or by bank transfer: once, with its trace in the books, and the licence becomes active."""

import pytest
from django.utils import timezone

from accounts.actors import Actor, Staff
from accounts.models import AuditEntry, Notice
from accounts.roles import Role
from listings.models import Programme
from marketplace.contracts.actions.moves import InstalmentMovedOn
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import ContractState, InstalmentState
from marketplace.payments import actions, ledger
from marketplace.payments.actions.settle import mark_paid, record_card_payment
from marketplace.payments.models import BankTransfer, Charge, Journal, StripeEvent
from marketplace.payments.states import TransferState
from tests import factories
from tests.database import as_owner
from tests.factories import NOW
from tests.payments.settling import LATER, balances, charge, claim, session
from tests.worlds import shareable


@pytest.fixture
@shareable
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    """Signed by both: two instalments of US$82,500 are invoiced."""
    made = factories.contract(factories.offer(programme, bo), ana)
    factories.sign(made, bo)
    factories.sign(made, ana)
    made.refresh_from_db()
    return made


@pytest.fixture
@shareable
def first(contract: Contract) -> Instalment:
    return contract.instalments.select_related("contract__offer").get(number=1)


def test_a_paid_session_is_booked_once_and_activates_the_licence(first: Instalment, bo: Actor) -> None:
    paying = charge(first, bo)
    assert record_card_payment(paying, session(first), at=LATER) is True
    assert record_card_payment(paying, session(first), at=LATER) is False
    first.refresh_from_db()
    assert (first.state, first.paid_at) == (InstalmentState.PAID, LATER)
    assert Contract.objects.get().state == ContractState.ACTIVE
    assert balances(first) == {"held": 7_425_000, "ours": 825_000, "stripe": 8_250_000 - 239_280}
    assert Journal.objects.count() == 2
    assert Notice.objects.filter(kind="payments.paid").count() == 2
    assert ledger.check_books(at=timezone.now()) == []


def test_what_is_paid_already_is_not_recorded_as_paid_again(first: Instalment, bo: Actor) -> None:
    record_card_payment(charge(first, bo), session(first), at=LATER)
    with pytest.raises(InstalmentMovedOn, match="it is now “Paid”"):
        mark_paid(first, by=None, at=LATER)
    assert AuditEntry.objects.filter(action="payments.paid").count() == 1
    assert Notice.objects.filter(kind="payments.paid").count() == 2


def test_another_amount_at_stripe_is_not_booked(first: Instalment, bo: Actor) -> None:
    with pytest.raises(Exception, match="amount_differs"):
        record_card_payment(charge(first, bo), session(first, amount_minor=100), at=LATER)
    first.refresh_from_db()
    assert (first.state, Journal.objects.count()) == (InstalmentState.INVOICED, 0)


def test_an_instalment_paid_by_wire_and_by_card_leaves_the_buyer_a_credit(
    first: Instalment, bo: Actor, sam: Staff
) -> None:
    paying = charge(first, bo)
    transfer = claim(first, bo)
    actions.see_transfer(transfer=transfer, received_minor=8_250_000, statement_line="A1", by=sam, at=LATER)
    actions.match_transfer(transfer=transfer, by=factories.staff("Tam"), at=LATER)
    record_card_payment(paying, session(first), at=LATER)
    assert balances(first)["credit"] == 8_250_000
    assert AuditEntry.objects.filter(action="payments.paid").count() == 1


def test_two_people_match_a_transfer_and_the_one_who_saw_it_does_not(first: Instalment, bo: Actor, sam: Staff) -> None:
    transfer = claim(first, bo)
    actions.see_transfer(transfer=transfer, received_minor=8_248_500, statement_line="HSBC 77", by=sam, at=LATER)
    assert balances(first) == {"wire": 8_248_500, "bank": 8_248_500}
    with pytest.raises(actions.SamePerson):
        actions.match_transfer(transfer=transfer, by=sam, at=LATER)
    transfer.refresh_from_db()
    assert (transfer.state, balances(first)) == (TransferState.SEEN, {"wire": 8_248_500, "bank": 8_248_500})
    actions.match_transfer(transfer=transfer, by=factories.staff("Tam"), at=LATER)
    assert balances(first) == {"held": 7_425_000, "ours": 825_000, "bank": 8_248_500, "charges": 1_500}
    assert ledger.read_balance("bank_charges", "USD").minor == 1_500


def test_a_surplus_is_the_buyers_credit_and_a_shortfall_is_refused(contract: Contract, bo: Actor, sam: Staff) -> None:
    first, second = contract.instalments.order_by("number")
    tam = factories.staff("Tam")
    too_much, too_little = claim(first, bo), claim(second, bo)
    actions.see_transfer(transfer=too_much, received_minor=8_300_000, statement_line="B1", by=sam, at=LATER)
    actions.match_transfer(transfer=too_much, by=tam, at=LATER)
    assert balances(first)["credit"] == 50_000
    actions.see_transfer(transfer=too_little, received_minor=8_000_000, statement_line="B2", by=sam, at=LATER)
    with pytest.raises(actions.AmountDiffers):
        actions.match_transfer(transfer=too_little, by=tam, at=LATER)
    too_little.refresh_from_db()
    assert (too_little.state, Instalment.objects.get(number=2).state) == (TransferState.SEEN, InstalmentState.INVOICED)


def test_one_line_of_the_statement_serves_one_transfer(contract: Contract, bo: Actor, sam: Staff) -> None:
    first, second = contract.instalments.order_by("number")
    one, other = claim(first, bo), claim(second, bo)
    actions.see_transfer(transfer=one, received_minor=8_250_000, statement_line="C  1", by=sam, at=LATER)
    with pytest.raises(actions.StatementLineUsed):
        actions.see_transfer(transfer=other, received_minor=8_250_000, statement_line="C 1", by=sam, at=LATER)
    with pytest.raises(actions.TransferReported):
        claim(first, bo)


def test_the_seller_a_rival_and_a_buyer_without_the_role_do_not_pay(
    first: Instalment, ana: Actor, cy: Actor, bo: Actor
) -> None:
    reader = factories.actor("Fay", bo.organisation, Role.VIEWER)
    with pytest.raises(actions.MayNotPay) as refusal:
        claim(first, reader)
    assert "Bo Lin" in refusal.value.message()
    with pytest.raises(actions.OthersPay):
        claim(first, ana)
    assert not Instalment.objects.visible_to(cy).exists()
    assert BankTransfer.objects.count() == 0


def test_an_event_is_stored_once_and_one_that_is_not_ours_is_marked_handled(first: Instalment) -> None:
    event = {
        "id": "evt_1",
        "type": "charge.succeeded",
        "data": {"object": {"id": "ch_x", "metadata": {"charge": "99999"}}},
    }
    rows = [actions.receive_event(event=event, at=NOW) for _ in range(3)]
    assert len({row.pk for row in rows}) == StripeEvent.objects.count() == 1
    assert actions.handle_event(event=rows[0], at=LATER) is True
    assert actions.handle_event(event=StripeEvent.objects.get(), at=LATER) is False
    assert Journal.objects.count() == 0


def test_a_card_is_refused_for_an_amount_that_cards_do_not_carry(contract: Contract, bo: Actor) -> None:
    with as_owner():
        Instalment.objects.filter(number=1).update(gross_minor=100_000_000)
    with pytest.raises(actions.TooLargeForCard):
        actions.open_charge(instalment=contract.instalments.get(number=1), by=bo, at=LATER)
    assert Charge.objects.count() == 0

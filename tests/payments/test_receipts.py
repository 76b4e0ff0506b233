"""Money that comes in other sums, other ways and twice: it is booked once, seen by both, and never a dead end."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from accounts.actors import Actor, Staff
from accounts.models import Membership, Notice
from accounts.notices import notice_heading, write_sentence
from accounts.roles import Role
from listings.models import Programme
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.money import Money
from marketplace.payments import actions, ledger
from marketplace.payments.actions.settle import record_card_payment
from marketplace.payments.models import Allocation, BankTransfer, Charge, Credit, Receipt
from marketplace.payments.queries import outstanding_amount, unallocated_receipts
from marketplace.payments.states import ChargeState, CreditReason, CreditState, TransferState
from tests import factories
from tests.database import as_owner
from tests.payments.settling import LATER, SLIP, balances, charge, claim, enter, parts_of, session, signed
from tests.worlds import shareable


@pytest.fixture
@shareable
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    """Three instalments of US$10,200, 9,900 and 9,900."""
    return signed(factories.offer(programme, bo, fee=Money(3_000_000, "USD"), plan="thirds"), bo, ana)


@pytest.fixture
@shareable
def whole(programme: Programme, bo: Actor, ana: Actor) -> Instalment:
    """One instalment of US$10,000."""
    return parts_of(signed(factories.offer(programme, bo, fee=Money(1_000_000, "USD"), plan="full"), bo, ana))[0]


@pytest.fixture
@shareable
def tam(db: None) -> Staff:
    return factories.staff("Tam Second")


def matched(
    row: Instalment, bo: Actor, minor: int, sam: Staff, tam: Staff, line: str = "L1", **how: bool
) -> BankTransfer:
    transfer = claim(row, bo)
    actions.see_transfer(transfer=transfer, received_minor=minor, statement_line=line, by=sam, at=LATER)
    actions.match_transfer(transfer=transfer, by=tam, at=LATER, **how)
    row.refresh_from_db()
    return transfer


def test_p17_9985_for_10000_is_within_the_banks_charges(whole: Instalment, bo: Actor, sam: Staff, tam: Staff) -> None:
    matched(whole, bo, 998_500, sam, tam)
    assert whole.state == InstalmentState.PAID
    assert balances(whole) == {"held": 900_000, "ours": 100_000, "bank": 998_500, "charges": 1_500}
    made = Allocation.objects.get()
    assert (made.amount_minor, made.charges_minor, made.by) == (998_500, 1_500, tam.user)


def test_p17_10500_for_10000_leaves_a_credit_that_buyer_and_staff_see(
    whole: Instalment, bo: Actor, sam: Staff, tam: Staff, client: Client
) -> None:
    matched(whole, bo, 1_050_000, sam, tam)
    assert balances(whole) == {"held": 900_000, "ours": 100_000, "bank": 1_050_000, "credit": 50_000}
    credit = Credit.objects.get()
    assert (credit.buyer, credit.amount_minor, credit.reason, credit.state) == (
        bo.organisation,
        50_000,
        CreditReason.TOO_MUCH,
        CreditState.OPEN,
    )
    told = Notice.objects.get(kind="payments.credit")
    with translation.override("en"):
        assert (told.user, notice_heading(told)) == (bo.user, "You have a credit of US$500")
    assert {n.user for n in Notice.objects.filter(kind="payments.credit_to_settle")} == {sam.user, tam.user}
    client.force_login(bo.user)
    for page in ("/payments/", f"/deal/{whole.contract.deal.public_id}/payments/"):
        assert "US$500" in client.get(page).content.decode()
    client.force_login(sam.user)
    for page in ("/staff/money/", "/staff/?kind=money"):
        assert "US$500" in client.get(page).content.decode()


def test_p17_one_wire_for_three_invoices_is_split_all_or_nothing(contract: Contract, sam: Staff, tam: Staff) -> None:
    rows = parts_of(contract)
    receipt = enter("W3", 3_000_000, sam)
    with pytest.raises(actions.MoreThanDue) as refusal:
        actions.allocate_receipt(
            receipt=receipt,
            parts=[(rows[0], Money(1_020_000, "USD")), (rows[1], Money(1_980_000, "USD"))],
            by=tam,
            at=LATER,
        )
    assert "US$9,900" in refusal.value.message()
    assert (Allocation.objects.count(), balances(rows[0])["wire"]) == (0, 3_000_000)
    parts = [(row, Money(row.gross_minor, "USD")) for row in rows]
    actions.allocate_receipt(receipt=receipt, parts=parts, by=tam, at=LATER)
    assert set(Instalment.objects.values_list("state", flat=True)) == {InstalmentState.PAID}
    assert balances(rows[0]) == {"held": 2_700_000, "ours": 300_000, "bank": 3_000_000}
    assert unallocated_receipts() == []
    with pytest.raises(actions.MoreThanThere):
        actions.allocate_receipt(receipt=receipt, parts=[(rows[0], Money(1, "USD"))], by=tam, at=LATER)


def test_p17_an_unknown_payers_money_waits_with_its_age_and_becomes_a_credit(
    whole: Instalment, bo: Actor, sam: Staff, tam: Staff, client: Client
) -> None:
    receipt = enter("U1", 123_456, sam, payer="Unknown GmbH", reference="for the film")
    (waiting,) = unallocated_receipts()
    assert (waiting.receipt, waiting.left, waiting.since) == (receipt, Money(123_456, "USD"), LATER)
    client.force_login(tam.user)
    page = client.get("/staff/money/").content.decode()
    assert "Unknown GmbH" in page
    assert "US$1,234.56" in page
    actions.credit_receipt(receipt=receipt, buyer=bo.organisation, by=tam, at=LATER)
    assert (unallocated_receipts(), Credit.objects.get().reason) == ([], CreditReason.NO_INVOICE)
    assert balances(whole) == {"bank": 123_456, "credit": 123_456}


@pytest.mark.parametrize("again", ["ft-a1", "FT - A1", " ft-\u3000a1 ", "ＦＴ-Ａ1"])
def test_p17_g10_the_same_bank_line_counts_once_whatever_case_and_spaces(
    db: None, sam: Staff, tam: Staff, again: str
) -> None:
    enter("FT-A1", 100_00, sam)
    with pytest.raises(actions.StatementLineUsed):
        enter(again, 100_00, tam)
    assert (Receipt.objects.count(), ledger.read_balance("bank:operating", "USD").minor) == (1, 100_00)


def test_g10_the_buyers_second_report_of_one_line_is_refused(contract: Contract, bo: Actor, sam: Staff) -> None:
    one, other, _third = parts_of(contract)
    first, second = claim(one, bo), claim(other, bo)
    actions.see_transfer(transfer=first, received_minor=1_020_000, statement_line="FT-A1", by=sam, at=LATER)
    with pytest.raises(actions.StatementLineUsed):
        actions.see_transfer(transfer=second, received_minor=1_020_000, statement_line="ft-a1", by=sam, at=LATER)
    second.refresh_from_db()
    assert (second.state, balances(one)["bank"]) == (TransferState.CLAIMED, 1_020_000)


def test_g8_a_short_wire_is_a_part_payment_that_a_second_one_tops_up(
    whole: Instalment, bo: Actor, sam: Staff, tam: Staff, client: Client
) -> None:
    with pytest.raises(actions.AmountDiffers) as refusal:
        matched(whole, bo, 900_000, sam, tam)
    assert refusal.value.message() == "US$9,000 arrived, US$10,000 is due: US$1,000 is missing."
    assert Allocation.objects.count() == 0
    transfer = BankTransfer.objects.get()
    actions.match_transfer(transfer=transfer, by=tam, at=LATER, as_part=True)
    whole.refresh_from_db()
    assert (whole.state, outstanding_amount(whole)) == (InstalmentState.INVOICED, Money(100_000, "USD"))
    assert balances(whole) == {"due": 100_000, "held": 810_000, "ours": 90_000, "bank": 900_000}
    told = Notice.objects.get(kind="payments.part_paid")
    with translation.override("en"):
        assert "US$9,000 arrived" in write_sentence(told)
        assert "US$1,000 is still due" in write_sentence(told)
    client.force_login(bo.user)
    assert "US$1,000" in client.get("/payments/").content.decode()
    actions.allocate_receipt(
        receipt=enter("TOP", 100_000, sam), parts=[(whole, Money(100_000, "USD"))], by=tam, at=LATER
    )
    whole.refresh_from_db()
    assert whole.state == InstalmentState.PAID
    assert balances(whole) == {"held": 900_000, "ours": 100_000, "bank": 1_000_000}
    assert ledger.check_books(at=LATER) == []


def test_g6_h18_a_cent_does_not_pay_a_small_instalment(
    programme: Programme, bo: Actor, ana: Actor, sam: Staff, tam: Staff
) -> None:
    row = parts_of(signed(factories.offer(programme, bo, fee=Money(4_000, "USD"), plan="full"), bo, ana))[0]
    with pytest.raises(actions.AmountDiffers):
        matched(row, bo, 1, sam, tam)
    row.refresh_from_db()
    assert (row.state, Allocation.objects.count()) == (InstalmentState.INVOICED, 0)


def test_g7_e1_a_reported_transfer_closes_the_card_and_the_buyer_may_take_it_back(
    whole: Instalment, bo: Actor, ana: Actor, cy: Actor, client: Client
) -> None:
    transfer = claim(whole, bo)
    with pytest.raises(actions.TransferReported):
        actions.open_charge(instalment=whole, by=bo, at=LATER)
    url = f"/deal/{whole.contract.deal.public_id}/payments/"
    client.force_login(bo.user)
    page = client.get(url, headers={"Accept-Language": "en"}).content.decode()
    assert ("pay-card" in page, f"/payments/transfer/{transfer.pk}/withdraw/" in page) == (False, True)
    reader = factories.actor("Fay", bo.organisation, Role.VIEWER)
    for stranger, refusal in ((ana, actions.OthersPay), (cy, actions.OthersPay), (reader, actions.MayNotPay)):
        with pytest.raises(refusal):
            actions.withdraw_transfer(transfer=transfer, by=stranger, at=LATER)
    for other in (ana, cy):
        client.force_login(other.user)
        assert client.post(f"/payments/transfer/{transfer.pk}/withdraw/").status_code == 404
    client.force_login(bo.user)
    client.post(f"/payments/transfer/{transfer.pk}/withdraw/")
    transfer.refresh_from_db()
    assert transfer.state == TransferState.WITHDRAWN
    assert "pay-card" in client.get(url).content.decode()


def test_g7_a_report_whose_money_was_seen_is_not_withdrawn(whole: Instalment, bo: Actor, sam: Staff) -> None:
    transfer = claim(whole, bo)
    actions.see_transfer(transfer=transfer, received_minor=1_000_000, statement_line="S", by=sam, at=LATER)
    with pytest.raises(actions.AlreadySeen):
        actions.withdraw_transfer(transfer=transfer, by=bo, at=LATER)
    transfer.refresh_from_db()
    assert transfer.state == TransferState.SEEN


def test_g7_a_checkout_paid_after_the_transfer_was_matched_is_a_credit_with_a_task(
    whole: Instalment, bo: Actor, sam: Staff, tam: Staff
) -> None:
    late = charge(whole, bo)
    matched(whole, bo, 1_000_000, sam, tam)
    assert record_card_payment(late, session(whole, fee_minor=29_030), at=LATER) is True
    assert balances(whole)["credit"] == 1_000_000
    credit = Credit.objects.get()
    assert (credit.reason, credit.charge, credit.instalment) == (CreditReason.PAID_TWICE, late, whole)
    assert Notice.objects.filter(kind="payments.credit", user=bo.user).count() == 1
    with pytest.raises(actions.TakeItFirst):
        actions.return_credit(credit=credit, line="OUT 1", by=tam, at=LATER)
    actions.take_credit(credit=credit, by=sam, at=LATER)
    with pytest.raises(actions.OwnerDoesNotSettle):
        actions.return_credit(credit=credit, line="OUT 1", by=sam, at=LATER)
    actions.return_credit(credit=credit, line="OUT 1", by=tam, at=LATER)
    credit.refresh_from_db()
    assert (credit.state, credit.closed_by, credit.note) == (CreditState.RETURNED, tam.user, "OUT 1")
    assert "credit" not in balances(whole)
    assert ledger.check_books(at=LATER) == []


def test_a_credit_is_used_for_another_invoice_of_the_same_buyer_only(
    contract: Contract, bo: Actor, cy: Actor, ana: Actor, sam: Staff, tam: Staff
) -> None:
    first, second, _third = parts_of(contract)
    matched(first, bo, 1_320_000, sam, tam)
    credit = Credit.objects.get()
    actions.take_credit(credit=credit, by=sam, at=LATER)
    other = factories.programme(ana.organisation, ana.user, "อีกเรื่อง")
    factories.right_in(other)
    foreign = parts_of(signed(factories.offer(other, cy, fee=Money(1_000_000, "USD"), plan="full"), cy, ana))[0]
    with pytest.raises(actions.NotOfThisBuyer):
        actions.use_credit(credit=credit, instalment=foreign, by=tam, at=LATER)
    actions.use_credit(credit=credit, instalment=second, by=tam, at=LATER)
    credit.refresh_from_db()
    assert (credit.state, outstanding_amount(second)) == (CreditState.USED, Money(690_000, "USD"))
    assert balances(first) == {
        "due": 690_000,
        "held": 918_000 + 270_000,
        "ours": 102_000 + 30_000,
        "bank": 1_320_000,
    }


def test_e3_g9_the_refusal_says_paid_by_card_and_not_that_money_is_missing(
    whole: Instalment, bo: Actor, sam: Staff, tam: Staff
) -> None:
    transfer = claim(whole, bo, 998_000)
    actions.see_transfer(transfer=transfer, received_minor=998_000, statement_line="E3", by=sam, at=LATER)
    with as_owner() as cursor:
        cursor.execute("alter table payments_charge disable trigger one_way_of_paying")
    record_card_payment(charge(whole, bo), session(whole), at=LATER)
    with pytest.raises(actions.PaidAlready) as refusal:
        actions.match_transfer(transfer=transfer, by=tam, at=LATER)
    with translation.override("en"):
        assert refusal.value.message() == "This instalment is paid already, by card."
    actions.credit_transfer(transfer=transfer, by=tam, at=LATER)
    transfer.refresh_from_db()
    assert (transfer.state, Credit.objects.get().amount_minor) == (TransferState.CREDITED, 998_000)
    assert balances(whole)["credit"] == 998_000


@pytest.mark.parametrize(("language", "text"), [("en", "US$17,900"), ("zh-hans", "US$17,900"), ("id", "US$17.900")])
def test_f10_amounts_in_messages_are_amounts_in_the_readers_format(language: str, text: str) -> None:
    refusal = actions.AmountDiffers(Money(1_790_000, "USD"), Money(1_800_000, "USD"))
    with translation.override(language):
        assert text in refusal.message()
        assert "1790000" not in refusal.message()


def test_two_people_enter_and_allocate_and_the_database_holds_it(whole: Instalment, sam: Staff) -> None:
    receipt = enter("TP", 1_000_000, sam)
    with pytest.raises(actions.SamePerson):
        actions.allocate_receipt(receipt=receipt, parts=[(whole, Money(1_000_000, "USD"))], by=sam, at=LATER)
    row = {"instalment": whole, "receipt": receipt, "amount_minor": 1_000_000, "by": sam.user}
    with pytest.raises(IntegrityError, match="one person only"), transaction.atomic():
        Allocation.objects.create(**row)
    with as_owner() as cursor:
        cursor.execute("alter table payments_allocation disable trigger allocation_is_covered")
    assert Allocation.objects.create(**row).pk  # without its guard nobody would refuse it


def test_staff_do_not_decide_about_money_of_an_organisation_they_belong_to(
    whole: Instalment, bo: Actor, sam: Staff, tam: Staff
) -> None:
    Membership.objects.create(user=tam.user, organisation=bo.organisation, roles=[Role.VIEWER])
    receipt = enter("OWN", 1_000_000, sam)
    with pytest.raises(Exception, match="own_organisation"):
        actions.allocate_receipt(receipt=receipt, parts=[(whole, Money(1_000_000, "USD"))], by=tam, at=LATER)
    transfer = claim(whole, bo)
    with pytest.raises(Exception, match="own_organisation"):
        actions.see_transfer(transfer=transfer, received_minor=1, statement_line="X", by=tam, at=LATER)
    assert (Allocation.objects.count(), Receipt.objects.count()) == (0, 1)


def test_g15_receipts_and_allocations_are_never_changed(whole: Instalment, bo: Actor, sam: Staff, tam: Staff) -> None:
    matched(whole, bo, 1_050_000, sam, tam)
    for rows in (Receipt.objects.all(), Allocation.objects.all()):
        with as_owner(), pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            rows.update(amount_minor=1)
        with as_owner() as cursor, pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            cursor.execute(f"delete from {rows.model._meta.db_table}")
    with as_owner(), pytest.raises(IntegrityError, match="keeps its facts"), transaction.atomic():
        Credit.objects.update(amount_minor=1)


def test_an_open_card_page_keeps_no_second_way_open(whole: Instalment, bo: Actor) -> None:
    claim(whole, bo)
    with pytest.raises(IntegrityError, match="a transfer is reported"), transaction.atomic():
        charge(whole, bo)
    with as_owner() as cursor:
        cursor.execute("alter table payments_charge disable trigger one_way_of_paying")
    charge(whole, bo)  # without its guard a card could be charged while the wire is on its way
    assert Charge.objects.filter(state=ChargeState.OPEN).count() == 1


def test_f11_g16_a_transfer_sent_today_in_china_is_today(whole: Instalment, bo: Actor) -> None:
    morning = LATER.replace(hour=23, minute=30)  # the next day in China, the same one in UTC
    tomorrow = (morning + timedelta(days=1)).date()
    row = actions.claim_transfer(
        instalment=whole,
        amount_minor=1_000_000,
        sent_on=tomorrow,
        proof=ContentFile(SLIP, "s.pdf"),
        by=bo,
        at=morning,
    )
    assert row.sent_on == tomorrow
    actions.withdraw_transfer(transfer=row, by=bo, at=morning)
    with pytest.raises(Exception, match="invalid") as refusal:
        actions.claim_transfer(
            instalment=whole,
            amount_minor=1_000_000,
            sent_on=tomorrow + timedelta(days=1),
            proof=ContentFile(SLIP, "s.pdf"),
            by=bo,
            at=morning,
        )
    assert list(refusal.value.errors) == ["sent_on"]  # type: ignore[attr-defined]


def test_staff_enter_and_allocate_by_their_page_which_keeps_what_was_typed(
    whole: Instalment, sam: Staff, tam: Staff, client: Client
) -> None:
    client.force_login(sam.user)
    form = {
        "do": "enter",
        "statement_line": "PG-1",
        "amount": "10,000.00",
        "currency": "USD",
        "received_on": "2026-11-24",
        "payer": "Yunfan",
        "reference": whole.reference,
    }
    wrong = client.post("/staff/money/", form | {"amount": "ten"})
    assert (wrong.status_code, 'value="ten"' in wrong.content.decode(), Receipt.objects.count()) == (422, True, 0)
    assert client.post("/staff/money/", form).status_code == 302
    client.force_login(tam.user)
    page = client.get("/staff/money/").content.decode()
    assert f'value="{whole.reference}"' in page  # what the payer wrote names the invoice
    receipt = Receipt.objects.get()
    done = client.post(
        "/staff/money/",
        {"do": "allocate", "receipt": receipt.pk, "parts-0-invoice": whole.reference, "parts-0-amount": "10,000.00"},
    )
    assert done.status_code == 302
    whole.refresh_from_db()
    assert whole.state == InstalmentState.PAID

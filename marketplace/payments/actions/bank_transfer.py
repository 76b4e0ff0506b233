"""A reported bank transfer: one member of staff sees it on the statement, another matches it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import OwnOrganisation, must_be_staff, must_judge
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.days import day_at
from accounts.roles import Permission
from marketplace.contracts.states import InstalmentState
from marketplace.kit.money import Money
from marketplace.kit.problems import Invalid, Problem
from marketplace.offers.actions.draft_notices import draft_for_party
from marketplace.payments.actions.receipts import (
    PaidAlready,
    SamePerson,
    enter_receipt,
    how_paid,
    keep_as_credit,
    must_be_second,
    put_to_instalment,
)
from marketplace.payments.actions.report_transfer import TransferMovedOn, move_transfer
from marketplace.payments.actions.settle import lock_instalment
from marketplace.payments.models import BankTransfer, Receipt
from marketplace.payments.queries import left_of, outstanding_amount
from marketplace.payments.states import CreditReason, TransferState


class AmountDiffers(Problem):
    """Too little for the instalment, beyond what banks may keep."""

    code = "amount_differs"
    text = _("%(received)s arrived, %(due)s is due: %(short)s is missing.")
    hint = _("Book it as a part payment and the buyer is asked for the rest, or refuse it.")

    def __init__(self, received: Money, due: Money) -> None:
        super().__init__(received=received, due=due, short=due - received)
        self.received, self.due = received, due

    def detail(self) -> dict[str, Any]:
        return {"received_minor": self.received.minor, "due_minor": self.due.minor}


def see_transfer(*, transfer: BankTransfer, received_minor: int, statement_line: str, by: Staff, at: datetime) -> None:
    """First person: the money stands on our statement. Booked as received, not yet as paid (P10).

    A line that was entered before without a report, and is not used, is taken as this transfer's. Raises Invalid,
    StatementLineUsed, OwnOrganisation, TransferMovedOn.
    """
    must_be_staff("see_transfer", by)
    judge_deal(transfer, by)
    instalment = transfer.instalment
    money, buyer = Money(received_minor, instalment.currency), instalment.contract.buyer
    with transaction.atomic():
        receipt = entered_before(statement_line, money) or enter_receipt(
            line=statement_line,
            amount=money,
            received_on=day_at(buyer, at),
            payer=buyer.name_en,
            reference=instalment.reference,
            by=by,
            at=at,
        )
        move_transfer(transfer, TransferState.SEEN, receipt=receipt, seen_by=by.user, seen_at=at)
        record_entry(by=by, did="payments.see_transfer", what=transfer, at=at, after={"minor": received_minor})


def entered_before(statement_line: str, money: Money) -> Receipt | None:
    """The receipt of this line, if it was entered without a report, for this amount, and lies unused."""
    probe = Receipt.objects.filter(line_key=Receipt.key_of(statement_line), transfer=None)
    found = probe.filter(amount_minor=money.minor, currency=money.currency).first()
    return found if found and left_of(found) == found.amount else None


def judge_deal(transfer: BankTransfer, by: Staff) -> None:
    """Raise OwnOrganisation, where the member of staff belongs to one of the deal's sides, or reported the transfer."""
    contract = transfer.instalment.contract
    if transfer.claimed_by_id == by.user.pk:
        raise OwnOrganisation
    must_judge(by, contract.buyer, contract.seller)


@transaction.atomic
def match_transfer(*, transfer: BankTransfer, by: Staff, at: datetime, as_part: bool = False) -> None:
    """Second person: this money pays this instalment. Raises SamePerson, PaidAlready, AmountDiffers, TransferMovedOn.

    A shortfall within the tolerance is bank charges that we bear; a surplus becomes the buyer's credit (P10b). A larger
    shortfall is refused, unless it is booked `as_part`: then the rest stays due.
    """
    must_be_staff("match_transfer", by)
    receipt = decidable_receipt(transfer, by)
    instalment = lock_instalment(transfer.instalment_id)
    if instalment.state != InstalmentState.INVOICED:
        raise PaidAlready(how=how_paid(instalment))
    due = outstanding_amount(instalment)
    move_transfer(transfer, TransferState.MATCHED, matched_by=by.user, matched_at=at)
    settlement = put_to_instalment(receipt, instalment, receipt.amount, by=by, at=at, surplus=True)
    if not settlement.complete and not as_part:
        raise AmountDiffers(receipt.amount, due)
    record_entry(
        by=by,
        did="payments.match_transfer",
        what=transfer,
        at=at,
        after={"difference_minor": receipt.amount_minor - due.minor},
    )


@transaction.atomic
def credit_transfer(*, transfer: BankTransfer, by: Staff, at: datetime) -> None:
    """Second person: the money came, and nothing is due any more: it is the buyer's credit.

    Raises SamePerson, OwnOrganisation, TransferMovedOn.
    """
    must_be_staff("credit_transfer", by)
    receipt, instalment = decidable_receipt(transfer, by), lock_instalment(transfer.instalment_id)
    move_transfer(transfer, TransferState.CREDITED, matched_by=by.user, matched_at=at)
    reason = CreditReason.PAID_TWICE if instalment.state == InstalmentState.PAID else CreditReason.NO_INVOICE
    keep_as_credit(receipt, instalment.contract.buyer, left_of(receipt), reason, instalment, by=by, at=at)


def decidable_receipt(transfer: BankTransfer, by: Staff) -> Receipt:
    """The receipt of a transfer that was seen, if `by` may decide about it. Raises SamePerson, TransferMovedOn."""
    judge_deal(transfer, by)
    transfer.refresh_from_db()
    if transfer.receipt is None:
        raise TransferMovedOn(transfer)
    if transfer.seen_by_id == by.user.pk:
        raise SamePerson
    must_be_second(transfer.receipt, transfer.instalment, by)
    return transfer.receipt


@transaction.atomic
def refuse_transfer(*, transfer: BankTransfer, reason: str, by: Staff, at: datetime) -> None:
    """This does not pay the instalment; the reason goes to the buyer. Money that was seen stays a receipt to allocate."""
    must_be_staff("refuse_transfer", by)
    judge_deal(transfer, by)
    if not reason.strip():
        raise Invalid({"reason": [str(_("Say why: the buyer reads it."))]})
    changes = {"refused_by": by.user, "refused_at": at, "reason": reason.strip(), "receipt": None}
    move_transfer(transfer, TransferState.REFUSED, **changes)
    contract, said = transfer.instalment.contract, reason.strip()
    told = draft_for_party(
        contract,
        contract.buyer,
        "payments.transfer_refused",
        "payments",
        may=Permission.PAY,
        invoice=transfer.instalment.invoice_number,
        reason=said,
    )
    record_entry(by=by, did="payments.refuse_transfer", what=transfer, at=at, after={"reason": said}, tell=[told])

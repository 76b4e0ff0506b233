"""Bank transfer: the buyer reports it with proof; one member of staff sees it on the statement, another matches it."""

from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor, Staff
from accounts.audit import record
from accounts.notices import tell
from accounts.roles import Permission
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.constraints import violated
from marketplace.kit.money import Money
from marketplace.kit.problems import Invalid, Problem
from marketplace.payments import ledger, postings
from marketplace.payments.actions.post_invoices import invoice_lines, parties_of, post_invoice, shares_of
from marketplace.payments.actions.settle import check_may_pay, lock, mark_paid
from marketplace.payments.models import BankTransfer
from marketplace.payments.states import TRANSFER_MOVES, TransferState

# What banks may keep on the way and we bear: 50 units of the currency, as minor units of two decimals.
TOLERANCE_MINOR = 5_000
BANK = "operating"


class TransferReported(Problem):
    code = "transfer_reported"
    text = _("A transfer for this instalment is reported already and waits for our check.")


class TransferMovedOn(Problem):
    code = "transfer_moved_on"
    text = _("A colleague was faster: this transfer is now “%(state)s”.")


class SamePerson(Problem):
    code = "same_person"
    status = 403
    text = _("Two people are needed: whoever saw the money on the statement does not match it.")


class StatementLineUsed(Problem):
    code = "statement_line_used"
    text = _("This line of the bank statement belongs to another transfer.")
    field = "statement_line"


class AmountDiffers(Problem):
    code = "amount_differs"
    text = _("%(received)s arrived, %(due)s is due. Refuse it, or ask the buyer for the rest.")

    def __init__(self, received: Money, due: Money) -> None:
        super().__init__(received=f"{received.currency} {received.minor}", due=f"{due.currency} {due.minor}")
        self.received, self.due = received, due

    def detail(self) -> dict[str, Any]:
        return {"received_minor": self.received.minor, "due_minor": self.due.minor}


def claim_transfer(
    *, instalment: Instalment, amount_minor: int, sent_on: date, proof: "File[bytes]", by: Actor, at: datetime
) -> BankTransfer:
    """The buyer says it has sent the money and shows the bank's slip. Raises MayNotPay, NothingToPay, TransferReported."""
    check_may_pay(instalment, by)
    if amount_minor <= 0 or sent_on > at.date():
        raise Invalid({"sent_on" if amount_minor > 0 else "amount": [str(_("Check this value."))]})
    try:
        with transaction.atomic():
            row = BankTransfer(
                instalment=instalment, claimed_minor=amount_minor, sent_on=sent_on,
                proof_name=(proof.name or "")[-200:], claimed_by=by.user, claimed_at=at,
            )  # fmt: skip
            row.proof.save(f"{instalment.reference}-{at:%Y%m%d%H%M%S}", proof, save=False)
            row.save(force_insert=True)
            record(by=by, did="payments.claim_transfer", what=row, at=at, after={"minor": amount_minor})
    except IntegrityError as error:
        if violated(error) == "one_open_transfer_per_instalment":
            raise TransferReported from error
        raise
    return row


def move_transfer(transfer: BankTransfer, to: TransferState, **changes: Any) -> None:
    """Set the state and `changes`, unless a colleague was faster (TransferMovedOn)."""
    sources = [state for state, targets in TRANSFER_MOVES.items() if to in targets]
    if not BankTransfer.objects.filter(pk=transfer.pk, state__in=sources).update(state=to, **changes):
        transfer.refresh_from_db()
        raise TransferMovedOn(state=transfer.get_state_display())
    transfer.refresh_from_db()


def see_transfer(*, transfer: BankTransfer, received_minor: int, statement_line: str, by: Staff, at: datetime) -> None:
    """First person: the money stands on our statement. Booked as received, not yet as paid (P10)."""
    line = " ".join(statement_line.split())
    if received_minor <= 0 or not line:
        raise Invalid({"statement_line": [str(_("Write the amount and the bank's own reference."))]})
    try:
        with transaction.atomic():
            changes = {"received_minor": received_minor, "statement_line": line, "seen_by": by.user, "seen_at": at}
            move_transfer(transfer, TransferState.SEEN, **changes)
            money = Money(received_minor, transfer.instalment.currency)
            ledger.post(
                event_key=f"wire:{transfer.pk}:seen", kind="wire_seen", at=at,
                entries=postings.wire_seen(BANK, money), reference={"transfer": transfer.pk, "line": line},
            )  # fmt: skip
            record(by=by, did="payments.see_transfer", what=transfer, at=at, after={"minor": received_minor})
    except IntegrityError as error:
        if violated(error) == "statement_line_once":
            raise StatementLineUsed from error
        raise


@transaction.atomic
def match_transfer(*, transfer: BankTransfer, by: Staff, at: datetime) -> None:
    """Second person: this money pays this instalment. Raises SamePerson, AmountDiffers, TransferMovedOn.

    A shortfall within the tolerance is bank charges that we bear; a surplus becomes the buyer's credit (P10b).
    """
    if transfer.seen_by_id == by.user.pk:
        raise SamePerson
    move_transfer(transfer, TransferState.MATCHED, matched_by=by.user, matched_at=at)
    instalment = lock(transfer.instalment_id)
    received, due = (
        Money(transfer.received_minor or 0, instalment.currency),
        Money(instalment.gross_minor, instalment.currency),
    )
    difference = received.minor - due.minor
    if instalment.state != InstalmentState.INVOICED or difference < -TOLERANCE_MINOR:
        raise AmountDiffers(received, due)
    lines = postings.wire_matched(
        parties_of(instalment),
        shares_of(instalment),
        charges=Money(max(-difference, 0), due.currency),
        surplus=Money(max(difference, 0), due.currency),
    )
    ledger.lock([*invoice_lines(instalment), *lines])
    post_invoice(instalment, at=at)
    ledger.post(
        event_key=f"wire:{transfer.pk}:matched", kind="wire_matched", at=at, entries=lines,
        reference={"transfer": transfer.pk, "instalment": instalment.pk},
    )  # fmt: skip
    record(by=by, did="payments.match_transfer", what=transfer, at=at, after={"difference_minor": difference})
    mark_paid(instalment, by=by, at=at)


@transaction.atomic
def refuse_transfer(*, transfer: BankTransfer, reason: str, by: Staff, at: datetime) -> None:
    """This does not pay the instalment; the reason goes to the buyer. Money that was seen stays unallocated."""
    if not reason.strip():
        raise Invalid({"reason": [str(_("Say why: the buyer reads it."))]})
    changes = {"refused_by": by.user, "refused_at": at, "reason": reason.strip()}
    move_transfer(transfer, TransferState.REFUSED, **changes)
    record(by=by, did="payments.refuse_transfer", what=transfer, at=at, after={"reason": reason.strip()})
    offer = transfer.instalment.contract.offer
    tell(
        offer.buyer, "payments.transfer_refused", at=at, url=f"/deal/{offer.public_id}/payments/", may=Permission.PAY,
        programme=offer.programme.original_title, invoice=transfer.instalment.invoice_number, reason=reason.strip(),
    )  # fmt: skip

"""The buyer reports a bank transfer with the bank's slip, and may take the report back."""

from datetime import date, datetime
from typing import Any

from django.core.files.base import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.days import day_at
from marketplace.contracts.models import Instalment
from marketplace.files.accept import Accepted, FileRefused, accept_file
from marketplace.files.keep import keep_file
from marketplace.files.policies import PAPER
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.problems import Invalid, Problem
from marketplace.kit.transitions import MovedOn
from marketplace.offers.actions.moves import must_be_allowed_in
from marketplace.payments.actions.open_charge import TransferReported
from marketplace.payments.actions.settle import (
    MayNotPay,
    OthersPay,
    close_checkouts,
    lock_instalment,
    must_be_allowed_to_pay,
)
from marketplace.payments.models import BankTransfer
from marketplace.payments.policies import is_payer
from marketplace.payments.states import TRANSFER_MOVES, TransferState


class TransferMovedOn(MovedOn):
    code = "transfer_moved_on"
    text = _("A colleague was faster: this transfer is now “%(state)s”.")


class AlreadySeen(Problem):
    code = "already_seen"
    text = _("We have seen this money on our statement: the report can no longer be withdrawn.")
    hint = _("Our staff match it within a working day.")


def claim_transfer(
    *, instalment: Instalment, amount_minor: int, sent_on: date, proof: "File[bytes]", by: Actor, at: datetime
) -> BankTransfer:
    """The buyer says it has sent the money and shows the bank's slip. An open card page is closed at Stripe.

    `sent_on` is a day of the buyer's organisation. Raises MayNotPay, NotAllowedNow, NothingToPay, TransferReported, Invalid.
    """
    slip = read_claim(amount_minor, sent_on, proof, day_at(by.organisation, at))
    try:
        with transaction.atomic():
            must_be_allowed_to_pay("claim_transfer", lock_instalment(instalment.pk), by)
            row = BankTransfer(
                instalment=instalment,
                claimed_minor=amount_minor,
                sent_on=sent_on,
                proof=keep_file(slip, "transfers", owner=by.organisation.pk, at=at),
                claimed_by=by.user,
                claimed_at=at,
            )
            row.save(force_insert=True)
            record_entry(by=by, did="payments.claim_transfer", what=row, at=at, after={"minor": amount_minor})
            close_checkouts(instalment)
    except IntegrityError as error:
        if violated_constraint(error) == "one_open_transfer_per_instalment":
            raise TransferReported from error
        raise
    return row


def read_claim(amount_minor: int, sent_on: date, proof: "File[bytes]", today: date) -> Accepted:
    """The slip. Raises Invalid at each field that is wrong: an amount of nothing, a day that has not come where the buyer
    is, a slip that nobody can read.
    """
    errors: dict[str, list[str]] = {}
    if amount_minor <= 0:
        errors["amount"] = [str(_("The amount must be above zero."))]
    if sent_on > today:
        errors["sent_on"] = [str(_("This day has not come yet: give the day on which the bank sent it."))]
    try:
        slip = accept_file(proof, PAPER, field="proof")
    except FileRefused as refused:
        raise Invalid(errors | refused.errors) from refused
    if errors:
        raise Invalid(errors)
    return slip


def move_transfer(transfer: BankTransfer, to: TransferState, **changes: Any) -> None:
    """Set the state and `changes`, unless a colleague was faster (TransferMovedOn)."""
    TRANSFER_MOVES.move(transfer, to, TransferMovedOn, **changes)


@transaction.atomic
def withdraw_transfer(*, transfer: BankTransfer, by: Actor, at: datetime) -> None:
    """The buyer takes the report back, to pay in another way, while nobody has seen the money.

    Raises OthersPay, MayNotPay, NotAllowedNow, AlreadySeen, TransferMovedOn.
    """
    contract = transfer.instalment.contract
    if not is_payer(by, transfer.instalment):
        raise OthersPay(buyer=contract.buyer.name_en)
    must_be_allowed_in(contract, "withdraw_transfer", by, MayNotPay)
    if BankTransfer.objects.filter(pk=transfer.pk, state=TransferState.SEEN).exists():
        raise AlreadySeen
    move_transfer(transfer, TransferState.WITHDRAWN)
    record_entry(by=by, did="payments.withdraw_transfer", what=transfer, at=at)

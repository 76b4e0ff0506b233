"""Money on our bank's statement: one member of staff enters the line, another puts it to what it pays."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import must_be_staff, must_judge
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.models import Organisation
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.money import Money
from marketplace.kit.problems import Invalid, Problem
from marketplace.payments import chart, ledger, postings
from marketplace.payments.actions.divide import Settlement, divide_receipt, drafts_of_credit
from marketplace.payments.actions.post_invoices import parties_of
from marketplace.payments.actions.settle import conclude_settlement, lock_instalment, post_with_invoice
from marketplace.payments.models import Credit, Receipt
from marketplace.payments.queries import left_of
from marketplace.payments.states import CreditReason

BANK = "operating"


class SamePerson(Problem):
    code = "same_person"
    status = 403
    text = _("Two people are needed: whoever saw the money on the statement does not match it.")


class StatementLineUsed(Problem):
    code = "statement_line_used"
    text = _("This line of the bank statement is booked already.")
    hint = _("Look among the receipts: the same line counts once, whatever its case and spaces.")
    field = "statement_line"


class PaidAlready(Problem):
    """Whatever settled the instalment meanwhile, this money is not what it owes."""

    code = "paid_already"
    text = _("This instalment is paid already, %(how)s.")
    hint = _("Keep the money as the buyer's credit: it is then used for another invoice or sent back.")


class MoreThanThere(Problem):
    code = "more_than_there"
    text = _("Of this receipt %(left)s is left: the parts make %(wanted)s.")


class MoreThanDue(Problem):
    code = "more_than_due"
    text = _("Of %(reference)s only %(due)s is due.")
    hint = _("Put the rest to another invoice, or keep it as the buyer's credit.")


class OtherCurrency(Problem):
    code = "other_currency"
    text = _("%(reference)s is owed in %(wanted)s; the receipt is in %(got)s.")
    hint = _("Send it back, or keep it as the buyer's credit.")


def enter_receipt(
    *, line: str, amount: Money, received_on: date, payer: str, reference: str, by: Staff, at: datetime
) -> Receipt:
    """Book a line of the bank's statement (P10): received, not yet put to anything. Raises Invalid, StatementLineUsed."""
    must_be_staff("enter_receipt", by)
    line = " ".join(line.split())[:120]
    if amount.minor <= 0 or not line:
        raise Invalid({"statement_line": [str(_("Write the amount and the bank's own reference."))]})
    try:
        with transaction.atomic():
            receipt = Receipt.objects.create(
                line=line,
                payer=payer.strip()[:200],
                reference=reference.strip()[:200],
                amount_minor=amount.minor,
                currency=amount.currency,
                received_on=received_on,
                journal=f"receipt:{uuid4().hex}",
                entered_by=by.user,
                entered_at=at,
            )
            ledger.post_journal(
                event_key=receipt.journal,
                kind="wire_seen",
                at=at,
                entries=postings.wire_seen(BANK, amount),
                reference={"receipt": receipt.pk, "line": line},
            )
            after = {"minor": amount.minor, "currency": amount.currency, "line": line}
            record_entry(by=by, did="payments.enter_receipt", what=receipt, at=at, after=after)
            return receipt
    except IntegrityError as error:
        if violated_constraint(error) == "receipt_line_once":
            raise StatementLineUsed from error
        raise


def allocate_receipt(*, receipt: Receipt, parts: Sequence[tuple[Instalment, Money]], by: Staff, at: datetime) -> None:
    """Put a receipt to one or several instalments; what is short of one within the tolerance is borne by us.

    All parts or none. Raises Invalid, SamePerson, OwnOrganisation, PaidAlready, OtherCurrency, MoreThanThere,
    MoreThanDue.
    """
    must_be_staff("allocate_receipt", by)
    if not parts or any(amount.minor <= 0 for _row, amount in parts):
        raise Invalid({"parts": [str(_("Write an amount above zero for at least one invoice."))]})
    if any(amount.currency != receipt.currency or row.currency != receipt.currency for row, amount in parts):
        other = next(row for row, _amount in parts if row.currency != receipt.currency)
        raise OtherCurrency(reference=other.reference, wanted=other.currency, got=receipt.currency)
    wanted = Money(sum(amount.minor for _row, amount in parts), receipt.currency)
    if wanted.minor > left_of(receipt).minor:
        raise MoreThanThere(left=left_of(receipt), wanted=wanted)
    try:
        with transaction.atomic():
            for row, amount in sorted(parts, key=lambda part: part[0].pk):
                put_to_instalment(receipt, lock_instalment(row.pk), amount, by=by, at=at)
    except IntegrityError as error:
        if violated_constraint(error) != "money_used_once":
            raise
        raise MoreThanThere(left=left_of(receipt), wanted=wanted) from error


def put_to_instalment(
    receipt: Receipt, instalment: Instalment, amount: Money, *, by: Staff, at: datetime, surplus: bool = False
) -> Settlement:
    """Put `amount` of a receipt to one instalment, whose row is locked. `surplus`: what is too much becomes a credit."""
    must_be_second(receipt, instalment, by)
    if instalment.state != InstalmentState.INVOICED:
        raise PaidAlready(how=how_paid(instalment))
    settlement = divide_receipt(instalment, amount, bear_charges=True)
    if settlement.surplus.minor and not surplus:
        raise MoreThanDue(reference=instalment.reference, due=settlement.applied)
    lines = postings.wire_matched(
        parties_of(instalment), settlement.shares, charges=settlement.charges, surplus=settlement.surplus
    )
    number = receipt.allocations.filter(instalment=instalment).count() + 1
    post_with_invoice(
        instalment,
        lines,
        event_key=f"{receipt.journal}:{instalment.pk}:{number}",
        kind="wire_matched",
        at=at,
        reference={"receipt": receipt.pk, "instalment": instalment.pk},
    )
    after = {"minor": amount.minor, "charges_minor": settlement.charges.minor, "receipt": receipt.pk}
    record_entry(by=by, did="payments.allocate", what=instalment, at=at, after=after)
    conclude_settlement(instalment, settlement, by=by, at=at, receipt=receipt)
    return settlement


def must_be_second(receipt: Receipt, instalment: Instalment | None, by: Staff) -> None:
    """Raise SamePerson or OwnOrganisation, where `by` may not decide about this money."""
    if receipt.entered_by_id == by.user.pk:
        raise SamePerson
    if instalment:
        must_judge(by, instalment.contract.buyer)
        must_judge(by, instalment.contract.seller)


def how_paid(instalment: Instalment) -> str:
    """In which way an instalment was paid, in words."""
    ways = {"receipt": _("by bank transfer"), "charge": _("by card"), "credit": _("from a credit")}
    used = [str(word) for name, word in ways.items() if instalment.allocations.exclude(**{name: None}).exists()]
    return ", ".join(used) or str(instalment.get_state_display())


@transaction.atomic
def credit_receipt(*, receipt: Receipt, buyer: Organisation, by: Staff, at: datetime) -> Credit:
    """Keep what is left of a receipt as a buyer's credit. Raises SamePerson, OwnOrganisation, MoreThanThere."""
    must_be_staff("credit_receipt", by)
    must_be_second(receipt, None, by)
    must_judge(by, buyer)
    left = left_of(receipt)
    if left.minor <= 0:
        raise MoreThanThere(left=left, wanted=receipt.amount)
    return keep_as_credit(receipt, buyer, left, CreditReason.NO_INVOICE, None, by=by, at=at)


def keep_as_credit(
    receipt: Receipt,
    buyer: Organisation,
    amount: Money,
    reason: CreditReason,
    instalment: Instalment | None,
    *,
    by: Staff,
    at: datetime,
) -> Credit:
    """The credit's row and its posting, from unallocated to the buyer's credit; buyer and staff are told."""
    values: dict[str, Any] = {
        "buyer": buyer,
        "instalment": instalment,
        "receipt": receipt,
        "made_at": at,
        "reason": reason,
    }
    credit = Credit.objects.create(amount_minor=amount.minor, currency=amount.currency, **values)
    ledger.post_journal(
        event_key=f"credit:{credit.pk}:made",
        kind="wire_credited",
        at=at,
        reference={"receipt": receipt.pk, "credit": credit.pk},
        entries=[
            postings.debit_line(chart.unallocated_account("wire"), amount),
            postings.credit_line(chart.buyer_credit(buyer.pk), amount),
        ],
    )
    after, told = {"minor": amount.minor, "buyer": buyer.pk}, drafts_of_credit(credit)
    record_entry(by=by, did="payments.credit", what=credit, at=at, after=after, tell=told)
    return credit

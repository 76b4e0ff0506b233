"""Money that needs staff: bank lines to enter and allocate, credits to settle. Two people for each step that counts."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Staff
from accounts.web.access import StaffRequest, staff_required
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.money import Money
from marketplace.payments import actions, chart, ledger
from marketplace.payments.models import Charge, Credit, MoneyCase, Receipt, Verification
from marketplace.payments.queries import Unallocated, newest_run, open_credits, outstanding_amount, unallocated_receipts
from marketplace.payments.states import ChargeState, CreditState
from marketplace.staff.buttons import Button, Done, draw_form, perform_button, refusal_context, status_of
from marketplace.staff.inputs.cases import CloseCaseForm
from marketplace.staff.inputs.money import (
    AllocateForm,
    EnterReceiptForm,
    KeepAsCreditForm,
    ReturnCreditForm,
    UseCreditForm,
)
from marketplace.vocabularies import currencies

MAX_FAILED, MAX_SETTLED, MAX_DUE, MAX_NAMED = 20, 20, 500, 3


@staff_required
def show_money(request: StaffRequest) -> HttpResponse:
    """Enter a bank line, put receipts to invoices, settle credits; and what cards could not do."""
    if request.method != "POST":
        return render_money(request)
    done = perform_button(request, BUTTONS)
    return render_money(request, done) if done.problem else redirect("staff:money")


def enter_receipt(
    *,
    statement_line: str,
    received_on: date,
    amount: Money,
    payer: str,
    reference: str,
    by: Staff,
    at: datetime,
    **_read: Any,
) -> None:
    """First person: a line of the statement."""
    actions.enter_receipt(
        line=statement_line, amount=amount, received_on=received_on, payer=payer, reference=reference, by=by, at=at
    )


def allocate_receipt_parts(*, receipt: Receipt, parts: list[dict[str, Any]] | None, by: Staff, at: datetime) -> None:
    """Second person: one receipt to one or several invoices."""
    named = [(part["invoice"], part["amount"]) for part in parts or []]
    actions.allocate_receipt(receipt=receipt, parts=named, by=by, at=at)


def use_credit(*, credit: Credit, invoice: Instalment, by: Staff, at: datetime) -> None:
    """Second person: the credit pays an invoice."""
    actions.use_credit(credit=credit, instalment=invoice, by=by, at=at)


def list_credits() -> QuerySet[Credit]:
    """Those that a button may be about."""
    return Credit.objects.select_related("buyer")


BUTTONS = {
    "enter": Button(
        enter_receipt, EnterReceiptForm, said=_("Entered. A colleague puts it to what it pays."), act="enter_receipt"
    ),
    "allocate": Button(
        allocate_receipt_parts,
        AllocateForm,
        "receipt",
        Receipt.objects.all,
        said=_("Allocated."),
        act="allocate_receipt",
    ),
    "keep": Button(
        actions.credit_receipt,
        KeepAsCreditForm,
        "receipt",
        Receipt.objects.all,
        said=_("Kept as a credit; the buyer has been told."),
    ),
    "take": Button(
        actions.take_credit,
        row="credit",
        rows=list_credits,
        said=_("You look after this credit; a colleague settles it."),
    ),
    "use": Button(
        use_credit,
        UseCreditForm,
        "credit",
        list_credits,
        said=_("The credit is put to this invoice."),
        act="use_credit",
    ),
    "return": Button(
        actions.return_credit,
        ReturnCreditForm,
        "credit",
        list_credits,
        said=_("Booked as sent back; the buyer has been told."),
    ),
    "close": Button(
        actions.close_money_case, CloseCaseForm, "case", MoneyCase.objects.all, said=_("The case is closed.")
    ),
    "note": Button(actions.take_note, row="run", rows=Verification.objects.all, said=_("Noted.")),
}


def render_money(request: StaffRequest, done: Done | None = None) -> HttpResponse:
    """The page, with what was refused at its place and the input kept."""
    now = timezone.now()
    settled = Credit.objects.exclude(state=CreditState.OPEN).select_related("buyer", "owner", "closed_by")
    failed = Charge.objects.filter(state=ChargeState.FAILED).select_related("instalment__contract__deal")
    context = refusal_context(done) | {
        "entry": draw_form(EnterReceiptForm, done, initial={"received_on": timezone.localdate(now)}),
        "receipts": [describe_receipt(one, request, done) for one in unallocated_receipts()],
        "credits": [open_credit(row, done) for row in open_credits()],
        "settled": settled.order_by("-closed_at")[:MAX_SETTLED],
        "failed": failed.order_by("-opened_at")[:MAX_FAILED],
        "own": request.staff.user.pk,
        "now": now,
        "cases": list_open_cases(done),
        "run": newest_run().first(),
    }
    return render(request, "staff/money.html", context, status=status_of(done))


def open_credit(row: Credit, done: Done | None) -> dict[str, Any]:
    """A credit with its forms."""
    return {"credit": row, "use": draw_form(UseCreditForm, done, row), "back": draw_form(ReturnCreditForm, done, row)}


def list_open_cases(done: Done | None) -> list[dict[str, Any]]:
    """Open refunds and disputes, each with what the books say of its instalment, and its form."""
    rows = MoneyCase.objects.filter(closed_at=None).select_related("charge__instalment__contract__deal")
    return [
        {
            "case": case,
            "row": case.charge.instalment,
            "buyer": case.charge.instalment.contract.buyer,
            "held": ledger.read_balance(
                chart.held_account(case.charge.instalment.contract.deal.public_id), case.currency
            ),
            "closing": draw_form(CloseCaseForm, done, case),
        }
        for case in rows.order_by("opened_at")
    ]


def describe_receipt(one: Unallocated, request: StaffRequest, done: Done | None) -> dict[str, Any]:
    """A receipt with its forms: what was typed, else what its reference names."""
    receipt = one.receipt
    due = Instalment.objects.filter(state=InstalmentState.INVOICED, currency=receipt.currency).order_by("due_on")
    named = [row for row in due[:MAX_DUE] if row.reference.lower() in receipt.reference.lower()][:MAX_NAMED]
    return {
        "receipt": receipt,
        "left": one.left,
        "allocation": draw_form(
            AllocateForm, done, receipt, initial={"parts": [suggest_invoice(row, one) for row in named]}
        ),
        "keeping": draw_form(KeepAsCreditForm, done, receipt),
        "mine": receipt.entered_by_id == request.staff.user.pk,
    }


def suggest_invoice(row: Instalment, one: Unallocated) -> dict[str, str]:
    """An invoice that the payer's reference names, with what it can take."""
    minor = min(outstanding_amount(row).minor, one.left.minor)
    digits = currencies.decimal_places(row.currency)
    whole, rest = divmod(minor, 10**digits)
    return {"invoice": row.reference, "amount": f"{whole}.{rest:0{digits}d}" if rest else str(whole)}

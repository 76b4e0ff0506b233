"""Money that needs staff: bank lines to enter and allocate, credits to settle. Two people for each step that counts."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.web.doors import StaffRequest, staff_required
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.desk.cases import number
from marketplace.kit.money import BadAmount, Money, parse_exact
from marketplace.kit.problems import Invalid, Problem
from marketplace.kit.vocab import currencies
from marketplace.offers.states import Side
from marketplace.payments import actions, chart, ledger
from marketplace.payments.models import Charge, Credit, MoneyCase, Receipt, Verification
from marketplace.payments.queries import Unallocated, newest_run, open_credits, outstanding, unallocated
from marketplace.payments.states import ChargeState, CreditState

PARTS, MAX_FAILED, MAX_SETTLED = 3, 20, 20


@staff_required
def money(request: StaffRequest) -> HttpResponse:
    """Enter a bank line, put receipts to invoices, settle credits; and what cards could not do."""
    now = timezone.now()
    if request.method != "POST":
        return page(request, now)
    try:
        said = act(request, now)
    except Problem as problem:
        return page(request, now, problem)
    messages.success(request, said)
    return redirect("desk:money")


def act(request: StaffRequest, now: datetime) -> str:
    """The one action behind the button; returns the sentence for the toast. Raises Invalid and refusals."""
    acts = {
        "enter": enter, "allocate": allocate, "keep": keep, "take": take, "use": use, "return": give_back,
        "close": close, "note": take_note,
    }  # fmt: skip
    chosen = acts.get(request.POST.get("do", ""))
    if chosen is None:
        raise Invalid({"do": [_("Choose one.")]})
    return chosen(request, now)


def enter(request: StaffRequest, now: datetime) -> str:
    """First person: a line of the statement."""
    post, errors = request.POST, dict[str, list[str]]()
    currency = post.get("currency", "").upper()
    if currency not in currencies.VOCABULARY:
        errors["currency"] = [_("Choose one.")]
    amount = amount_of(post.get("amount", ""), currency if not errors else "USD", "amount", errors)
    day = day_of(post.get("received_on", ""), timezone.localdate(now), errors)
    if not post.get("statement_line", "").strip():
        errors["statement_line"] = [_("Write the bank's own reference.")]
    if errors or amount is None or day is None:
        raise Invalid(errors)
    actions.enter_receipt(
        line=post["statement_line"][:120], amount=amount, received_on=day, payer=post.get("payer", "")[:200],
        reference=post.get("reference", "")[:200], by=request.staff, at=now,
    )  # fmt: skip
    return _("Entered. A colleague puts it to what it pays.")


def amount_of(text: str, currency: str, field: str, errors: dict[str, list[str]]) -> Money | None:
    """An amount as the bank writes it, or its message at the field."""
    try:
        return parse_exact(text, currency)
    except BadAmount as error:
        errors[field] = [error.message]
        return None


def day_of(text: str, today: date, errors: dict[str, list[str]]) -> date | None:
    """The day of the statement, not in the future."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        errors["received_on"] = [_("Give the day on the statement.")]
        return None
    if day > today:
        errors["received_on"] = [_("This day has not come yet.")]
        return None
    return day


def allocate(request: StaffRequest, now: datetime) -> str:
    """Second person: one receipt to one or several invoices."""
    receipt = get_object_or_404(Receipt, pk=number(request.POST.get("receipt", "")))
    errors: dict[str, list[str]] = {}
    parts = []
    for place in range(PARTS):
        reference, text = (
            request.POST.get(f"invoice-{place}", "").strip(),
            request.POST.get(f"amount-{place}", "").strip(),
        )
        if not reference and not text:
            continue
        row, amount = invoice_of(reference), amount_of(text, receipt.currency, f"amount-{place}", errors)
        if row is None:
            errors[f"invoice-{place}"] = [_("No invoice has this number or reference.")]
        elif amount is not None:
            parts.append((row, amount))
    if errors:
        raise Invalid(errors)
    actions.allocate_receipt(receipt=receipt, parts=parts, by=request.staff, at=now)
    return _("Allocated.")


def invoice_of(text: str) -> Instalment | None:
    """An instalment by its invoice number or its payment reference."""
    rows = Instalment.objects.with_contract()
    return rows.filter(invoice_number__iexact=text).first() or rows.filter(reference__iexact=text).first()


def keep(request: StaffRequest, now: datetime) -> str:
    """Second person: what is left of a receipt is a buyer's credit."""
    receipt = get_object_or_404(Receipt, pk=number(request.POST.get("receipt", "")))
    buyer = Organisation.objects.filter(pk=number(request.POST.get("buyer", ""))).first()
    if buyer is None:
        raise Invalid({"buyer": [_("Choose the buyer.")]})
    actions.credit_receipt(receipt=receipt, buyer=buyer, by=request.staff, at=now)
    return _("Kept as a credit; the buyer has been told.")


def credit_of(request: StaffRequest) -> Credit:
    return get_object_or_404(Credit.objects.select_related("buyer"), pk=number(request.POST.get("credit", "")))


def take(request: StaffRequest, now: datetime) -> str:
    actions.take_credit(credit=credit_of(request), by=request.staff, at=now)
    return _("You look after this credit; a colleague settles it.")


def use(request: StaffRequest, now: datetime) -> str:
    row = invoice_of(request.POST.get("invoice", "").strip())
    if row is None:
        raise Invalid({"invoice": [_("No invoice has this number or reference.")]})
    actions.use_credit(credit=credit_of(request), instalment=row, by=request.staff, at=now)
    return _("The credit is put to this invoice.")


def give_back(request: StaffRequest, now: datetime) -> str:
    actions.return_credit(credit=credit_of(request), line=request.POST.get("line", "")[:200], by=request.staff, at=now)
    return _("Booked as sent back; the buyer has been told.")


def close(request: StaffRequest, now: datetime) -> str:
    case = get_object_or_404(MoneyCase, pk=number(request.POST.get("case", "")))
    actions.close_money_case(case=case, resolution=request.POST.get("resolution", "")[:2000], by=request.staff, at=now)
    return _("The case is closed.")


def take_note(request: StaffRequest, now: datetime) -> str:
    run = get_object_or_404(Verification, pk=number(request.POST.get("run", "")))
    actions.take_note(run=run, by=request.staff, at=now)
    return _("Noted.")


def page(request: StaffRequest, now: datetime, problem: Problem | None = None) -> HttpResponse:
    """The page, with what was refused at its place and the input kept."""
    settled = (
        Credit.objects.exclude(state=CreditState.OPEN)
        .select_related("buyer", "owner", "closed_by")
        .order_by("-closed_at")
    )
    failed = Charge.objects.filter(state=ChargeState.FAILED).select_related("instalment__contract__deal")
    context = {
        "receipts": [shown(one, request) for one in unallocated()], "credits": open_credits(), "settled": settled[:MAX_SETTLED],
        "failed": failed.order_by("-opened_at")[:MAX_FAILED], "problem": problem, "errors": getattr(problem, "errors", {}),
        "typed": request.POST, "own": request.staff.user.pk, "currencies": currencies.codes, "today": timezone.localdate(now),
        "now": now, "cases": cases(), "run": newest_run().first(),
    }  # fmt: skip
    return render(request, "desk/money.html", context, status=problem.status if problem else 200)


def cases() -> list[dict[str, Any]]:
    """Open refunds and disputes, each with what the books say of its instalment."""
    rows = MoneyCase.objects.filter(closed_at=None).select_related("charge__instalment__contract__deal")
    return [
        {
            "case": case, "row": case.charge.instalment, "buyer": case.charge.instalment.contract.buyer,
            "held": ledger.balance(chart.held(case.charge.instalment.contract.deal.public_id), case.currency),
        }
        for case in rows.order_by("opened_at")
    ]  # fmt: skip


def shown(one: Unallocated, request: StaffRequest) -> dict[str, Any]:
    """A receipt with the rows of its form: what was typed, else what its reference names."""
    post, receipt = request.POST, one.receipt
    typed = post.get("do") == "allocate" and post.get("receipt") == str(receipt.pk)
    due = Instalment.objects.filter(state=InstalmentState.INVOICED, currency=receipt.currency)
    named = [row for row in due.order_by("due_on")[:500] if row.reference.lower() in receipt.reference.lower()][:PARTS]
    rows = [
        {"place": i, "invoice": post.get(f"invoice-{i}", ""), "amount": post.get(f"amount-{i}", "")} if typed
        else {"place": i, **(suggested(named[i], one) if i < len(named) else {"invoice": "", "amount": ""})}
        for i in range(PARTS)
    ]  # fmt: skip
    buyers = Organisation.objects.filter(contract_sides__side=Side.BUYER).distinct().order_by("name_en")
    return {"receipt": receipt, "left": one.left, "rows": rows, "typed": typed, "buyers": buyers, "mine": receipt.entered_by_id == request.staff.user.pk}  # fmt: skip


def suggested(row: Instalment, one: Unallocated) -> dict[str, str]:
    """An invoice that the payer's reference names, with what it can take."""
    minor = min(outstanding(row).minor, one.left.minor)
    digits = currencies.exponent(row.currency)
    whole, rest = divmod(minor, 10**digits)
    return {"invoice": row.reference, "amount": f"{whole}.{rest:0{digits}d}" if rest else str(whole)}

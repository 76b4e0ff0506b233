"""Pay an instalment: by card on Stripe's hosted page, or by bank transfer with its proof."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.days import today_for
from accounts.web.access import MemberRequest, member_required
from accounts.web.step_up import factor_required
from listings.catalogue.web.cards import Card
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.limits import tolerated_shortfall
from marketplace.kit.money import Money
from marketplace.kit.problems import Problem
from marketplace.offers.policies import side_of, standstill_of
from marketplace.payments import actions
from marketplace.payments.bank_account import account_facts
from marketplace.payments.inputs import TransferForm
from marketplace.payments.models import BankTransfer
from marketplace.payments.policies import may_pay
from marketplace.payments.queries import outstanding_amount, reported_transfer, settled_minor
from marketplace.payments.states import ChargeState
from marketplace.payments.stripe.client import ProviderSilent
from marketplace.vocabularies.currencies import decimal_places


def find_instalment(request: MemberRequest, pk: int) -> Instalment:
    """An instalment of the actor's deals, or 404."""
    rows = Instalment.objects.visible_to(request.actor)
    rows = rows.with_contract()
    return get_object_or_404(rows, pk=pk)


@member_required
@require_POST
@factor_required
def pay_by_card(request: MemberRequest, pk: int) -> HttpResponse:
    """Open the hosted payment page and go there."""
    instalment = find_instalment(request, pk)
    try:
        charge = actions.open_charge(instalment=instalment, by=request.actor, at=timezone.now())
    except Problem as problem:
        return payment_page(request, instalment, problem=problem)
    if charge.state == ChargeState.PAID:
        return redirect("payments:returned", pk)
    return redirect(charge.session_url)


@member_required
def return_from_card(request: MemberRequest, pk: int) -> HttpResponse:
    """Back from the hosted page: say what Stripe knows now. The webhook and the sweeper do the same without us."""
    instalment = find_instalment(request, pk)
    charge = instalment.charges.order_by("-attempt").first()
    paid = False
    if charge and not request.GET.get("cancelled"):
        try:
            paid = actions.settle_charge(charge=charge, at=timezone.now())
        except ProviderSilent:
            messages.info(request, _("We are waiting for the card service. This page will know in a minute."))
        except Problem as problem:
            messages.error(request, problem.message())
    if paid:
        messages.info(request, _("Paid. The seller has been told."))
    elif request.GET.get("cancelled"):
        messages.info(request, _("Nothing was charged. You can pay whenever you like."))
    return redirect("payments:instalments", instalment.contract.deal.public_id)


@member_required
@factor_required
def pay_by_transfer(request: MemberRequest, pk: int) -> HttpResponse:
    """Pay by bank transfer: where to and with which reference; then report it with the bank's slip."""
    instalment = find_instalment(request, pk)
    if request.method != "POST":
        return payment_page(request, instalment)
    now, by = timezone.now(), request.actor
    form = TransferForm(request.POST, request.FILES, by=by, at=now, about=instalment)
    try:
        actions.claim_transfer(instalment=instalment, by=by, at=now, **form.claim())
    except Problem as problem:
        form.show_refusal(problem)
        return payment_page(request, instalment, problem=problem, form=form)
    messages.info(
        request, _("Reported. Two of our staff match it with the bank statement, usually within a working day.")
    )
    return redirect("payments:instalments", instalment.contract.deal.public_id)


@member_required
@require_POST
def submit_transfer_withdrawal(request: MemberRequest, pk: int) -> HttpResponse:
    """Take a reported transfer back, to pay in another way."""
    found = get_object_or_404(BankTransfer.objects.visible_to(request.actor), pk=pk)
    try:
        actions.withdraw_transfer(transfer=found, by=request.actor, at=timezone.now())
        messages.info(request, _("The report is withdrawn. Pay in whichever way you like."))
    except Problem as problem:
        messages.error(request, f"{problem.message()} {problem.advice()}".strip())
    return redirect("payments:instalments", found.instalment.contract.deal.public_id)


def payment_page(
    request: MemberRequest,
    instalment: Instalment,
    *,
    problem: Problem | None = None,
    form: TransferForm | None = None,
) -> HttpResponse:
    """The page of one instalment, with the message of what was refused."""
    language = get_language() or "en"
    contract = instalment.contract
    context = {
        "row": instalment,
        "deal": contract.deal,
        "card": Card(contract.programme, language),
        "problem": problem,
        "form": form
        or TransferForm(about=instalment, initial={"amount": plain_amount(outstanding_amount(instalment))}),
        "may_pay": may_pay(request.actor, instalment),
        "today": today_for(request.actor, timezone.now()),
        "side": side_of(request.actor, contract),
        "standstill": standstill_of("claim_transfer", request.actor, contract),
        "payable": instalment.state == InstalmentState.INVOICED,
        "reported": reported_transfer(instalment),
        "account": account_facts(),
        "left": outstanding_amount(instalment),
        "came": came_of(instalment),
        "tolerated": Money(tolerated_shortfall(instalment.gross_minor, instalment.currency), instalment.currency),
    }
    return render(request, "payments/transfer.html", context, status=problem.status if problem else 200)


def came_of(instalment: Instalment) -> Money:
    """What was paid of it so far."""
    return Money(settled_minor(instalment), instalment.currency)


def plain_amount(amount: Money) -> str:
    """As one types it: 82500 or 20.50."""
    digits = decimal_places(amount.currency)
    whole, rest = divmod(amount.minor, 10**digits)
    return f"{whole}.{rest:0{digits}d}" if rest else str(whole)

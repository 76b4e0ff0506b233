"""Money that left at Stripe, by a refund or a dispute: booked as it happened, and a case for staff."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from accounts.actions.moves import must_be_staff, must_judge
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.notices import draft_for_staff
from marketplace.contracts.models import Instalment
from marketplace.kit.money import Money
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Invalid, Problem
from marketplace.payments import chart, ledger, postings
from marketplace.payments.actions.divide import shares_between
from marketplace.payments.actions.post_invoices import parties_of
from marketplace.payments.actions.settle import lock_instalment
from marketplace.payments.chart import Account, Line
from marketplace.payments.models import Charge, Credit, MoneyCase
from marketplace.payments.states import CaseKind, CreditState
from marketplace.payments.stripe import account

GONE = "succeeded"


class CaseClosed(Problem):
    code = "case_closed"
    text = _("A colleague has closed this case.")


def record_outflows(*, charge: Charge, at: datetime) -> int:
    """Ask Stripe what was refunded or disputed of a paid charge, and book what is new; returns how many cases are new.

    Call outside a transaction; twice is harmless. Raises ProviderSilent, ProviderRefused.
    """
    refunds = account.read_refunds(charge.payment_intent_id)
    disputes = account.read_disputes(charge.payment_intent_id)
    new = [record_refund(charge, refund, at=at) for refund in refunds if refund.status == GONE]
    return sum([*new, *(record_dispute(charge, dispute, at=at) for dispute in disputes)])


@transaction.atomic
def record_refund(charge: Charge, refund: account.Refund, *, at: datetime) -> bool:
    """Book a refund once (P7, in one step: it has left). True when it is new."""
    instalment = lock_instalment(charge.instalment_id)
    amount = Money(refund.amount_minor, refund.currency)
    case, new = MoneyCase.objects.get_or_create(
        key=refund.id,
        defaults={
            "kind": CaseKind.REFUND,
            "charge": charge,
            "amount_minor": amount.minor,
            "currency": amount.currency,
            "status": refund.status,
            "opened_at": at,
        },
    )
    if new:
        lines = give_back(case, instalment, amount, chart.stripe_balance())
        ledger.post_journal(
            event_key=f"stripe:{refund.id}:refund",
            kind="refunded",
            at=at,
            entries=lines,
            reference={"charge": charge.pk, "instalment": instalment.pk, "refund": refund.id},
        )
        alarm_staff(case, instalment, at=at)
    return new


def give_back(case: MoneyCase, instalment: Instalment, amount: Money, rail: Account) -> list[Line]:
    """The lines of money that went back to the payer over `rail`: first his credit from this charge, then what is held.

    What was released to the seller already is his debt, and our commission of it is no longer earned.
    """
    parties, credited = parties_of(instalment), take_credit_of(case.charge, amount)
    rest = Money(amount.minor - credited.minor, amount.currency)
    before = MoneyCase.objects.filter(charge=case.charge).aggregate(minor=Sum("from_held_minor"))["minor"] or 0
    shares = shares_between(instalment, before, rest.minor)
    theirs, ours = chart.held_account(parties.deal), chart.commission_deferred(parties.deal)
    if not (is_covered(theirs, shares.producer) and is_covered(ours, shares.platform)):
        theirs, ours = chart.recover_from_producer(parties.producer), chart.commission_income()
    MoneyCase.objects.filter(pk=case.pk).update(from_held_minor=rest.minor)
    lines = [
        postings.debit_line(chart.buyer_credit(parties.buyer), credited),
        postings.debit_line(theirs, shares.producer),
        postings.debit_line(ours, shares.platform),
        postings.credit_line(rail, amount),
    ]
    return [line for line in lines if line.amount.minor]


def is_covered(account: Account, amount: Money) -> bool:
    """Does that much stand in the account?"""
    return ledger.read_balance(account, amount.currency).minor >= amount.minor


def take_credit_of(charge: Charge, amount: Money) -> Money:
    """How much of `amount` the buyer's open credit from this charge bears; that much of it is then sent back."""
    credit = Credit.objects.select_for_update().filter(charge=charge, state=CreditState.OPEN).first()
    taken = min(credit.left.minor, amount.minor) if credit else 0
    if credit and taken:
        done = CreditState.RETURNED if taken == credit.left.minor else CreditState.OPEN
        Credit.objects.filter(pk=credit.pk).update(returned_minor=credit.returned_minor + taken, state=done)
    return Money(taken, amount.currency)


@transaction.atomic
def record_dispute(charge: Charge, dispute: account.Dispute, *, at: datetime) -> bool:
    """Book what a dispute did to our balance so far (P8), and its loss once it is lost (P8b). True when it is new."""
    instalment = lock_instalment(charge.instalment_id)
    case, new = MoneyCase.objects.get_or_create(
        key=dispute.id,
        defaults={
            "kind": CaseKind.DISPUTE,
            "charge": charge,
            "amount_minor": dispute.amount_minor,
            "currency": dispute.currency,
            "status": dispute.status,
            "opened_at": at,
        },
    )
    reference = {"charge": charge.pk, "instalment": instalment.pk, "dispute": dispute.id}
    for movement in dispute.movements:
        ledger.post_journal(
            event_key=f"stripe:{movement.id}:dispute",
            kind="disputed",
            at=at,
            entries=lines_of(movement),
            reference=reference,
        )
    if dispute.status == "lost":
        book_loss(case, instalment, reference, at=at)
    if not new and case.status != dispute.status:
        MoneyCase.objects.filter(pk=case.pk).update(status=dispute.status)
    if new or case.status != dispute.status:
        case.status = dispute.status
        alarm_staff(case, instalment, at=at)
    return new


def lines_of(movement: account.Movement) -> list[Line]:
    """A line of Stripe's balance that a dispute caused: taken away (with its fee), or given back."""
    taken = -movement.amount_minor
    money, net = Money(abs(taken), movement.currency), Money(abs(movement.net_minor), movement.currency)
    fee = Money(abs(movement.fee_minor), movement.currency)
    if taken > 0:
        lines = [
            postings.debit_line(chart.disputed_funds(), money),
            postings.debit_line(chart.dispute_fees(), fee),
            postings.credit_line(chart.stripe_balance(), net),
        ]
    else:
        lines = [
            postings.debit_line(chart.stripe_balance(), net),
            postings.credit_line(chart.disputed_funds(), money),
            postings.credit_line(chart.dispute_fees(), fee),
        ]
    return [line for line in lines if line.amount.minor]


def book_loss(case: MoneyCase, instalment: Instalment, reference: dict[str, object], *, at: datetime) -> None:
    """The bank decided for the cardholder: what it holds of ours is gone."""
    if case.from_held_minor:
        return
    amount = Money(case.amount_minor, case.currency)
    lines = give_back(case, instalment, amount, chart.disputed_funds())
    ledger.post_journal(
        event_key=f"stripe:{case.key}:lost", kind="dispute_lost", at=at, entries=lines, reference=reference
    )


def alarm_staff(case: MoneyCase, instalment: Instalment, *, at: datetime) -> None:
    """Staff learn that money left, with what the books say of the instalment."""
    told = draft_for_staff(
        "payments.money_left",
        url=url_of(case, "staff"),
        reference=instalment.reference,
        amount=Money(case.amount_minor, case.currency),
        status=case.status,
        what=case.kind,
    )
    after = {"minor": case.amount_minor, "status": case.status}
    record_entry(by=None, did="payments.money_left", what=case, at=at, after=after, tell=[told])


def close_money_case(*, case: MoneyCase, resolution: str, by: Staff, at: datetime) -> None:
    """Somebody of the staff says what was done. Raises OwnOrganisation, Invalid, CaseClosed."""
    must_be_staff("close_money_case", by)
    contract = case.charge.instalment.contract
    must_judge(by, contract.buyer, contract.seller)
    if not resolution.strip():
        raise Invalid({"resolution": [str(_("Say how it was settled."))]})
    rows = MoneyCase.objects.filter(pk=case.pk, closed_at=None)
    if not rows.update(closed_at=at, closed_by=by.user, resolution=resolution.strip()):
        raise CaseClosed
    record_entry(by=by, did="payments.close_case", what=case, at=at, after={"resolution": resolution.strip()})

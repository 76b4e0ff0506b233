"""An instalment is paid: the books, the instalment and the licence change together."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions import must_show_factor
from accounts.actors import Actor, Staff
from accounts.audit import record
from accounts.models import Membership
from accounts.notices import tell
from accounts.roles import GRANTS, Permission
from marketplace.contracts.actions import activate_licence
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.money import Money
from marketplace.kit.problems import Problem
from marketplace.payments import chart, ledger, postings
from marketplace.payments.actions.post_invoices import invoice_lines, parties_of, post_invoice, shares_of
from marketplace.payments.chart import Line, Side
from marketplace.payments.models import Charge
from marketplace.payments.policies import is_payer, may_pay
from marketplace.payments.states import CHARGE_MOVES, ChargeState
from marketplace.payments.stripe import client
from marketplace.payments.stripe.client import Session


class MayNotPay(Problem):
    """Names who in the organisation can pay."""

    code = "role_not_allowed"
    status = 403
    text = _("Your role does not pay. In your organisation these people can: %(people)s.")

    def __init__(self, by: Actor) -> None:
        roles = [role for role, grants in GRANTS.items() if Permission.PAY in grants]
        members = Membership.objects.filter(organisation=by.organisation, ended_at=None, roles__overlap=roles)
        super().__init__(people=", ".join(m.user.display_name for m in members.select_related("user")) or "–")


class OthersPay(Problem):
    """The seller does not pay itself."""

    code = "others_pay"
    status = 403
    text = _("%(buyer)s pays this instalment.")


class NothingToPay(Problem):
    code = "nothing_to_pay"
    text = _("This instalment is “%(state)s”: there is nothing to pay now.")


class AmountAtProviderDiffers(Problem):
    """Stripe collected something else than was asked. Nothing is posted; staff must look."""

    code = "amount_differs"
    text = _("The card service reports %(got)s instead of %(wanted)s.")


def check_may_pay(instalment: Instalment, by: Actor) -> None:
    """Raise the refusal that fits, if `by` may not pay this instalment now."""
    if may_pay(by, instalment):
        return must_show_factor(by)
    if not is_payer(by, instalment):
        raise OthersPay(buyer=instalment.contract.offer.buyer.name_en)
    if not by.can(Permission.PAY):
        raise MayNotPay(by)
    raise NothingToPay(state=instalment.get_state_display())


def move_charge(charge: Charge, to: ChargeState, **changes: object) -> bool:
    """Set the charge's state and `changes`, if it may move there; False when somebody was faster."""
    sources = [state for state, targets in CHARGE_MOVES.items() if to in targets]
    return bool(Charge.objects.filter(pk=charge.pk, state__in=sources).update(state=to, **changes))


def settle_charge(*, charge: Charge, at: datetime) -> bool:
    """Ask Stripe about the charge and record what it says; True when it is paid. Call outside a transaction.

    A webhook is only a hint to call this, so lost, late, doubled and reordered events all end the same.
    """
    if charge.state == ChargeState.PAID or not charge.session_id:
        return charge.state == ChargeState.PAID
    session = client.read_session(charge.session_id)
    Charge.objects.filter(pk=charge.pk).update(checked_at=at)
    if session.paid:
        record_card_payment(charge, session, at=at)
        return True
    if session.status == "expired":
        move_charge(charge, ChargeState.EXPIRED)
    return False


@transaction.atomic
def record_card_payment(charge: Charge, session: Session, *, at: datetime) -> bool:
    """Book a paid session: charge, ledger, instalment, licence in one transaction. False when it was booked before."""
    instalment = lock(charge.instalment_id)
    wanted = (instalment.gross_minor, instalment.currency)
    if (session.amount_minor, session.currency) != wanted:
        raise AmountAtProviderDiffers(
            got=f"{session.amount_minor} {session.currency}", wanted=f"{wanted[0]} {wanted[1]}"
        )
    fee = Money(session.fee_minor or 0, instalment.currency)
    changes = {"paid_at": at, "fee_minor": fee.minor, "payment_intent_id": session.payment_intent_id, "last_error": ""}
    if not move_charge(charge, ChargeState.PAID, **changes):
        return False
    settled = instalment.state == InstalmentState.PAID
    paid = postings.paid_by_card(parties_of(instalment), shares_of(instalment), fee=fee)
    lines = paid_twice(instalment, fee) if settled else paid
    # Both postings' balances at once: one after the other, two payments could deadlock.
    ledger.lock([*invoice_lines(instalment), *lines])
    post_invoice(instalment, at=at)
    ledger.post(
        event_key=f"stripe:{session.payment_intent_id}:charge", kind="paid_by_card", at=at, entries=lines,
        reference={"instalment": instalment.pk, "session": session.id},
    )  # fmt: skip
    if not settled:
        mark_paid(instalment, by=None, at=at)
    return True


def paid_twice(instalment: Instalment, fee: Money) -> list[Line]:
    """The instalment had been settled by another rail: the card's money is the buyer's credit."""
    gross, buyer = Money(instalment.gross_minor, instalment.currency), parties_of(instalment).buyer
    lines = [
        Line(chart.stripe_balance(), Side.DEBIT, Money(gross.minor - fee.minor, gross.currency)),
        Line(chart.processing_fees(), Side.DEBIT, fee),
        Line(chart.buyer_credit(buyer), Side.CREDIT, gross),
    ]
    return [line for line in lines if line.amount.minor]


def lock(instalment_id: int) -> Instalment:
    """The instalment's row, locked, with its contract and deal."""
    rows = Instalment.objects.select_for_update(of=("self",)).select_related("contract__offer__programme")
    return rows.get(pk=instalment_id)


def mark_paid(instalment: Instalment, *, by: Actor | Staff | None, at: datetime) -> None:
    """The instalment is paid; the first one makes the licence active. Inside the payment's transaction."""
    Instalment.objects.filter(pk=instalment.pk, state=InstalmentState.INVOICED).update(
        state=InstalmentState.PAID, paid_at=at
    )
    record(by=by, did="payments.paid", what=instalment, at=at, after={"gross_minor": instalment.gross_minor})
    offer = instalment.contract.offer
    values: dict[str, Any] = {
        "programme": offer.programme.original_title, "invoice": instalment.invoice_number,
        "gross_minor": instalment.gross_minor, "currency": instalment.currency,
    }  # fmt: skip
    for party in (offer.seller, offer.buyer):
        tell(party, "payments.paid", at=at, url=f"/deal/{offer.public_id}/payments/", **values)
    activate_licence(contract=instalment.contract, at=at)

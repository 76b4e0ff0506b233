"""An instalment is paid: the books, the instalment and the licence change together."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions import must_show_factor
from accounts.actors import Actor, Staff
from accounts.audit import record_entry
from accounts.models import Membership
from accounts.notices import send_loose_notices
from accounts.roles import GRANTS, Permission
from marketplace.contracts.actions import activate_licence
from marketplace.contracts.actions.moves import move_instalment
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.money import Money
from marketplace.kit.problems import Problem
from marketplace.offers.actions.draft_notices import draft_for_parties, draft_for_party
from marketplace.offers.actions.moves import must_be_allowed_in
from marketplace.payments import ledger, postings
from marketplace.payments.actions.divide import Settlement, divide_receipt, make_allocation, make_credit
from marketplace.payments.actions.post_invoices import invoice_lines, parties_of, post_invoice
from marketplace.payments.chart import Line
from marketplace.payments.models import Allocation, Charge
from marketplace.payments.policies import is_payer
from marketplace.payments.queries import outstanding_amount
from marketplace.payments.states import CHARGE_MOVES, OPEN_CHARGES, ChargeState, CreditReason
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


def must_be_allowed_to_pay(act: str, instalment: Instalment, by: Actor) -> None:
    """Raise the refusal that fits, if `by` may not pay this instalment now. Call it inside the payment's transaction.

    Raises OthersPay, MayNotPay, NotAllowedNow, NothingToPay, FactorNeeded.
    """
    contract = instalment.contract
    if not is_payer(by, instalment):
        raise OthersPay(buyer=contract.buyer.name_en)
    must_be_allowed_in(contract, act, by, MayNotPay)
    if instalment.state != InstalmentState.INVOICED:
        raise NothingToPay(state=instalment.get_state_display())
    must_show_factor(by)


def move_charge(charge: Charge, to: ChargeState, **changes: Any) -> bool:
    """Set the charge's state and `changes`, if it may move there; False when somebody was faster."""
    return CHARGE_MOVES.try_move(charge, to, **changes)


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
    """Book a paid session: charge, ledger, instalment, licence in one transaction. False when it was booked before.

    What another rail had settled meanwhile is paid twice: the card's money is then the buyer's credit.
    """
    instalment = lock_instalment(charge.instalment_id)
    wanted, got = Money(charge.amount_minor, instalment.currency), Money(session.amount_minor, session.currency)
    if got != wanted:
        raise AmountAtProviderDiffers(got=got, wanted=wanted)
    fee = Money(session.fee_minor or 0, instalment.currency)
    changes = {"paid_at": at, "fee_minor": fee.minor, "payment_intent_id": session.payment_intent_id, "last_error": ""}
    if not move_charge(charge, ChargeState.PAID, **changes):
        return False
    settlement = divide_receipt(instalment, got)
    lines = postings.paid_by_card(parties_of(instalment), settlement.shares, fee=fee, surplus=settlement.surplus)
    reference = {
        "instalment": instalment.pk,
        "session": session.id,
        "balance_transaction": session.balance_transaction_id,
    }
    post_with_invoice(
        instalment,
        lines,
        event_key=f"stripe:{session.payment_intent_id}:charge",
        kind="paid_by_card",
        at=at,
        reference=reference,
    )
    conclude_settlement(instalment, settlement, by=None, at=at, charge=charge)
    return True


def post_with_invoice(
    instalment: Instalment, lines: list[Line], *, event_key: str, kind: str, at: datetime, **facts: Any
) -> None:
    """Post the lines, and before them the invoice if it is not in the books yet."""
    # Both postings' balances at once: one after the other, two payments could deadlock.
    ledger.lock_balances([*invoice_lines(instalment), *lines])
    post_invoice(instalment, at=at)
    ledger.post_journal(event_key=event_key, kind=kind, at=at, entries=lines, **facts)


def conclude_settlement(
    instalment: Instalment, settlement: Settlement, *, by: Actor | Staff | None, at: datetime, **source: Any
) -> Allocation | None:
    """Rows, states and notices of money that came from `source` (receipt, charge or credit) and is in the books."""
    made = None
    if settlement.applied.minor:
        made = make_allocation(instalment, settlement, by=by.user if by else None, at=at, **source)
    if settlement.surplus.minor and "credit" not in source:
        reason = CreditReason.TOO_MUCH if settlement.applied.minor else CreditReason.PAID_TWICE
        make_credit(instalment, settlement.surplus, reason, by=by, at=at, **source)
    if settlement.complete:
        mark_paid(instalment, by=by, at=at)
    elif settlement.applied.minor:
        tell_of_part(instalment, settlement, at=at)
    return made


def lock_instalment(instalment_id: int) -> Instalment:
    """The instalment's row, locked, with its contract and deal."""
    rows = Instalment.objects.select_for_update(of=("self",)).with_contract()
    return rows.get(pk=instalment_id)


def mark_paid(instalment: Instalment, *, by: Actor | Staff | None, at: datetime) -> None:
    """The instalment is paid; the first one makes the licence active. Inside the payment's transaction.

    Raises InstalmentMovedOn for one that is paid already, or that nobody has invoiced: then nothing is booked.
    """
    move_instalment(instalment, InstalmentState.PAID, paid_at=at)
    contract, after = instalment.contract, {"gross_minor": instalment.gross_minor}
    told = draft_for_parties(
        contract,
        "payments.paid",
        "payments",
        invoice=instalment.invoice_number,
        gross_minor=instalment.gross_minor,
        currency=instalment.currency,
    )
    record_entry(by=by, did="payments.paid", what=instalment, at=at, after=after, tell=told)
    activate_licence(contract=contract, at=at)
    close_checkouts(instalment)


def close_checkouts(instalment: Instalment) -> None:
    """Have the card's open pages closed at Stripe: the instalment is paid, or will be, in another way."""
    for pk in instalment.charges.filter(state__in=OPEN_CHARGES).values_list("pk", flat=True):
        enqueue_task("payments.check_charge", charge_id=pk)


def tell_of_part(instalment: Instalment, settlement: Settlement, *, at: datetime) -> None:
    """A part came: the buyer learns what is still due."""
    contract = instalment.contract
    told = draft_for_party(
        contract,
        contract.buyer,
        "payments.part_paid",
        "payments",
        may=Permission.PAY,
        invoice=instalment.invoice_number or instalment.reference,
        came=settlement.applied,
        left=outstanding_amount(instalment),
    )
    send_loose_notices(told, at=at)

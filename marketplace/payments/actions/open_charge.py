"""Pay an instalment by card: store the intent, open Stripe's hosted page, store its address."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record
from marketplace.contracts.models import Instalment
from marketplace.kit.constraints import violated
from marketplace.kit.problems import Problem
from marketplace.payments.actions.settle import check_may_pay, lock, move_charge, settle_charge
from marketplace.payments.models import Charge
from marketplace.payments.states import ChargeState
from marketplace.payments.stripe import client

# Stripe takes at most eight digits (docs: amount, "up to eight digits").
LARGEST_CARD_MINOR = 99_999_999
SESSION_LIFE = timedelta(hours=23)
OPEN = (ChargeState.INTENDED, ChargeState.OPEN)


class TooLargeForCard(Problem):
    code = "too_large_for_card"
    text = _("This amount is too large for a card.")
    hint = _("Pay by bank transfer.")


def open_charge(*, instalment: Instalment, by: Actor, at: datetime) -> Charge:
    """The open charge of this instalment, with the address of its Checkout page; a double click gets the same one.

    Three steps: the intent is committed, Stripe is asked outside any transaction, the answer is committed. Raises
    MayNotPay, NothingToPay, TooLargeForCard, CardPaymentsOff, ProviderSilent, ProviderRefused.
    """
    check_may_pay(instalment, by)
    if instalment.gross_minor > LARGEST_CARD_MINOR:
        raise TooLargeForCard
    client.client()
    charge = intend(instalment, by, at)
    if charge.state == ChargeState.OPEN and charge.opened_at + SESSION_LIFE <= at:
        settle_charge(charge=charge, at=at)
        charge = intend(instalment, by, at)
    return resume_charge(charge=charge, at=at)


def intend(instalment: Instalment, by: Actor, at: datetime) -> Charge:
    """The open charge, or a new one with the next number; committed before Stripe hears of it."""
    try:
        with transaction.atomic():
            lock(instalment.pk)
            if found := instalment.charges.filter(state__in=OPEN).first():
                return found
            attempt = instalment.charges.count() + 1
            charge = Charge.objects.create(
                instalment=instalment, attempt=attempt, idempotency_key=f"pay:{instalment.reference}:{attempt}",
                opened_by=by.user, opened_at=at, checked_at=at,
            )  # fmt: skip
            record(by=by, did="payments.open_charge", what=charge, at=at, after={"key": charge.idempotency_key})
            return charge
    except IntegrityError as error:
        if violated(error) != "one_open_charge_per_instalment":
            raise
        return instalment.charges.get(state__in=OPEN)


def resume_charge(*, charge: Charge, at: datetime) -> Charge:
    """Ask Stripe for the charge's session, unless it has one. Safe to repeat: the key is the stored one."""
    if charge.session_id:
        return charge
    try:
        session = client.create_session(parameters(charge), idempotency_key=charge.idempotency_key)
    except client.ProviderRefused as refusal:
        move_charge(charge, ChargeState.FAILED, last_error=refusal.message())
        raise
    changes = {"session_id": session.id, "session_url": session.url, "checked_at": at}
    move_charge(charge, ChargeState.OPEN, **changes)
    charge.refresh_from_db()
    return charge


def parameters(charge: Charge) -> dict[str, Any]:
    """What Stripe is asked for. Depends on stored values only: a repeated key must come with the same parameters."""
    row = charge.instalment
    deal, back = row.contract.offer.public_id, f"{settings.BASE_URL}/payments/{row.pk}/returned/"
    return {
        "mode": "payment",
        "client_reference_id": charge.idempotency_key,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": row.currency.lower(),
                    "unit_amount": row.gross_minor,
                    "product_data": {
                        "name": f"{row.invoice_number} · {row.contract.offer.programme.original_title}"[:250]
                    },
                },
            }
        ],
        "payment_intent_data": {"transfer_group": deal, "metadata": {"charge": str(charge.pk), "deal": deal}},
        "metadata": {"charge": str(charge.pk), "deal": deal},
        "expires_at": int((charge.opened_at + SESSION_LIFE).timestamp()),
        "success_url": back,
        "cancel_url": f"{back}?cancelled=1",
        "locale": "zh" if charge.opened_by.language.startswith("zh") else "en",
    }

"""Pay an instalment by card: store the intent, open Stripe's hosted page, store its address."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.notices import draft_for_staff, send_loose_notices
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.limits import limits_of
from marketplace.kit.money import Money
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Problem
from marketplace.payments.actions.settle import (
    AmountAtProviderDiffers,
    lock_instalment,
    move_charge,
    must_be_allowed_to_pay,
    settle_charge,
)
from marketplace.payments.models import Charge
from marketplace.payments.queries import outstanding_amount, reported_transfer
from marketplace.payments.states import OPEN_CHARGES, ChargeState
from marketplace.payments.stripe import client

SESSION_LIFE = timedelta(hours=23)
GIVE_UP_AFTER = timedelta(days=2)


class TransferReported(Problem):
    code = "transfer_reported"
    text = _("A transfer for this instalment is reported already and waits for our check.")
    hint = _("Withdraw the report to pay in another way.")


class TooLargeForCard(Problem):
    code = "too_large_for_card"
    text = _("This amount is too large for a card: it carries %(most)s at most.")
    hint = _("Pay by bank transfer.")


class TooSmallForCard(Problem):
    code = "too_small_for_card"
    text = _("This amount is too small for a card: it carries %(least)s at least.")
    hint = _("Pay by bank transfer.")


def open_charge(*, instalment: Instalment, by: Actor, at: datetime) -> Charge:
    """The open charge of this instalment, with the address of its Checkout page; a double click gets the same one.

    Three steps: the intent is committed, Stripe is asked outside any transaction, the answer is committed. Raises
    OthersPay, MayNotPay, NotAllowedNow, NothingToPay, TransferReported, TooLargeForCard, TooSmallForCard, CardPaymentsOff,
    ProviderSilent, ProviderRefused.
    """
    with transaction.atomic():
        must_be_allowed_to_pay("open_charge", instalment, by)
    refuse_while_reported(instalment)
    refuse_what_no_card_carries(outstanding_amount(instalment))
    client.check_is_set_up()
    charge = intend_charge(instalment, by, at)
    if charge.state == ChargeState.OPEN and charge.opened_at + SESSION_LIFE <= at:
        settle_charge(charge=charge, at=at)
        charge = intend_charge(instalment, by, at)
    return resume_charge(charge=charge, at=at)


def refuse_while_reported(instalment: Instalment) -> None:
    """Raise TransferReported while a transfer is reported: an instalment is paid in one way at a time."""
    if reported_transfer(instalment):
        raise TransferReported


def refuse_what_no_card_carries(amount: Money) -> None:
    """Raise TooLargeForCard or TooSmallForCard, before the card service would."""
    bounds = limits_of(amount.currency)
    if amount.minor > bounds.card_most:
        raise TooLargeForCard(most=Money(bounds.card_most, amount.currency))
    if amount.minor < bounds.card_least:
        raise TooSmallForCard(least=Money(bounds.card_least, amount.currency))


def intend_charge(instalment: Instalment, by: Actor, at: datetime) -> Charge:
    """The open charge, or a new one with the next number; committed before Stripe hears of it."""
    try:
        with transaction.atomic():
            must_be_allowed_to_pay("open_charge", lock_instalment(instalment.pk), by)
            refuse_while_reported(instalment)
            if found := instalment.charges.filter(state__in=OPEN_CHARGES).first():
                return found
            attempt = instalment.charges.count() + 1
            charge = Charge.objects.create(
                instalment=instalment,
                attempt=attempt,
                idempotency_key=f"pay:{instalment.reference}:{attempt}",
                amount_minor=outstanding_amount(instalment).minor,
                opened_by=by.user,
                opened_at=at,
                checked_at=at,
            )
            charge.request = charge_parameters(charge)
            charge.save(update_fields=["request"])
            record_entry(by=by, did="payments.open_charge", what=charge, at=at, after={"key": charge.idempotency_key})
            return charge
    except IntegrityError as error:
        if violated_constraint(error) == "one_way_of_paying":
            raise TransferReported from error
        if violated_constraint(error) != "one_open_charge_per_instalment":
            raise
        return instalment.charges.get(state__in=OPEN_CHARGES)


def resume_charge(*, charge: Charge, at: datetime) -> Charge:
    """Ask Stripe for the charge's session, unless it has one. Safe to repeat: key and parameters are the stored ones.

    A refusal ends the charge with its reason; the next attempt is a new row with a new key.
    """
    if charge.session_id or charge.state not in OPEN_CHARGES:
        return charge
    try:
        session = client.create_session(
            charge.request or charge_parameters(charge), idempotency_key=charge.idempotency_key
        )
    except client.ProviderRefused as refusal:
        end_refused(charge, refusal)
        raise
    changes = {"session_id": session.id, "session_url": session.url, "checked_at": at}
    move_charge(charge, ChargeState.OPEN, **changes)
    charge.refresh_from_db()
    return charge


def end_refused(charge: Charge, refusal: Problem) -> None:
    """The charge has failed, with what the card service said. Staff learn of what only they can mend."""
    failed = move_charge(charge, ChargeState.FAILED, last_error=str(refusal)[:1000])
    if failed and isinstance(refusal, client.ProviderShutUsOut | AmountAtProviderDiffers):
        told = draft_for_staff(
            "payments.charge_failed",
            url=url_of(charge, "staff"),
            key=charge.idempotency_key,
            reason=refusal.message(),
        )
        send_loose_notices(told, at=timezone.now())


def finish_charge(*, charge: Charge, at: datetime) -> None:
    """What the sweeper does with an open charge: close it where another way of paying was taken, else ask how it stands.

    Raises ProviderSilent while the outcome stays open. What Stripe clearly refuses, and an amount that is not the one we
    asked for, end the charge.
    """
    charge.instalment.refresh_from_db()
    try:
        if not charge.session_id and charge.opened_at + SESSION_LIFE <= at:  # nobody can pay on its page any more
            move_charge(charge, ChargeState.EXPIRED, checked_at=at)
        elif charge.instalment.state != InstalmentState.INVOICED or reported_transfer(charge.instalment):
            close_charge(charge=charge, at=at)
        else:
            settle_charge(charge=resume_charge(charge=charge, at=at), at=at)
    except client.ProviderShutUsOut as refusal:
        if charge.opened_at + GIVE_UP_AFTER < at:  # until then somebody may mend our access
            end_refused(charge, refusal)
        raise
    except (client.ProviderRefused, AmountAtProviderDiffers) as refusal:
        end_refused(charge, refusal)
        raise


def close_charge(*, charge: Charge, at: datetime) -> bool:
    """Close the charge's page at Stripe, since the instalment is paid or being paid in another way.

    True when it was paid before it could be closed: then it is booked. Call outside a transaction. Raises ProviderSilent.
    """
    charge = resume_charge(charge=charge, at=at)
    if charge.state != ChargeState.OPEN:
        return charge.state == ChargeState.PAID
    try:
        client.expire_session(charge.session_id or "")
    except client.ProviderRefused:
        return settle_charge(charge=charge, at=at)  # it is paid, or over already
    return not move_charge(charge, ChargeState.EXPIRED, checked_at=at)


def charge_parameters(charge: Charge) -> dict[str, Any]:
    """What Stripe is asked for. Stored with the charge, for a repeated key must come with the same parameters."""
    row = charge.instalment
    deal, back = row.contract.deal.public_id, settings.BASE_URL + url_of(row, "returned")
    return {
        "mode": "payment",
        "client_reference_id": charge.idempotency_key,
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": row.currency.lower(),
                    "unit_amount": charge.amount_minor,
                    "product_data": {"name": f"{row.invoice_number} · {row.contract.title}"[:250]},
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

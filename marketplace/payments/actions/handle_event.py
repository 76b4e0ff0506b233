"""Stripe's events: stored under their id, answered, then handled. An event is a hint to look, never the fact itself."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from marketplace.kit.jobs import enqueue_task
from marketplace.kit.keys import read_key
from marketplace.kit.work import Hopeless
from marketplace.payments.actions.outflows import record_outflows
from marketplace.payments.actions.settle import settle_charge
from marketplace.payments.models import Charge, StripeEvent
from marketplace.payments.states import ChargeState
from marketplace.payments.stripe import client

# Kinds of events that tell of money coming in, and of money leaving again.
INCOMING = frozenset(
    {
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.expired",
        "payment_intent.succeeded",
        "charge.succeeded",
    }
)
OUTGOING = frozenset(
    {
        "charge.refunded",
        "refund.created",
        "refund.updated",
        "charge.dispute.created",
        "charge.dispute.updated",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.funds_reinstated",
        "charge.dispute.closed",
    }
)


class OddEvent(Hopeless):
    """An event of a kind that we know, without the object that it should tell of: nobody can handle it, ever."""


def receive_event(*, event: dict[str, Any], at: datetime) -> StripeEvent:
    """Store a verified event once under its id and queue its handling."""
    row, new = StripeEvent.objects.get_or_create(
        stripe_id=event["id"], defaults={"kind": event["type"], "payload": event, "received_at": at}
    )
    if new:
        enqueue_task("payments.handle_event", event_id=row.pk)
    return row


def handle_event(*, event: StripeEvent, at: datetime) -> bool:
    """Look at the charge the event speaks of, if it is ours, and mark the event handled. Twice is harmless.

    Raises OddEvent, ProviderSilent, ProviderRefused.
    """
    if event.handled_at is not None:
        return False
    if event.kind in INCOMING | OUTGOING and (charge := charge_of(event)) is not None:
        follow_charge(charge, event, at=at)
    return bool(StripeEvent.objects.filter(pk=event.pk, handled_at=None).update(handled_at=at))


def follow_charge(charge: Charge, event: StripeEvent, *, at: datetime) -> None:
    """Ask Stripe about the charge, and book what it says."""
    if not charge.session_id and event.kind.startswith("checkout.session"):
        adopt_session(charge, str(object_of(event)["id"]))
    settle_charge(charge=charge, at=at)
    charge.refresh_from_db()
    if event.kind in OUTGOING and charge.state == ChargeState.PAID:
        record_outflows(charge=charge, at=at)


def adopt_session(charge: Charge, session_id: str) -> None:
    """Our own call never answered, yet Stripe made the session: it names our charge, so it is this one's."""
    session = client.read_session(session_id)
    if session.charge_number == str(charge.pk):
        Charge.objects.filter(pk=charge.pk, session_id=None).update(session_id=session.id)
        charge.refresh_from_db()


def object_of(event: StripeEvent) -> dict[str, Any]:
    """What the event tells of. Raises OddEvent where it is none."""
    thing = event.payload.get("data", {}).get("object")
    if not isinstance(thing, dict) or not isinstance(thing.get("id"), str):
        raise OddEvent(f"{event.kind} without its object")
    if not isinstance(thing.get("metadata") or {}, dict):
        raise OddEvent(f"{event.kind} with metadata that is none")
    return thing


def charge_of(event: StripeEvent) -> Charge | None:
    """The charge by the session's id, by the payment's, or by the number that we gave Stripe to keep."""
    thing = object_of(event)
    number, intent = str((thing.get("metadata") or {}).get("charge", "")), thing.get("payment_intent")
    ours = Q(session_id=thing["id"])
    if isinstance(intent, str) and intent:
        ours |= Q(payment_intent_id=intent)
    if key := read_key(number):
        ours |= Q(pk=key)
    return Charge.objects.select_related("instalment").filter(ours).first()

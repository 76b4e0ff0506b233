"""Stripe's events: stored under their id, answered, then handled. An event is a hint to look, never the fact itself."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from marketplace.kit.jobs import enqueue
from marketplace.payments.actions.settle import settle_charge
from marketplace.payments.models import Charge, StripeEvent

KINDS = frozenset(
    {
        "checkout.session.completed",
        "checkout.session.async_payment_succeeded",
        "checkout.session.expired",
        "payment_intent.succeeded",
        "charge.succeeded",
    }
)


def receive_event(*, event: dict[str, Any], at: datetime) -> StripeEvent:
    """Store a verified event once under its id and queue its handling."""
    row, new = StripeEvent.objects.get_or_create(
        stripe_id=event["id"], defaults={"kind": event["type"], "payload": event, "received_at": at}
    )
    if new:
        enqueue("payments.handle_event", event_id=row.pk)
    return row


def handle_event(*, event: StripeEvent, at: datetime) -> bool:
    """Look at the charge the event speaks of, if it is ours, and mark the event handled. Twice is harmless."""
    if event.handled_at is not None:
        return False
    charge = charge_of(event) if event.kind in KINDS else None
    if charge is not None:
        settle_charge(charge=charge, at=at)
    return bool(StripeEvent.objects.filter(pk=event.pk, handled_at=None).update(handled_at=at, last_error=""))


def charge_of(event: StripeEvent) -> Charge | None:
    """The charge by the session's id, or by the number that we gave Stripe to keep."""
    thing = event.payload.get("data", {}).get("object", {})
    number = str((thing.get("metadata") or {}).get("charge", ""))
    ours = Q(session_id=thing.get("id"))
    if number.isdecimal() and len(number) < 18:
        ours |= Q(pk=int(number))
    return Charge.objects.select_related("instalment").filter(ours).first()

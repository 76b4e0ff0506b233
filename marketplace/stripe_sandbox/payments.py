"""What the objects do: sessions, intents, charges, refunds."""

import time
from typing import Any

from marketplace.stripe_sandbox.store import Store, Thing


class Refused(Exception):
    """An error in Stripe's shape."""

    def __init__(self, message: str, *, status: int = 400, kind: str = "invalid_request_error", **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": {"type": kind, "message": message, **{k: v for k, v in more.items() if v}}}


# The parameters of a Checkout Session that we know; anything else is refused, as Stripe does.
SESSION_PARAMETERS = {
    "mode", "client_reference_id", "line_items", "payment_intent_data", "metadata", "expires_at", "success_url",
    "cancel_url", "locale", "customer_email", "payment_method_types", "expand",
}  # fmt: skip
LIFE_SECONDS = 24 * 3600


def create_session(store: Store, params: Thing, base: str) -> Thing:
    """POST /v1/checkout/sessions."""
    check_session(params)
    amount, currency, name = total(params["line_items"])
    session_id, now = store.new_id("cs_test"), int(time.time())
    return store.save(
        {
            "id": session_id, "object": "checkout.session", "created": now, "livemode": False, "mode": "payment",
            "status": "open", "payment_status": "unpaid", "amount_total": amount, "amount_subtotal": amount,
            "currency": currency, "client_reference_id": params.get("client_reference_id"),
            "metadata": params.get("metadata") or {}, "payment_intent": None, "url": f"{base}/c/pay/{session_id}",
            "success_url": params["success_url"], "cancel_url": params.get("cancel_url"), "locale": params.get("locale"),
            "expires_at": int(params.get("expires_at") or now + LIFE_SECONDS), "customer": None,
            "x_name": name, "x_intent_data": params.get("payment_intent_data") or {},
        }
    )  # fmt: skip


def check_session(params: Thing) -> None:
    """Refuse what Stripe would refuse."""
    for name in params:
        if name not in SESSION_PARAMETERS:
            raise Refused(f"Received unknown parameter: {name}", param=name, code="parameter_unknown")
    for name in ("mode", "line_items", "success_url"):
        if not params.get(name):
            raise Refused(f"Missing required param: {name}.", param=name, code="parameter_missing")
    if params["mode"] != "payment":
        raise Refused("Invalid mode: must be one of payment", param="mode")
    if not isinstance(params["line_items"], list):
        raise Refused("Invalid array", param="line_items")


def total(items: list[Thing]) -> tuple[int, str, str]:
    """(amount, currency, name) of the line items."""
    amount, currency, name = 0, "", ""
    for item in items:
        price = item.get("price_data") or {}
        text = str(price.get("unit_amount", ""))
        if not text.isdecimal():
            raise Refused(f"Invalid integer: {text}", param="line_items[0][price_data][unit_amount]", code="parameter_invalid_integer")
        amount += int(text) * int(item.get("quantity", "1"))
        currency = str(price.get("currency", "")).lower()
        name = str((price.get("product_data") or {}).get("name", ""))
    if not 50 <= amount <= 99_999_999:
        code = "amount_too_small" if amount < 50 else "amount_too_large"
        raise Refused("Amount is out of range.", param="line_items", code=code)
    if len(currency) != 3:
        raise Refused(f"Invalid currency: {currency}", param="line_items[0][price_data][currency]")
    return amount, currency, name


def pay(store: Store, session: Thing) -> Thing:
    """The card is good: intent, charge and balance transaction are made, events stored. Twice pays once."""
    with store.lock:
        current = store.find("checkout.session", session["id"])
        if current is None or current["status"] != "open":
            return current or session
        now, amount, currency = int(time.time()), session["amount_total"], session["currency"]
        intent_id, charge_id, balance_id = store.new_id("pi"), store.new_id("ch"), store.new_id("txn")
        data = session["x_intent_data"]
        fee = amount * 29 // 1000 + 30
        store.save({
            "id": balance_id, "object": "balance_transaction", "created": now, "amount": amount, "currency": currency,
            "fee": fee, "net": amount - fee, "type": "charge", "reporting_category": "charge", "source": charge_id, "status": "pending",
        })  # fmt: skip
        charge = store.save({
            "id": charge_id, "object": "charge", "created": now, "livemode": False, "amount": amount, "amount_captured": amount,
            "amount_refunded": 0, "currency": currency, "paid": True, "captured": True, "refunded": False, "status": "succeeded",
            "payment_intent": intent_id, "balance_transaction": balance_id, "transfer_group": data.get("transfer_group"),
            "metadata": data.get("metadata") or {},
        })  # fmt: skip
        intent = store.save({
            "id": intent_id, "object": "payment_intent", "created": now, "livemode": False, "amount": amount,
            "amount_received": amount, "currency": currency, "status": "succeeded", "latest_charge": charge_id,
            "transfer_group": data.get("transfer_group"), "metadata": data.get("metadata") or {}, "capture_method": "automatic",
        })  # fmt: skip
        current |= {"status": "complete", "payment_status": "paid", "payment_intent": intent_id}
        store.save(current)
        for kind, thing in (("charge.succeeded", charge), ("payment_intent.succeeded", intent), ("checkout.session.completed", current)):
            store.add_event(kind, thing)
        return current


def fresh(store: Store, session: Thing) -> Thing:
    """The session, expired if its time is over."""
    if session["status"] == "open" and session["expires_at"] <= time.time():
        session |= {"status": "expired"}
        store.save(session)
        store.add_event("checkout.session.expired", session)
    return session


def refund(store: Store, params: Thing) -> Thing:
    """POST /v1/refunds: all of a payment, or a part."""
    intent = store.find("payment_intent", str(params.get("payment_intent", "")))
    charge_id = str(params.get("charge") or (intent or {}).get("latest_charge") or "")
    charge = store.find("charge", charge_id)
    if charge is None:
        raise Refused(f"No such charge: '{charge_id}'", status=404, param="charge", code="resource_missing")
    left = charge["amount"] - charge["amount_refunded"]
    amount = int(params.get("amount") or left)
    if not 0 < amount <= left:
        raise Refused("Refund amount is greater than unrefunded amount on charge", param="amount", code="charge_already_refunded")
    charge |= {"amount_refunded": charge["amount_refunded"] + amount, "refunded": amount == left}
    store.save(charge)
    store.add_event("charge.refunded", charge)
    return store.save({
        "id": store.new_id("re"), "object": "refund", "created": int(time.time()), "amount": amount, "currency": charge["currency"],
        "charge": charge["id"], "payment_intent": charge["payment_intent"], "status": "succeeded", "metadata": params.get("metadata") or {},
    })  # fmt: skip

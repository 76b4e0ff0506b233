"""Payment intents, charges, payment methods, balance transactions and the balance."""

import hashlib
from collections import Counter
from typing import Any

from marketplace.tools.stripe_sandbox import money
from marketplace.tools.stripe_sandbox.cards import MESSAGES, Card, Outcome
from marketplace.tools.stripe_sandbox.context import DAY, Context, new_id
from marketplace.tools.stripe_sandbox.problems import StripeProblem
from marketplace.tools.stripe_sandbox.resources.lists import listed
from marketplace.tools.stripe_sandbox.store import Doc

INTENT, CHARGE, METHOD, MOVE = "payment_intent", "charge", "payment_method", "balance_transaction"
CANCELLABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action")
SETTLING = 2 * DAY
METHOD_ONLY = ("networks", "three_d_secure_usage")
BILLING = {"address": dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))}


def new_intent(context: Context, *, amount: int, currency: str, customer: str | None, details: Doc) -> Doc:
    """An intent that waits for a card. `details` is a session's `payment_intent_data`."""
    identifier = new_id("pi")
    doc = {
        "id": identifier,
        "object": INTENT,
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": f"{identifier}_secret_{new_id('', 24).strip('_')}",
        "confirmation_method": "automatic",
        "created": context.at,
        "currency": currency,
        "customer": customer,
        "description": details.get("description"),
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": details.get("metadata", {}),
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "processing": None,
        "receipt_email": details.get("receipt_email"),
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": details.get("statement_descriptor"),
        "statement_descriptor_suffix": details.get("statement_descriptor_suffix"),
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": details.get("transfer_group"),
    }
    context.put(doc)
    context.emit("payment_intent.created", doc)
    return doc


def card_facts(card: Card) -> Doc:
    """What Stripe tells of a card."""
    print_of = hashlib.sha256(f"{card.brand}{card.last4}".encode()).hexdigest()[:16]
    return {
        "brand": card.brand,
        "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
        "country": "US",
        "exp_month": card.exp_month,
        "exp_year": card.exp_year,
        "fingerprint": print_of,
        "funding": "credit",
        "last4": card.last4,
        "three_d_secure": None,
        "wallet": None,
    }


def new_method(context: Context, intent: Doc, card: Card, email: str | None) -> Doc:
    """The card as a payment method."""
    facts = {**card_facts(card), "networks": {"available": [card.brand], "preferred": None}}
    facts["three_d_secure_usage"] = {"supported": True}
    doc = {
        "id": new_id("pm"),
        "object": METHOD,
        "billing_details": {**BILLING, "email": email, "name": card.name, "phone": None, "tax_id": None},
        "card": {name: facts[name] for name in facts if name != "three_d_secure"},
        "created": context.at,
        "customer": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
        "_outcome": card.outcome,
    }
    intent["payment_method"] = doc["id"]
    return context.put(doc)


def new_outcome(error: Doc | None) -> Doc:
    """What the bank and the card's network said."""
    paid = error is None
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": "approved_by_network" if paid else "declined_by_network",
        "reason": error and (error.get("decline_code") or error.get("code")),
        "risk_level": "normal",
        "risk_score": 12,
        "seller_message": "Payment complete." if paid else "The bank did not return any further details.",
        "type": "authorized" if paid else "issuer_declined",
    }


def new_charge(context: Context, intent: Doc, method: Doc, error: Doc | None) -> Doc:
    """The bank's answer, as a charge that went through or failed."""
    paid = error is None
    card = {name: value for name, value in method["card"].items() if name not in METHOD_ONLY}
    doc = {
        "id": new_id("ch"),
        "object": CHARGE,
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if paid else 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "SANDBOX",
        "captured": paid,
        "created": context.at,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None if paid else (error or {})["code"],
        "failure_message": None if paid else (error or {})["message"],
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": None,
        "outcome": new_outcome(error),
        "paid": paid,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"card": {**card, "network": card["brand"]}, "type": "card"},
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": None,
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "succeeded" if paid else "failed",
        "transfer_data": None,
        "transfer_group": intent["transfer_group"],
    }
    return context.put(doc)


def move_money(context: Context, source: Doc, *, amount: int, fee: int, kind: str) -> Doc:
    """A line of our balance. `amount` is signed; the source keeps the line's id."""
    details = [{"amount": fee, "application": None, "currency": source["currency"]}] if fee else []
    doc = {
        "id": new_id("txn"),
        "object": MOVE,
        "amount": amount,
        "available_on": context.at + SETTLING,
        "balance_type": "payments",
        "created": context.at,
        "currency": source["currency"],
        "description": source.get("description"),
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [{**line, "description": "Stripe processing fees", "type": "stripe_fee"} for line in details],
        "net": amount - fee,
        "reporting_category": kind,
        "source": source["id"],
        "status": "pending",
        "type": kind,
    }
    source["balance_transaction"] = doc["id"]
    context.put(source)
    return context.put(doc)


def succeed(context: Context, intent: Doc, method: Doc) -> Doc:
    """The card was charged. Returns the intent."""
    charge = new_charge(context, intent, method, None)
    move_money(context, charge, amount=charge["amount"], fee=money.charge_fee(charge["amount"]), kind="charge")
    intent |= {"status": "succeeded", "amount_received": intent["amount"], "latest_charge": charge["id"]}
    intent |= {"next_action": None, "last_payment_error": None}
    context.put(intent)
    context.emit("charge.succeeded", charge)
    context.emit("payment_intent.succeeded", intent)
    return intent


def decline(context: Context, intent: Doc, method: Doc, outcome: Outcome) -> Doc:
    """The bank said no. Returns the intent, which waits for another card."""
    plain = outcome in (Outcome.GENERIC_DECLINE, Outcome.INSUFFICIENT_FUNDS)
    error = {"code": "card_declined" if plain else str(outcome), "message": MESSAGES[outcome]}
    if plain:
        error["decline_code"] = str(outcome)
    charge = new_charge(context, intent, method, error)
    context.emit("charge.failed", charge)
    intent["latest_charge"] = charge["id"]
    return fail(context, intent, {**error, "charge": charge["id"], "type": "card_error"}, method)


def fail(context: Context, intent: Doc, error: Doc, method: Doc) -> Doc:
    """Back to waiting for a card, with the reason."""
    shown = {name: value for name, value in method.items() if not name.startswith("_")}
    intent |= {"status": "requires_payment_method", "payment_method": None, "next_action": None}
    intent["last_payment_error"] = {**error, "payment_method": shown}
    context.put(intent)
    context.emit("payment_intent.payment_failed", intent)
    return intent


def ask_to_authenticate(context: Context, intent: Doc, *, page: str, back: str | None) -> Doc:
    """3-D Secure: the intent waits until the buyer has shown who they are."""
    intent["status"] = "requires_action"
    intent["next_action"] = {"type": "redirect_to_url", "redirect_to_url": {"url": page, "return_url": back}}
    context.put(intent)
    context.emit("payment_intent.requires_action", intent)
    return intent


def cancel_intent(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Give a payment up. Raises StripeProblem once it is over."""
    intent = context.get(INTENT, ids["intent"], param="intent")
    if intent["status"] not in CANCELLABLE:
        message = f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}."
        extra = {"payment_intent": context.present(intent)}
        raise StripeProblem(message, code="payment_intent_unexpected_state", extra=extra)
    return cancel(context, intent, params.get("cancellation_reason"))


def cancel(context: Context, intent: Doc, reason: str | None) -> Doc:
    """The intent, given up."""
    intent |= {"status": "canceled", "canceled_at": context.at, "cancellation_reason": reason, "next_action": None}
    context.put(intent)
    context.emit("payment_intent.canceled", intent)
    return intent


def retrieve_intent(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """One intent."""
    return context.get(INTENT, ids["intent"], param="intent")


def every_intent(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Intents, newest first."""
    return listed(context, INTENT, "/v1/payment_intents", params, equal={"customer": params.get("customer")})


def retrieve_charge(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """One charge."""
    return context.get(CHARGE, ids["charge"], param="charge")


def every_charge(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Charges, newest first."""
    equal = {name: params.get(name) for name in ("customer", "payment_intent", "transfer_group")}
    return listed(context, CHARGE, "/v1/charges", params, equal=equal)


def retrieve_method(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """One payment method."""
    return context.get(METHOD, ids["payment_method"], param="payment_method")


def retrieve_move(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """One balance transaction."""
    return context.get(MOVE, ids["id"])


def every_move(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Balance transactions, newest first."""
    equal = {name: params.get(name) for name in ("currency", "source", "type")}
    return listed(context, MOVE, "/v1/balance_transactions", params, equal=equal)


def balance(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """What is ours, by currency: on its way, and there."""
    sums: dict[str, Counter[str]] = {"available": Counter(), "pending": Counter()}
    for move in context.store.all(MOVE):
        sums[context.present(move)["status"]][move["currency"]] += move["net"]
    currencies = sorted({currency for counted in sums.values() for currency in counted}) or ["usd"]
    lines = {
        state: [
            {"amount": counted[currency], "currency": currency, "source_types": {"card": counted[currency]}}
            for currency in currencies
        ]
        for state, counted in sums.items()
    }
    return {"object": "balance", "livemode": False, **lines}

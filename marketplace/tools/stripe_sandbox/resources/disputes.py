"""Disputes: a cardholder's bank takes the money back until somebody decides. Opened and decided by our switches."""

from typing import Any

from marketplace.tools.stripe_sandbox.context import Context, new_id
from marketplace.tools.stripe_sandbox.problems import StripeProblem
from marketplace.tools.stripe_sandbox.resources.lists import listed
from marketplace.tools.stripe_sandbox.resources.payments import CHARGE, INTENT, move_money
from marketplace.tools.stripe_sandbox.store import Doc

KIND = "dispute"
FEE = 1_500


def open_one(context: Context, charge_or_intent: str) -> Doc:
    """A dispute over the whole charge: amount and fee leave our balance at once. Raises StripeProblem."""
    intent = context.store.get(charge_or_intent, INTENT)
    charge = context.get(CHARGE, intent["latest_charge"] if intent else charge_or_intent, param="charge", status=400)
    if charge["disputed"]:
        raise StripeProblem(f"Charge {charge['id']} is disputed already.", param="charge")
    doc: Doc = {
        "id": new_id("dp"),
        "object": KIND,
        "amount": charge["amount"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": context.at,
        "currency": charge["currency"],
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": "fraudulent",
        "status": "needs_response",
    }
    context.put(charge | {"disputed": True})
    take(context, doc, amount=-charge["amount"], fee=FEE)
    context.emit("charge.dispute.created", doc)
    context.emit("charge.dispute.funds_withdrawn", doc)
    return doc


def decide(context: Context, identifier: str, *, won: bool) -> Doc:
    """The bank has decided: what was won comes back, without the fee. Raises StripeProblem."""
    doc = context.get(KIND, identifier)
    if doc["status"] in ("won", "lost"):
        raise StripeProblem(f"Dispute {identifier} is decided already.")
    doc["status"] = "won" if won else "lost"
    if won:
        take(context, doc, amount=doc["amount"], fee=0)
        context.emit("charge.dispute.funds_reinstated", doc)
    context.put(doc)
    context.emit("charge.dispute.closed", doc)
    return doc


def take(context: Context, doc: Doc, *, amount: int, fee: int) -> None:
    """A line of our balance, kept with the dispute as Stripe does."""
    move = move_money(context, dict(doc), amount=amount, fee=fee, kind="adjustment")
    doc["balance_transactions"] = [*doc["balance_transactions"], move]
    context.put(doc)


def retrieve(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """One dispute."""
    return context.get(KIND, ids["dispute"], param="dispute")


def every(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Disputes, of a charge or an intent if wanted."""
    equal = {name: params.get(name) for name in (CHARGE, INTENT)}
    return listed(context, KIND, "/v1/disputes", params, equal=equal)

"""Refunds, whole and partial. Stripe keeps its fee."""

from typing import Any

from marketplace.tools.stripe_sandbox import money
from marketplace.tools.stripe_sandbox.context import Context, new_id
from marketplace.tools.stripe_sandbox.problems import StripeProblem, no_such
from marketplace.tools.stripe_sandbox.resources.lists import listed
from marketplace.tools.stripe_sandbox.resources.payments import CHARGE, INTENT, move_money
from marketplace.tools.stripe_sandbox.store import Doc

KIND = "refund"


def create(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Give money back. Raises StripeProblem if there is not so much left to give."""
    charge = charge_of(context, params)
    amount = refundable(charge, params.get("amount"))
    doc = {
        "id": new_id("re"),
        "object": KIND,
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": context.at,
        "currency": charge["currency"],
        "destination_details": {
            "card": {
                "reference_status": "pending",
                "reference_type": "acquirer_reference_number",
                "type": "refund",
            },
            "type": "card",
        },
        "metadata": params.get("metadata") or {},
        "payment_intent": charge["payment_intent"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }
    move_money(context, doc, amount=-amount, fee=0, kind="refund")
    before = {"amount_refunded": charge["amount_refunded"], "refunded": charge["refunded"]}
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    context.put(charge)
    context.emit("refund.created", doc)
    context.emit("charge.refunded", charge, before)
    return doc


def charge_of(context: Context, params: dict[str, Any]) -> Doc:
    """The charge meant by `charge` or by `payment_intent`. Raises StripeProblem."""
    if ("charge" in params) == ("payment_intent" in params):
        raise StripeProblem("You must pass exactly one of: charge, payment_intent.", code="parameter_missing")
    if "charge" in params:
        return context.get(CHARGE, params["charge"], param="charge", status=400)
    intent = context.get(INTENT, params["payment_intent"], param="payment_intent", status=400)
    found = context.store.get(intent["latest_charge"] or "", CHARGE)
    if found is None:
        message = f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund."
        raise StripeProblem(message, code="payment_intent_unexpected_state", param="payment_intent")
    return found


def refundable(charge: Doc, wanted: int | None) -> int:
    """How much goes back: what is wanted, or all that is left. Raises StripeProblem."""
    if not charge["paid"]:
        raise StripeProblem(f"Charge {charge['id']} was not successful: there is nothing to refund.", param="charge")
    left = charge["amount"] - charge["amount_refunded"]
    if not left:
        raise StripeProblem(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    amount = left if wanted is None else wanted
    if amount < 1:
        raise StripeProblem("Invalid positive integer", code="parameter_invalid_integer", param="amount")
    if amount > left:
        currency = charge["currency"]
        message = (
            f"Refund amount ({money.amount_text(amount, currency)}) is greater than unrefunded amount on charge "
            f"({money.amount_text(left, currency)})"
        )
        raise StripeProblem(message, param="amount")
    return amount


def retrieve(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """One refund."""
    return context.get(KIND, ids["refund"], param="refund")


def every(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Refunds, of a charge or an intent if wanted."""
    for kind in (CHARGE, INTENT):
        if kind in params and context.store.get(params[kind], kind) is None:
            raise no_such(kind, params[kind], param=kind, status=400)
    equal = {name: params.get(name) for name in (CHARGE, INTENT)}
    return listed(context, KIND, "/v1/refunds", params, equal=equal)

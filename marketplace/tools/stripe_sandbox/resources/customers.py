"""Customers."""

from typing import Any

from marketplace.tools.stripe_sandbox.context import Context, new_id
from marketplace.tools.stripe_sandbox.problems import StripeProblem
from marketplace.tools.stripe_sandbox.resources.lists import listed, merged_metadata
from marketplace.tools.stripe_sandbox.store import Doc

KIND = "customer"
TEXTS = ("name", "email", "phone", "description")
TAKES = (*TEXTS, "address", "metadata", "preferred_locales")


def create(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """A new customer."""
    doc: Doc = {
        "id": new_id("cus", 14),
        "object": KIND,
        "address": None,
        "balance": 0,
        "created": context.at,
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": new_id("", 8).strip("_").upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }
    context.put(changed(doc, params))
    context.emit("customer.created", doc)
    return doc


def changed(doc: Doc, params: dict[str, Any]) -> Doc:
    """The customer with what was given; an empty text empties."""
    if params.get("email") and "@" not in params["email"]:
        raise StripeProblem(f"Invalid email address: {params['email']}", code="email_invalid", param="email")
    for name in (*TEXTS, "preferred_locales"):
        if name in params:
            doc[name] = params[name] or None
    if "address" in params:
        lines = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
        doc["address"] = {**lines, **params["address"]} if params["address"] else None
    if "metadata" in params:
        doc["metadata"] = merged_metadata(doc["metadata"], params["metadata"])
    return doc


def retrieve(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """A customer, also one that was deleted."""
    gone = context.store.get(ids["customer"], KIND)
    return gone if gone and gone.get("deleted") else context.get(KIND, ids["customer"], param="customer")


def update(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """A customer, changed."""
    doc = context.get(KIND, ids["customer"], param="customer")
    before = dict(doc)
    context.put(changed(doc, params))
    context.emit("customer.updated", doc, {name: before[name] for name in before if before[name] != doc[name]})
    return doc


def delete(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Forget a customer."""
    doc = context.get(KIND, ids["customer"], param="customer")
    context.emit("customer.deleted", doc)
    return context.put({"id": doc["id"], "object": KIND, "deleted": True})


def every(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Customers, by e-mail if wanted."""
    alive: list[tuple[str, list[Any]]] = [("json_extract(body, '$.deleted') is null", [])]
    return listed(context, KIND, "/v1/customers", params, equal={"email": params.get("email")}, where=alive)

"""Checkout Sessions: one hosted page, one payment."""

import re
from typing import Any
from urllib.parse import urlsplit

from marketplace.tools.stripe_sandbox import money
from marketplace.tools.stripe_sandbox.context import DAY, Context, new_id
from marketplace.tools.stripe_sandbox.problems import StripeProblem, missing, not_here_yet
from marketplace.tools.stripe_sandbox.resources.lists import a_list, listed, merged_metadata
from marketplace.tools.stripe_sandbox.store import Doc

KIND = "checkout.session"
SOONEST_END, LATEST_END = 30 * 60, DAY
MAX_REFERENCE_LENGTH = 200
MAX_LINES = 100
PLACEHOLDER = "{CHECKOUT_SESSION_ID}"
HOST = re.compile(r"^[A-Za-z0-9.\-\[\]:]+$")
TAKES = (
    *("mode", "ui_mode", "success_url", "cancel_url", "client_reference_id", "customer", "customer_email"),
    *(
        "customer_creation",
        "currency",
        "expires_at",
        "locale",
        "metadata",
        "allowed_payment_method_types",
        "submit_type",
    ),
    *("line_items.quantity", "line_items.metadata", "line_items.price_data.currency"),
    *("line_items.price_data.unit_amount", "line_items.price_data.product_data.name"),
    *("line_items.price_data.product_data.description", "line_items.price_data.product_data.metadata"),
    *("payment_intent_data.description", "payment_intent_data.metadata", "payment_intent_data.receipt_email"),
    *("payment_intent_data.statement_descriptor", "payment_intent_data.statement_descriptor_suffix"),
    "payment_intent_data.transfer_group",
)


def create(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Open a session. Raises StripeProblem for everything that Stripe would refuse."""
    check_kind(params)
    check_customer(context, params)
    identifier = new_id("cs_test", 58)
    lines = read_lines(context, params)
    total, currency = sum(line["amount_total"] for line in lines), lines[0]["currency"]
    money.check_chargeable(total, currency, param="line_items")
    doc = blank(identifier) | {
        "amount_subtotal": total,
        "amount_total": total,
        "cancel_url": a_url(params, "cancel_url"),
        "client_reference_id": reference(params),
        "created": context.at,
        "currency": currency,
        "customer": params.get("customer"),
        "customer_creation": None if "customer" in params else params.get("customer_creation", "if_required"),
        "customer_details": first_details(context, params),
        "customer_email": params.get("customer_email"),
        "expires_at": end(params.get("expires_at"), at=context.at),
        "locale": params.get("locale"),
        "metadata": params.get("metadata", {}),
        "submit_type": params.get("submit_type"),
        "success_url": a_url(params, "success_url"),
        "_lines": lines,
        "_intent_details": params.get("payment_intent_data", {}),
    }
    return context.put(doc)


def blank(identifier: str) -> Doc:
    """A session as it begins, before what the caller says."""
    return {
        "id": identifier,
        "object": KIND,
        "adaptive_pricing": {"enabled": False},
        "after_expiration": None,
        "allow_promotion_codes": None,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_address_collection": None,
        "client_secret": None,
        "collected_information": None,
        "consent": None,
        "consent_collection": None,
        "currency_conversion": None,
        "custom_fields": [],
        "custom_text": dict.fromkeys(
            ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance"),
        ),
        "invoice": None,
        "invoice_creation": None,
        "livemode": False,
        "mode": "payment",
        "payment_intent": None,
        "payment_link": None,
        "payment_method_collection": "if_required",
        "payment_method_configuration_details": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "phone_number_collection": {"enabled": False},
        "recovered_from": None,
        "saved_payment_method_options": None,
        "setup_intent": None,
        "shipping_address_collection": None,
        "shipping_cost": None,
        "shipping_options": [],
        "status": "open",
        "subscription": None,
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": None,
        "wallet_options": None,
    }


def check_kind(params: dict[str, Any]) -> None:
    """One payment, on a hosted page, by card."""
    if "mode" not in params:
        raise missing("mode")
    if params["mode"] != "payment":
        raise not_here_yet(f"mode={params['mode']}", param="mode")
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise not_here_yet(f"ui_mode={params['ui_mode']}", param="ui_mode")
    for name in ("line_items", "success_url"):
        if not params.get(name):
            raise missing(name)
    for place, kind in enumerate(params.get("allowed_payment_method_types", [])):
        if kind != "card":
            raise not_here_yet(f"the payment method {kind}", param=f"allowed_payment_method_types[{place}]")


def check_customer(context: Context, params: dict[str, Any]) -> None:
    """A customer that exists, or an e-mail address; not both."""
    if "customer" in params:
        context.get("customer", params["customer"], param="customer", status=400)
        if "customer_email" in params:
            message = "You may only specify one of these parameters: customer, customer_email."
            raise StripeProblem(message, code="parameters_exclusive", param="customer_email")
        if "customer_creation" in params:
            message = "`customer_creation` cannot be given when a customer is."
            raise StripeProblem(message, param="customer_creation")
    if "@" not in params.get("customer_email", "@"):
        message = f"Invalid email address: {params['customer_email']}"
        raise StripeProblem(message, code="email_invalid", param="customer_email")


def first_details(context: Context, params: dict[str, Any]) -> Doc | None:
    """What is known of the buyer before they have paid."""
    if "customer" in params:
        return details(context.get("customer", params["customer"])["email"], None)
    return details(params["customer_email"], None) if "customer_email" in params else None


def details(email: str | None, name: str | None) -> Doc:
    """The buyer, as far as the page asked."""
    known = {"email": email, "name": name, "individual_name": None, "business_name": None}
    return {**known, "address": None, "phone": None, "tax_exempt": "none", "tax_ids": None}


def a_url(params: dict[str, Any], name: str) -> str | None:
    """An address to return to. Raises StripeProblem for what is none."""
    url: str | None = params.get(name)
    if url is None:
        return None
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(HOST.match(parts.netloc)) and url.isprintable()
    except ValueError:
        sound = False
    if not sound or " " in url:
        message = "Not a valid URL: it must begin with http:// or https:// and name a host."
        raise StripeProblem(message, code="url_invalid", param=name)
    return url


def reference(params: dict[str, Any]) -> str | None:
    """The caller's own name for the session."""
    text: str | None = params.get("client_reference_id")
    if text is not None and len(text) > MAX_REFERENCE_LENGTH:
        message = f"Invalid string: at most {MAX_REFERENCE_LENGTH} characters."
        raise StripeProblem(message, param="client_reference_id")
    return text


def end(wanted: int | None, *, at: int) -> int:
    """When the session expires: in half an hour at the soonest, in a day at the latest."""
    if wanted is None:
        return at + LATEST_END
    if wanted < at + SOONEST_END:
        message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        raise StripeProblem(message, param="expires_at")
    if wanted > at + LATEST_END:
        message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        raise StripeProblem(message, param="expires_at")
    return wanted


def read_lines(context: Context, params: dict[str, Any]) -> list[Doc]:
    """What is paid for. Raises StripeProblem unless all lines have a price in one currency."""
    given = params["line_items"]
    if len(given) > MAX_LINES:
        raise StripeProblem(f"A session has at most {MAX_LINES} line items.", param="line_items")
    lines = [read_line(context, line, f"line_items[{place}]") for place, line in enumerate(given)]
    wanted = {line["currency"] for line in lines} | {str(params.get("currency", lines[0]["currency"])).lower()}
    if len(wanted) > 1:
        raise StripeProblem("All prices of a Checkout Session must be in the same currency.", param="line_items")
    return lines


def read_line(context: Context, line: dict[str, Any], where: str) -> Doc:
    """One line. Raises StripeProblem."""
    if "price" in line:
        raise not_here_yet("stored prices", param=f"{where}[price]")
    if "price_data" not in line:
        raise missing(f"{where}[price_data]")
    price, quantity = line["price_data"], line.get("quantity", 0)
    if quantity < 1:
        raise missing(f"{where}[quantity]")
    for name in ("unit_amount", "product_data"):
        if name not in price:
            raise missing(f"{where}[price_data][{name}]")
    if price["unit_amount"] < 0:
        raise StripeProblem("Invalid non-negative integer", param=f"{where}[price_data][unit_amount]")
    currency = price["currency"].lower()
    if not re.fullmatch(r"[a-z]{3}", currency):
        message = f"Invalid currency: {currency}"
        raise StripeProblem(message, param=f"{where}[price_data][currency]")
    return a_line(context, line, price, currency)


def a_line(context: Context, line: dict[str, Any], price: dict[str, Any], currency: str) -> Doc:
    """A line item with its price made for the occasion."""
    amount = price["unit_amount"] * line["quantity"]
    one_off = {
        "id": new_id("price"),
        "object": "price",
        "active": False,
        "billing_scheme": "per_unit",
        "created": context.at,
        "currency": currency,
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": None,
        "metadata": {},
        "nickname": None,
        "product": new_id("prod", 14),
        "recurring": None,
        "tax_behavior": "unspecified",
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "one_time",
        "unit_amount": price["unit_amount"],
        "unit_amount_decimal": str(price["unit_amount"]),
    }
    return {
        "id": new_id("li"),
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": currency,
        "description": price["product_data"]["name"],
        "metadata": line.get("metadata", {}),
        "price": one_off,
        "quantity": line["quantity"],
        "_note": price["product_data"].get("description"),
    }


def line_items_of(session: Doc) -> Doc:
    """The session's lines, as a list of Stripe's."""
    shown = [{name: line[name] for name in line if not name.startswith("_")} for line in session["_lines"]]
    return a_list(f"/v1/checkout/sessions/{session['id']}/line_items", shown)


def line_items(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """The lines of a session."""
    whole = line_items_of(context.get(KIND, ids["session"], param="session"))
    limit = params.get("limit", 10)
    return whole | {"data": whole["data"][:limit], "has_more": len(whole["data"]) > limit}


def retrieve(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """One session."""
    return context.get(KIND, ids["session"], param="session")


def update(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Change a session's metadata."""
    session = context.get(KIND, ids["session"], param="session")
    if "metadata" in params:
        session["metadata"] = merged_metadata(session["metadata"], params["metadata"])
    return context.put(session)


def every(context: Context, ids: dict[str, str], params: dict[str, Any]) -> Doc:
    """Sessions, newest first."""
    equal = {name: params.get(name) for name in ("customer", "payment_intent", "status")}
    equal["customer_details.email"] = params.get("customer_details", {}).get("email")
    return listed(context, KIND, "/v1/checkout/sessions", params, equal=equal)

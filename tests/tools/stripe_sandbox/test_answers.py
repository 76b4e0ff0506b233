"""Every object that we answer has the fields and types that Stripe's library declares."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from marketplace.tools.stripe_sandbox import sdk_types
from tests.tools.stripe_sandbox.conftest import Box, order

FILES = {
    "balance": "_balance.py",
    "balance_transaction": "_balance_transaction.py",
    "charge": "_charge.py",
    "checkout.session": "checkout/_session.py",
    "customer": "_customer.py",
    "event": "_event.py",
    "item": "_line_item.py",
    "payment_intent": "_payment_intent.py",
    "payment_method": "_payment_method.py",
    "price": "_price.py",
    "refund": "_refund.py",
}
PLAIN = {"str": str, "int": int, "bool": bool, "float": float, "Decimal": str, "dict": dict}


def declared(file: str) -> ast.ClassDef:
    """The class of an object in Stripe's package."""
    tree = ast.parse(Path(sdk_types.package(), file).read_text())
    return next(node for node in tree.body if isinstance(node, ast.ClassDef))


def nested(node: ast.ClassDef) -> dict[str, ast.ClassDef]:
    return {child.name: child for child in node.body if isinstance(child, ast.ClassDef)}


def differences(value: dict[str, Any], node: ast.ClassDef, known: dict[str, ast.ClassDef], where: str) -> list[str]:
    """What of an object is not as declared: unknown fields, missing ones, other types."""
    known = known | nested(node)
    fields = {name: kind for name, kind in sdk_types.fields(node).items() if name not in ("OBJECT_NAME", "deleted")}
    found = [f"{where}.{name}: unknown" for name in value if name not in fields]
    for name, kind in fields.items():
        options = sdk_types.alternatives(kind)
        optional = any(isinstance(option, ast.Constant) and option.value is None for option in options)
        if name not in value:
            found += [] if optional else [f"{where}.{name}: missing"]
        elif value[name] is not None or not optional:
            found += wrong(value[name], options, known, f"{where}.{name}")
    return found


def wrong(value: Any, options: list[ast.expr], known: dict[str, ast.ClassDef], where: str) -> list[str]:
    """What is wrong with one value, if no option fits."""
    found: list[str] = []
    for option in options:
        name = sdk_types.name_of(option)
        if name in known and isinstance(value, dict):
            return differences(value, known[name], known, where)
        if name == "Literal" and str(value) in sdk_types.choices([option]):
            return []
        if name in PLAIN and type(value) is PLAIN[name]:
            return []
        if name == "ExpandableField" and isinstance(value, str | dict):
            return []
        if name == "List" and isinstance(option, ast.Subscript) and isinstance(value, list):
            inner = sdk_types.alternatives(sdk_types.parts(option)[0])
            return [line for item in value for line in wrong(item, inner, known, where)]
        if name in ("ListObject", "UntypedStripeObject", "PaymentMethod", "Price", "Product") and isinstance(
            value, dict
        ):
            return []
        found.append(name)
    return [f"{where}: {value!r} is none of {found}"]


def answers(box: Box) -> list[Any]:
    """One of everything, after a decline, a payment, a refund and an expiry."""
    sessions = box.client.v1.checkout.sessions
    paid = sessions.create(params=order(customer_creation="always", customer_email="bo@example.com"))
    box.pay(paid, number="4000000000009995")
    box.pay(paid)
    intent = box.client.v1.payment_intents.list().data[0]
    box.client.v1.refunds.create(params={"payment_intent": intent.id, "amount": 100})
    sessions.expire(sessions.create(params=order()).id)
    found = [box.raw("GET", "/v1/balance")[1]]
    paths = ["customers", "charges", "payment_intents", "refunds", "balance_transactions", "events?limit=100"]
    for path in [*paths, "checkout/sessions", f"checkout/sessions/{paid.id}/line_items"]:
        status, page = box.raw("GET", f"/v1/{path}")
        assert (status, page["object"]) == (200, "list")
        found += page["data"]
    lines = box.raw("GET", f"/v1/checkout/sessions/{paid.id}/line_items")[1]["data"]
    method = box.raw("GET", f"/v1/payment_methods/{intent.payment_method}")[1]
    return [
        *found,
        method,
        *(line["price"] for line in lines),
        *(e["data"]["object"] for e in found if e["object"] == "event"),
    ]


def test_what_we_answer_is_what_stripe_declares(box: Box) -> None:
    found = answers(box)
    assert {one["object"] for one in found} == set(FILES)
    for one in found:
        node = declared(FILES[one["object"]])
        if one["object"] == "event":
            one["data"] = {"object": {}}  # judged on its own
        assert differences(one, node, {}, one["object"]) == [], json.dumps(one)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [({"amount": "1"}, "refund.amount: '1' is none of ['str']"), ({"colour": 1}, "refund.colour: unknown")],
)
def test_the_judge_itself_sees_what_is_wrong(changed: dict[str, Any], expected: str) -> None:
    node = declared(FILES["refund"])
    right = {"id": "re_1", "object": "refund", "amount": 1, "created": 1, "currency": "usd"}
    assert differences(right, node, {}, "refund") == []
    assert expected.split(":")[0] in str(differences(right | changed, node, {}, "refund"))

"""Which calls there are. A template is spelt as in Stripe's own package, for its types are found by it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from marketplace.tools.stripe_sandbox.context import Context
from marketplace.tools.stripe_sandbox.resources import (
    checkout,
    customers,
    disputes,
    events,
    payments,
    refunds,
    sessions,
)
from marketplace.tools.stripe_sandbox.resources.lists import PAGING
from marketplace.tools.stripe_sandbox.store import Doc

Act = Callable[[Context, dict[str, str], dict[str, Any]], Doc]


def pattern_of(template: str) -> re.Pattern[str]:
    """`/v1/things/{thing}` as an expression with named groups."""
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", template) + r"\Z")


@dataclass(frozen=True)
class Route:
    """One call: what it does, and which parameters it acts on."""

    method: str
    template: str
    act: Act
    takes: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The template, made once."""
        return pattern_of(self.template)


ROUTES = (
    Route("post", "/v1/customers", customers.create, customers.TAKES),
    Route("get", "/v1/customers", customers.every, (*PAGING, "email")),
    Route("get", "/v1/customers/{customer}", customers.retrieve),
    Route("post", "/v1/customers/{customer}", customers.update, customers.TAKES),
    Route("delete", "/v1/customers/{customer}", customers.delete),
    Route("post", "/v1/checkout/sessions", sessions.create, sessions.TAKES),
    Route(
        *("get", "/v1/checkout/sessions", sessions.every),
        (*PAGING, "customer", "payment_intent", "status", "customer_details"),
    ),
    Route("get", "/v1/checkout/sessions/{session}", sessions.retrieve),
    Route("post", "/v1/checkout/sessions/{session}", sessions.update, ("metadata",)),
    Route("post", "/v1/checkout/sessions/{session}/expire", checkout.expire),
    Route("get", "/v1/checkout/sessions/{session}/line_items", sessions.line_items, ("limit",)),
    Route("get", "/v1/payment_intents", payments.every_intent, (*PAGING, "customer")),
    Route("get", "/v1/payment_intents/{intent}", payments.retrieve_intent),
    Route("post", "/v1/payment_intents/{intent}/cancel", payments.cancel_intent, ("cancellation_reason",)),
    Route("get", "/v1/payment_methods/{payment_method}", payments.retrieve_method),
    Route("get", "/v1/charges", payments.every_charge, (*PAGING, "customer", "payment_intent", "transfer_group")),
    Route("get", "/v1/charges/{charge}", payments.retrieve_charge),
    Route("get", "/v1/balance_transactions", payments.every_move, (*PAGING, "currency", "source", "type")),
    Route("get", "/v1/balance_transactions/{id}", payments.retrieve_move),
    Route("get", "/v1/balance", payments.balance),
    Route("post", "/v1/refunds", refunds.create, ("amount", "charge", "payment_intent", "reason", "metadata")),
    Route("get", "/v1/refunds", refunds.every, (*PAGING, "charge", "payment_intent")),
    Route("get", "/v1/refunds/{refund}", refunds.retrieve),
    Route("get", "/v1/disputes", disputes.every, (*PAGING, "charge", "payment_intent")),
    Route("get", "/v1/disputes/{dispute}", disputes.retrieve),
    Route("get", "/v1/events", events.every, (*PAGING, "type", "types", "delivery_success")),
    Route("get", "/v1/events/{id}", events.retrieve),
)


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route of a call and the identifiers in its path."""
    for route in ROUTES:
        if route.method == method and (found := route.pattern.match(path)):
            return route, found.groupdict()
    return None

"""Trouble on demand, as a client of Stripe's lives through it."""

from typing import Any

import pytest
import stripe

from tests.tools.stripe_sandbox.conftest import Box


def create(box: Box, key: str = "customer:1") -> Any:
    return box.client.v1.customers.create(options={"idempotency_key": key})


def customers(box: Box) -> int:
    return len(box.client.v1.customers.list().data)


def test_a_call_too_many_is_refused_and_does_nothing(box: Box) -> None:
    box.switch("faults", next="429")
    with pytest.raises(stripe.RateLimitError):
        create(box)
    assert customers(box) == 0
    create(box)
    assert customers(box) == 1


def test_an_error_before_the_effect_leaves_nothing_and_the_key_free(box: Box) -> None:
    box.switch("faults", next="500_before")
    with pytest.raises(stripe.APIError):
        create(box)
    create(box)
    assert customers(box) == 1


def test_an_error_after_the_effect_is_the_keys_answer_for_good(box: Box) -> None:
    box.switch("faults", next="500_after")
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            create(box)
    assert customers(box) == 1
    assert [call["status"] for call in box.calls(idempotency_key="customer:1")] == [500, 500]


def test_a_line_that_drops_after_the_effect_is_healed_by_the_same_key(box: Box) -> None:
    box.switch("faults", next="drop", seconds=0.05)
    with pytest.raises(stripe.APIConnectionError):
        create(box)
    assert customers(box) == 1
    made = create(box)
    assert [customer.id for customer in box.client.v1.customers.list().data] == [made.id]
    assert [call["status"] for call in box.calls(idempotency_key="customer:1")] == [None, 200]


def test_a_line_that_drops_before_the_effect_did_nothing(box: Box) -> None:
    box.switch("faults", next="drop_before")
    with pytest.raises(stripe.APIConnectionError):
        create(box)
    assert customers(box) == 0


def test_trouble_hits_the_calls_it_was_planned_for_and_as_often(box: Box) -> None:
    box.switch("faults", next="500_before", path="/v1/customers", method="post", count=2)
    box.client.v1.events.list()
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            create(box)
    assert create(box).id.startswith("cus_")


def test_a_plan_can_be_cleared(box: Box) -> None:
    box.switch("faults", next="429", webhooks="off")
    assert box.switch("faults", clear=True) == {"webhooks": "on", "planned": []}
    assert create(box).id.startswith("cus_")


def test_a_plan_that_makes_no_sense_changes_nothing(box: Box) -> None:
    assert "error" in box.switch("faults", next="earthquake", webhooks="off")
    assert "error" in box.switch("faults", webhooks="sometimes")
    assert box.switch("faults") == {"webhooks": "on", "planned": []}

"""What a careless caller sends, what a patient client lives through, and what a restart must not forget."""

import json
import signal
from typing import Any

import pytest
import stripe

from tests.tools.stripe_sandbox.conftest import KEY, Box, order


def sessions(box: Box) -> Any:
    return box.client.v1.checkout.sessions


@pytest.mark.parametrize("body", ["a[b=1", "metadata=1&metadata[a]=2", "line_items[0][price_data]=%ff", "=", "[a]=1"])
def test_a_body_that_makes_no_sense_is_a_refusal_and_not_a_crash(box: Box, body: str) -> None:
    status, answer = box.raw("POST", "/v1/checkout/sessions", body)
    assert (status, answer["error"]["type"]) == (400, "invalid_request_error")


def test_a_body_that_is_too_large_is_refused(box: Box) -> None:
    seen = box.fetch("/v1/checkout/sessions", method="POST", Content_Length=str(2 * 1024 * 1024))
    assert (seen.status, json.loads(seen.text)["error"]["type"]) == (413, "invalid_request_error")


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_a_path_that_stripe_does_not_have_is_not_found(box: Box, method: str) -> None:
    status, answer = box.raw(method, "/v1/checkout/sessions/cs_1/nothing")
    assert (status, answer["error"]["type"]) == (404, "invalid_request_error")


def test_stripes_library_survives_one_dropped_answer(box: Box) -> None:
    patient = stripe.StripeClient(KEY, base_addresses={"api": box.base}, max_network_retries=1)
    box.switch("faults", next="drop", count=1)
    made = patient.v1.checkout.sessions.create(params=order(), options={"idempotency_key": "pay:1"})
    assert [one.id for one in sessions(box).list().data] == [made.id]
    assert [call["status"] for call in box.calls(method="POST")] == [None, 200]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_key_is_remembered_across_a_restart(box: Box, how: signal.Signals) -> None:
    options = {"idempotency_key": "pay:1"}
    first = sessions(box).create(params=order(), options=options)
    box.end(how)
    box.start()
    again = sessions(box).create(params=order(), options=options)
    assert (again.id, again.last_response.headers["Idempotent-Replayed"]) == (first.id, "true")
    with pytest.raises(stripe.IdempotencyError):
        sessions(box).create(params=order(client_reference_id="charge-2"), options=options)
    assert [one.id for one in sessions(box).list().data] == [first.id]


def test_the_product_finds_the_fee_where_it_looks_for_it(box: Box, session: Any) -> None:
    box.pay(session)
    found = sessions(box).retrieve(session.id, params={"expand": ["payment_intent.latest_charge.balance_transaction"]})
    charge = found.payment_intent.latest_charge
    assert (found.status, found.payment_status, found.amount_total) == ("complete", "paid", 2_400_000)
    assert (charge.transfer_group, charge.metadata.to_dict()) == ("deal-1", {"instalment": "1"})
    assert (charge.balance_transaction.fee, charge.balance_transaction.net) == (69_630, 2_330_370)

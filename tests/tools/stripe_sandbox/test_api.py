"""The API through Stripe's own library: keys, refusals, lists, refunds, and what a restart keeps."""

import base64
import json
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import stripe

from marketplace.tools.stripe_sandbox.context import API_VERSION
from tests.tools.stripe_sandbox.conftest import KEY, Box, order


def refused(box: Box, params: Any) -> tuple[str | None, str | None]:
    """(code, param) of the refusal of a session."""
    with pytest.raises(stripe.InvalidRequestError) as caught:
        box.client.v1.checkout.sessions.create(params=params)
    assert (caught.value.http_status, box.client.v1.checkout.sessions.list().data) == (400, [])
    return caught.value.code, caught.value.param


def a_line(**price: Any) -> Any:
    return [{"quantity": 1, "price_data": {"currency": "usd", "product_data": {"name": "Licence"}, **price}}]


def test_it_is_the_version_that_the_library_speaks() -> None:
    assert stripe.api_version == API_VERSION


def test_without_our_key_nobody_comes_in(box: Box) -> None:
    status, answer = box.raw("GET", "/v1/events", key="sk_test_somebody_elses")
    assert (status, answer["error"]["type"]) == (401, "invalid_request_error")
    assert answer["error"]["message"] == "Invalid API Key provided: sk_test_**********lses"
    assert box.fetch("/v1/events").status == 401
    assert box.fetch("/v1/events").headers["WWW-Authenticate"] == 'Basic realm="Stripe"'


def test_the_key_may_come_as_a_user_name(box: Box) -> None:
    basic = base64.b64encode(f"{KEY}:".encode()).decode()
    assert box.fetch("/v1/events", Authorization=f"Basic {basic}").status == 200


def test_every_answer_has_a_request_id(box: Box) -> None:
    ids = {box.fetch("/v1/events", Authorization=f"Bearer {KEY}").headers["Request-Id"] for _ in range(2)}
    assert len(ids) == 2
    assert {one[:4] for one in ids} == {"req_"}


def test_what_stripe_does_not_have_is_not_found(box: Box) -> None:
    status, answer = box.raw("GET", "/v1/treasures")
    assert (status, answer["error"]["message"]) == (404, "Unrecognized request URL (GET: /v1/treasures).")


def test_what_the_sandbox_does_not_have_yet_is_said_aloud(box: Box) -> None:
    status, answer = box.raw("POST", "/v1/transfers", "amount=100")
    assert (status, answer["error"]["code"]) == (404, "sandbox_lacks_it")
    assert refused(box, order(allow_promotion_codes=True)) == ("sandbox_lacks_it", "allow_promotion_codes")
    assert refused(box, order(payment_intent_data={"application_fee_amount": 5})) == (
        "sandbox_lacks_it",
        "payment_intent_data.application_fee_amount",
    )


def test_an_unknown_object_is_not_found(box: Box) -> None:
    with pytest.raises(stripe.InvalidRequestError) as caught:
        box.client.v1.payment_intents.retrieve("pi_nothing")
    assert (caught.value.http_status, caught.value.code) == (404, "resource_missing")


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"colour": "red"}, ("parameter_unknown", "colour")),
        (
            {"payment_intent_data": {"transfer_gruop": "x"}},
            ("parameter_unknown", "payment_intent_data[transfer_gruop]"),
        ),
        ({"mode": "later"}, (None, "mode")),
        ({"mode": "subscription"}, ("sandbox_lacks_it", "mode")),
        ({"line_items": [{"quantity": 1}]}, ("parameter_missing", "line_items[0][price_data]")),
        ({"line_items": a_line()}, ("parameter_missing", "line_items[0][price_data][unit_amount]")),
        (
            {"line_items": a_line(unit_amount="1.5")},
            ("parameter_invalid_integer", "line_items[0][price_data][unit_amount]"),
        ),
        ({"line_items": a_line(unit_amount=49)}, ("amount_too_small", "line_items")),
        ({"line_items": a_line(unit_amount=100_000_000)}, ("amount_too_large", "line_items")),
        ({"line_items": a_line(unit_amount=1_234, currency="kwd")}, ("invalid_charge_amount", "line_items")),
        ({"line_items": a_line(unit_amount=100) + a_line(unit_amount=900, currency="myr")}, (None, "line_items")),
        ({"success_url": "javascript:alert(1)"}, ("url_invalid", "success_url")),
        ({"cancel_url": "http://a b/"}, ("url_invalid", "cancel_url")),
        ({"client_reference_id": "x" * 201}, (None, "client_reference_id")),
        ({"customer": "cus_nobody"}, ("resource_missing", "customer")),
        ({"metadata": {"k" * 41: "x"}}, (None, "metadata")),
        ({"metadata": {"key": "x" * 501}}, (None, "metadata[key]")),
        ({"locale": "xx"}, (None, "locale")),
        ({"allowed_payment_method_types": ["alipay"]}, ("sandbox_lacks_it", "allowed_payment_method_types[0]")),
        ({"payment_method_types": ["card"]}, ("parameter_unknown", "payment_method_types")),
    ],
)
def test_a_session_that_stripe_would_refuse_is_refused(
    box: Box, changed: dict[str, Any], expected: tuple[str | None, str]
) -> None:
    assert refused(box, order(**changed)) == expected


@pytest.mark.parametrize("missing", ["mode", "line_items", "success_url"])
def test_what_must_be_there_is_missed(box: Box, missing: str) -> None:
    params = order()
    del params[missing]
    assert refused(box, params) == ("parameter_missing", missing)


@pytest.mark.parametrize(("seconds", "taken"), [(29 * 60, False), (31 * 60, True), (25 * 3600, False)])
def test_a_session_lives_from_half_an_hour_to_a_day(box: Box, seconds: int, taken: bool) -> None:
    params = order(expires_at=int(time.time()) + seconds)
    if taken:
        assert box.client.v1.checkout.sessions.create(params=params).expires_at == params["expires_at"]
    else:
        assert refused(box, params) == (None, "expires_at")


def test_the_same_key_gives_the_same_session(box: Box) -> None:
    create = box.client.v1.checkout.sessions.create
    first, second = (create(params=order(), options={"idempotency_key": "charge:1"}) for _ in range(2))
    assert first.id == second.id
    assert [session.id for session in box.client.v1.checkout.sessions.list().data] == [first.id]
    assert [call["replayed"] for call in box.calls(idempotency_key="charge:1")] == [False, True]
    assert second.last_response is not None
    assert second.last_response.headers["Idempotent-Replayed"] == "true"


def test_the_same_key_with_other_parameters_is_refused(box: Box) -> None:
    create = box.client.v1.checkout.sessions.create
    create(params=order(), options={"idempotency_key": "charge:1"})
    with pytest.raises(stripe.IdempotencyError) as caught:
        create(params=order(client_reference_id="charge-2"), options={"idempotency_key": "charge:1"})
    assert caught.value.http_status == 400
    with pytest.raises(stripe.IdempotencyError):
        box.client.v1.customers.create(options={"idempotency_key": "charge:1"})
    assert len(box.client.v1.checkout.sessions.list().data) == 1


def test_a_refused_call_leaves_its_key_free(box: Box) -> None:
    create = box.client.v1.checkout.sessions.create
    with pytest.raises(stripe.InvalidRequestError):
        create(params=order(mode="later"), options={"idempotency_key": "charge:1"})
    assert create(params=order(), options={"idempotency_key": "charge:1"}).status == "open"


def test_one_key_from_many_at_once_has_one_effect(box: Box) -> None:
    def create(_: int) -> int:
        return box.fetch(
            "/v1/customers", data=b"name=Bo", Authorization=f"Bearer {KEY}", Idempotency_Key="customer:1"
        ).status

    with ThreadPoolExecutor(8) as pool:
        statuses = set(pool.map(create, range(16)))
    assert statuses <= {200, 409}
    assert [customer.name for customer in box.client.v1.customers.list().data] == ["Bo"]


def test_forgotten_keys_act_anew(box: Box) -> None:
    create = box.client.v1.customers.create
    first = create(options={"idempotency_key": "customer:1"})
    assert box.switch("forget_keys") == {"forgotten": 1}
    assert create(options={"idempotency_key": "customer:1"}).id != first.id


def test_a_restart_keeps_everything(box: Box, session: Any) -> None:
    box.pay(session)
    other = box.client.v1.customers.create(params={"name": "Bo"}, options={"idempotency_key": "customer:1"})
    assert box.end() == 0
    box.start()
    assert box.client.v1.checkout.sessions.retrieve(session.id).payment_status == "paid"
    assert (
        box.client.v1.customers.create(params={"name": "Bo"}, options={"idempotency_key": "customer:1"}).id == other.id
    )
    assert len(box.calls(idempotency_key="customer:1")) == 2


def test_an_open_session_is_found_at_the_new_address_after_a_restart(box: Box, session: Any) -> None:
    box.end()
    box.port = "0"
    box.start()
    assert box.client.v1.checkout.sessions.retrieve(session.id).url == f"{box.base}/c/pay/{session.id}"


def test_lists_come_in_pages_newest_first(box: Box) -> None:
    made = [box.client.v1.customers.create(params={"name": str(number)}).id for number in range(5)]
    customers = box.client.v1.customers
    first = customers.list(params={"limit": 2})
    assert ([one.id for one in first.data], first.has_more) == (made[:2:-1], True)
    assert [one.id for one in first.auto_paging_iter()] == made[::-1]
    back = customers.list(params={"limit": 2, "ending_before": made[1]})
    assert ([one.id for one in back.data], back.has_more) == ([made[3], made[2]], True)
    status, answer = box.raw("GET", "/v1/customers?limit=101")
    assert (status, answer["error"]["param"]) == (400, "limit")


def test_intents_are_listed_by_the_time_of_their_creation(box: Box, session: Any) -> None:
    box.pay(session)
    intents = box.client.v1.payment_intents
    found = intents.list(params={"created": {"gte": session.created}})
    assert [one.metadata.to_dict() for one in found.data] == [{"instalment": "1"}]
    assert intents.list(params={"created": {"lt": session.created}}).data == []


def test_a_payment_can_be_given_back_in_parts(box: Box, session: Any) -> None:
    box.pay(session)
    intent = box.client.v1.payment_intents.list().data[0].id
    refunds = box.client.v1.refunds
    first = refunds.create(params={"payment_intent": intent, "amount": 400_000, "metadata": {"why": "late"}})
    assert (first.status, first.amount, first.currency) == ("succeeded", 400_000, "usd")
    with pytest.raises(stripe.InvalidRequestError) as caught:
        refunds.create(params={"payment_intent": intent, "amount": 2_000_001})
    assert caught.value.param == "amount"
    assert refunds.create(params={"payment_intent": intent}).amount == 2_000_000
    charge = box.client.v1.charges.retrieve(str(first.charge), params={"expand": ["refunds"]})
    assert charge.refunds is not None
    assert (charge.amount_refunded, charge.refunded, len(charge.refunds.data)) == (2_400_000, True, 2)
    with pytest.raises(stripe.InvalidRequestError) as caught:
        refunds.create(params={"payment_intent": intent})
    assert caught.value.code == "charge_already_refunded"


def test_the_balance_is_the_sum_of_its_lines(box: Box, session: Any) -> None:
    box.pay(session)
    box.client.v1.refunds.create(
        params={"payment_intent": box.client.v1.payment_intents.list().data[0].id, "amount": 1}
    )
    lines = box.client.v1.balance_transactions.list().data
    assert [(line.type, line.amount, line.fee, line.net, line.status) for line in lines] == [
        ("refund", -1, 0, -1, "pending"),
        ("charge", 2_400_000, 69_630, 2_330_370, "pending"),
    ]
    balance = box.client.v1.balance.retrieve()
    assert [(one.amount, one.currency) for one in balance.pending] == [(2_330_369, "usd")]
    assert [(one.amount, one.currency) for one in balance.available] == [(0, "usd")]


def test_a_paid_intent_cannot_be_cancelled(box: Box, session: Any) -> None:
    box.pay(session)
    intent = box.client.v1.payment_intents.list().data[0]
    with pytest.raises(stripe.InvalidRequestError) as caught:
        box.client.v1.payment_intents.cancel(intent.id)
    assert caught.value.code == "payment_intent_unexpected_state"


def test_an_intent_after_a_decline_can_be_cancelled(box: Box, session: Any) -> None:
    box.pay(session, number="4000000000000002")
    intent = box.client.v1.payment_intents.list().data[0]
    given_up = box.client.v1.payment_intents.cancel(intent.id, params={"cancellation_reason": "abandoned"})
    assert (given_up.status, given_up.cancellation_reason) == ("canceled", "abandoned")


def test_a_customer_is_made_changed_and_forgotten(box: Box) -> None:
    customers = box.client.v1.customers
    made = customers.create(params={"name": "Bo", "email": "bo@example.com", "metadata": {"a": "1", "b": "2"}})
    changed = customers.update(made.id, params={"name": "Bo Lin", "metadata": {"a": "", "c": "3"}})
    assert changed.metadata is not None
    assert (changed.name, changed.email, changed.metadata.to_dict()) == (
        "Bo Lin",
        "bo@example.com",
        {"b": "2", "c": "3"},
    )
    assert customers.delete(made.id).deleted is True
    assert customers.list().data == []
    with pytest.raises(stripe.InvalidRequestError):
        customers.update(made.id, params={"name": "Cy"})


def test_only_what_can_be_expanded_is(box: Box, session: Any) -> None:
    found = box.client.v1.checkout.sessions.retrieve(session.id, params={"expand": ["line_items"]})
    assert found.line_items is not None
    assert [(line.description, line.amount_total) for line in found.line_items.data] == [
        ("Instalment 1 of 3", 2_400_000)
    ]
    for path in ("id", "nothing", "status.deeper"):
        with pytest.raises(stripe.InvalidRequestError) as caught:
            box.client.v1.checkout.sessions.retrieve(session.id, params={"expand": [path]})
        assert caught.value.param == "expand"


def test_calls_are_written_down(box: Box) -> None:
    box.client.v1.customers.create(params={"metadata": {"a": "1"}}, options={"idempotency_key": "k"})
    call = box.calls(method="POST", path="/v1/customers")[0]
    assert (call["status"], call["idempotency_key"], call["parameters"]) == (200, "k", {"metadata": {"a": "1"}})


def test_no_web_page_can_throw_the_switches(box: Box) -> None:
    wish = json.dumps({"webhooks": "off"}).encode()
    seen = box.fetch("/_sandbox/faults", data=wish, Origin="http://evil.example")
    assert seen.status == 403
    assert json.loads(box.fetch("/_sandbox/faults").text) == {"webhooks": "on", "planned": []}

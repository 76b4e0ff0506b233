"""Webhooks: signed as Stripe signs, repeated until heard, and kept over a crash."""

import json
import signal
from typing import Any

import pytest
import stripe

from tests.tools.stripe_sandbox.conftest import LONG, SECRET, Box, Inbox, order
from tests.tools.stripe_sandbox.waiting import soon

PAID = ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]


def test_a_payment_sends_its_events_in_order_with_signatures_that_stripes_library_accepts(
    box: Box, inbox: Inbox, session: Any
) -> None:
    box.pay(session)
    letters = inbox.next(4)
    events = [stripe.Webhook.construct_event(one.body, one.signature, SECRET) for one in letters]
    assert [event.type for event in events] == PAID
    done = events[-1]
    assert (done.data.object["id"], done.data.object["payment_status"]) == (session.id, "paid")
    assert (done.livemode, done.api_version, done.pending_webhooks) == (False, "2026-10-28.endive", 1)


def test_a_changed_byte_or_another_secret_is_refused(box: Box, inbox: Inbox, session: Any) -> None:
    box.pay(session)
    letter = inbox.next()[0]
    for body, secret in ((letter.body.replace(b"evt_", b"evt-"), SECRET), (letter.body, "whsec_other")):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(body, letter.signature, secret)


def test_an_event_is_sent_again_until_the_product_says_yes(box: Box, inbox: Inbox, session: Any) -> None:
    inbox.answers = [500, 503, 302]
    box.client.v1.checkout.sessions.expire(session.id)
    letters = inbox.next(4)
    assert {one.event["id"] for one in letters} == {letters[0].event["id"]}
    soon(lambda: delivered(box) == [("done", 4, "200")])
    assert inbox.letters.empty()


def delivered(box: Box) -> list[tuple[str, int, str]]:
    rows = json.loads(box.fetch("/_sandbox/deliveries").text)["data"]
    return [(row["state"], row["attempts"], row["last_answer"]) for row in rows]


def test_events_that_were_not_delivered_can_be_listed(box: Box, inbox: Inbox, session: Any) -> None:
    box.switch("faults", webhooks="off")
    box.pay(session)
    listed = box.client.v1.events.list(params={"delivery_success": False})
    assert [event.type for event in listed.data] == PAID[::-1]
    assert listed.data[0].pending_webhooks == 1
    box.switch("faults", webhooks="on")
    assert [one.type for one in inbox.next(4)] == PAID
    soon(lambda: box.client.v1.events.list(params={"delivery_success": False}).data == [])
    assert len(box.client.v1.events.list(params={"delivery_success": True}).data) == 4


def test_a_killed_sandbox_sends_what_is_left_after_its_restart(box: Box, inbox: Inbox, session: Any) -> None:
    box.switch("faults", webhooks="off")
    box.pay(session)
    assert box.end(signal.SIGKILL) == -signal.SIGKILL
    box.start()
    assert [one.type for one in inbox.next(4)] == PAID


def test_webhooks_come_twice_on_demand(box: Box, inbox: Inbox, session: Any) -> None:
    box.switch("faults", webhooks="twice")
    box.client.v1.checkout.sessions.expire(session.id)
    first, second = inbox.next(2)
    assert first.event["id"] == second.event["id"]


def test_webhooks_come_in_the_wrong_order_on_demand(box: Box, inbox: Inbox, session: Any) -> None:
    box.switch("faults", webhooks="reversed")
    box.pay(session)
    assert [one.type for one in inbox.next(4)] == PAID[::-1]


def test_events_are_lost_for_good_on_demand(box: Box, inbox: Inbox, session: Any) -> None:
    box.switch("faults", webhooks="lost")
    box.pay(session)
    assert box.client.v1.events.list().data == []
    assert box.client.v1.payment_intents.list().data[0].status == "succeeded"


def test_an_event_is_sent_again_on_demand(box: Box, inbox: Inbox, session: Any) -> None:
    box.client.v1.checkout.sessions.expire(session.id)
    first = inbox.next()[0].event["id"]
    soon(lambda: delivered(box) == [("done", 1, "200")])
    assert box.switch("redeliver", events=[first]) == {"events": 1}
    assert inbox.letters.get(timeout=LONG).event["id"] == first


def test_the_event_names_the_call_that_caused_it(box: Box, inbox: Inbox) -> None:
    box.client.v1.customers.create(params={"name": "Bo Lin"}, options={"idempotency_key": "customer:1"})
    request = inbox.next()[0].event["request"]
    assert request == {"id": box.calls()[0]["request_id"], "idempotency_key": "customer:1"}


def test_events_are_listed_by_type(box: Box) -> None:
    session = box.client.v1.checkout.sessions.create(params=order())
    box.pay(session)
    events = box.client.v1.events
    assert [one.type for one in events.list(params={"type": "payment_intent.*"}).data] == [
        "payment_intent.succeeded",
        "payment_intent.created",
    ]
    assert [one.type for one in events.list(params={"types": ["charge.succeeded"]}).data] == ["charge.succeeded"]

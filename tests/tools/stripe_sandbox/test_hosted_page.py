"""The hosted Checkout page: what buyers see, and what their cards do."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.tools.stripe_sandbox.conftest import Box, Inbox, order


def state(box: Box, session: Any) -> tuple[str | None, str]:
    found = box.client.v1.checkout.sessions.retrieve(session.id)
    return found.status, found.payment_status


def test_the_page_shows_the_order_and_says_that_no_real_money_moves(box: Box, session: Any) -> None:
    seen = box.fetch(session.url, Accept_Language="en-GB")
    assert seen.status == 200
    for text in ("No real money moves", "Pay Monsoon", "USD 24,000.00", "Instalment 1 of 3", "Cancel and return"):
        assert text in seen.text
    assert 'href="http://localhost:9/back"' in seen.text


def test_the_page_runs_nothing_and_lets_forms_lead_home_only(box: Box, session: Any) -> None:
    seen = box.fetch(session.url)
    assert seen.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; img-src data:; form-action 'self' http://localhost:9; "
        "base-uri 'none'; frame-ancestors 'none'"
    )
    for forbidden in ("<script", "style=", "<style", "onclick"):
        assert forbidden not in seen.text
    assert box.fetch("/assets/checkout.css").headers["Content-Type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(
    ("locale", "accepted", "expected"),
    [
        (None, "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        (None, "th, en;q=0.5, zh;q=0.7", "zh-Hans"),
        (None, "th", "en"),
        ("auto", "zh-TW", "zh-Hans"),
        ("zh", "en-GB", "zh-Hans"),
        ("en", "zh-CN", "en"),
    ],
)
def test_the_session_or_the_browser_chooses_the_language(
    box: Box, locale: str | None, accepted: str, expected: str
) -> None:
    session = box.client.v1.checkout.sessions.create(params=order(**({"locale": locale} if locale else {})))
    assert f'<html lang="{expected}">' in box.fetch(str(session.url), Accept_Language=accepted).text


@pytest.mark.parametrize(
    ("currency", "amount", "text"),
    [("vnd", 25_000_000, "VND 25,000,000"), ("idr", 1_500_000_050, "IDR 15,000,000.50"), ("kwd", 12_340, "KWD 12.340")],
)
def test_amounts_have_their_currencys_decimals(box: Box, currency: str, amount: int, text: str) -> None:
    price = {"currency": currency, "unit_amount": amount, "product_data": {"name": "Licence"}}
    session = box.client.v1.checkout.sessions.create(params=order(line_items=[{"quantity": 1, "price_data": price}]))
    assert f"Pay {text}<" in box.fetch(str(session.url)).text


def test_what_the_caller_says_is_escaped(box: Box) -> None:
    price = {"currency": "usd", "unit_amount": 100, "product_data": {"name": "<b>Storm</b>"}}
    session = box.client.v1.checkout.sessions.create(params=order(line_items=[{"quantity": 1, "price_data": price}]))
    assert "&lt;b&gt;Storm&lt;/b&gt;" in box.fetch(str(session.url)).text


def test_a_good_card_pays_and_leads_back(box: Box, session: Any) -> None:
    seen = box.pay(session)
    assert (seen.status, seen.headers["Location"]) == (303, f"http://localhost:9/paid?session={session.id}")
    paid: Any = box.client.v1.checkout.sessions.retrieve(
        session.id, params={"expand": ["payment_intent.latest_charge.balance_transaction"]}
    )
    intent = paid.payment_intent
    charge = intent.latest_charge
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert (paid.customer_details.name, paid.client_reference_id) == ("Bo Lin", "charge-1")
    assert (intent.status, intent.amount_received, intent.transfer_group) == ("succeeded", 2_400_000, "deal-1")
    assert (charge.paid, charge.transfer_group, charge.metadata.to_dict()) == (True, "deal-1", {"instalment": "1"})
    assert (charge.payment_method_details.card.brand, charge.payment_method_details.card.last4) == ("visa", "4242")
    assert (charge.balance_transaction.fee, charge.balance_transaction.net) == (69_630, 2_330_370)


def test_who_sends_the_form_twice_at_once_pays_once(box: Box, session: Any) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: box.pay(session), range(8)))
    assert {(seen.status, seen.headers["Location"]) for seen in answers} == {
        (303, f"http://localhost:9/paid?session={session.id}")
    }
    assert [charge.amount for charge in box.client.v1.charges.list().data] == [2_400_000]


@pytest.mark.parametrize(
    ("number", "code", "decline_code", "field"),
    [
        ("4000000000000002", "card_declined", "generic_decline", "number"),
        ("4000000000009995", "card_declined", "insufficient_funds", "number"),
        ("4000000000000069", "expired_card", None, "expiry"),
        ("4000000000000127", "incorrect_cvc", None, "cvc"),
    ],
)
def test_a_card_that_the_bank_refuses_can_be_followed_by_a_better_one(
    box: Box, inbox: Inbox, session: Any, number: str, code: str, decline_code: str | None, field: str
) -> None:
    seen = box.pay(session, number=number)
    assert seen.status == 422
    assert f'id="{field}-error"' in seen.text
    failed = inbox.until("payment_intent.payment_failed").event["data"]["object"]["last_payment_error"]
    assert (failed["code"], failed.get("decline_code"), failed["type"]) == (code, decline_code, "card_error")
    assert state(box, session) == ("open", "unpaid")
    assert box.pay(session).status == 303
    assert [charge.status for charge in box.client.v1.charges.list().data] == ["succeeded", "failed"]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"number": ""}, "number"),
        ({"number": "4242 4242 4242 4241"}, "number"),
        ({"number": "4111 1111 1111 1111"}, "number"),
        ({"expiry": "13/39"}, "expiry"),
        ({"expiry": "01/26"}, "expiry"),
        ({"expiry": "12/99"}, "expiry"),
        ({"cvc": "12"}, "cvc"),
        ({"name": " "}, "name"),
    ],
)
def test_a_mistake_is_shown_at_its_field_and_no_card_data_comes_back(
    box: Box, session: Any, changed: dict[str, str], field: str
) -> None:
    seen = box.pay(session, **changed)
    assert (seen.status, seen.text.count('class="err"')) == (422, 1)
    assert f'aria-describedby="{field}-error"' in seen.text
    assert ('value="Bo Lin"' in seen.text) == (field != "name")
    assert 'value="123"' not in seen.text
    assert 'value="4' not in seen.text
    assert box.client.v1.payment_intents.list().data == []


def test_digits_of_a_chinese_keyboard_are_digits(box: Box, session: Any) -> None:
    assert box.pay(session, number="４２４２４２４２４２４２４２４２", expiry="１２/３９", cvc="１２３").status == 303


def test_a_card_with_3d_secure_is_paid_after_the_buyer_has_confirmed(box: Box, inbox: Inbox, session: Any) -> None:
    seen = box.pay(session, number="4000 0025 0000 3155")
    question = f"/c/pay/{session.id}/authenticate"
    assert (seen.status, seen.headers["Location"]) == (303, question)
    assert state(box, session) == ("open", "unpaid")
    waiting = inbox.until("payment_intent.requires_action").event["data"]["object"]
    assert waiting["next_action"]["redirect_to_url"]["url"] == box.base + question
    assert "Complete" in box.fetch(question).text
    assert box.fetch(session.url).headers["Location"] == question
    done = box.submit(question, {"outcome": "pass"})
    assert (done.status, done.headers["Location"]) == (303, f"http://localhost:9/paid?session={session.id}")
    assert state(box, session) == ("complete", "paid")


def test_a_failed_3d_secure_leaves_the_page_open(box: Box, inbox: Inbox, session: Any) -> None:
    box.pay(session, number="4000 0025 0000 3155")
    seen = box.submit(f"/c/pay/{session.id}/authenticate", {"outcome": "fail"})
    assert seen.status == 422
    assert "could not confirm that it is you" in seen.text
    failed = inbox.until("payment_intent.payment_failed").event["data"]["object"]
    assert failed["last_payment_error"]["code"] == "payment_intent_authentication_failure"
    assert box.pay(session).status == 303


def test_an_expired_session_takes_no_card(box: Box, inbox: Inbox, session: Any) -> None:
    expired = box.client.v1.checkout.sessions.expire(session.id)
    assert (expired.status, expired.url) == ("expired", None)
    seen = box.pay(session)
    assert (seen.status, "This page has expired" in seen.text) == (410, True)
    assert inbox.until("checkout.session.expired").event["data"]["object"]["id"] == session.id
    assert box.client.v1.payment_intents.list().data == []


def test_a_paid_page_says_so(box: Box, session: Any) -> None:
    box.pay(session)
    seen = box.fetch(session.url)
    assert (seen.status, "This is paid" in seen.text) == (200, True)


def test_a_page_that_does_not_exist_is_not_found(box: Box) -> None:
    assert box.fetch("/c/pay/cs_test_nothing").status == 404

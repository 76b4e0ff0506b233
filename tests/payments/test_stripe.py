"""Stripe says no, pays back, or says what it must not: each is an end, a case, or a refusal. Against the real sandbox."""

import hashlib
import hmac
import json
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.actors import Actor, Staff
from accounts.models import Notice
from listings.models import Programme
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.kit.models import Job
from marketplace.kit.money import Money
from marketplace.payments import actions, ledger, tasks, verifying
from marketplace.payments.models import Charge, MoneyCase, StripeEvent, Verification
from marketplace.payments.states import CaseKind, ChargeState
from marketplace.payments.stripe import account
from marketplace.payments.stripe import client as stripe_client
from tests import database, factories
from tests.payments.settling import balances, claim, enter, parts_of

WEBHOOK = "/payments/stripe/webhook/"


@pytest.fixture
def stripe(stripe_sandbox: str) -> str:
    """The sandbox without what other tests paid there: its balance is this test's alone."""
    switch(stripe_sandbox, "forget")
    return stripe_sandbox


@pytest.fixture
def row(programme: Programme, bo: Actor, ana: Actor) -> Instalment:
    """US$10,000, invoiced now."""
    offer = factories.offer(programme, bo, at=timezone.now(), fee=Money(1_000_000, "USD"), plan="full")
    made = factories.contract(offer, ana, at=timezone.now())
    for who in (bo, ana):
        factories.sign(made, who, at=timezone.now())
    return parts_of(made)[0]


def switch(sandbox: str, name: str, **wish: Any) -> Any:
    request = Request(f"{sandbox}/_sandbox/{name}", json.dumps(wish).encode(), {"Content-Type": "application/json"})
    with urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())


def pay(charge: Charge) -> None:
    """Fill in the hosted page as a browser would."""
    card = {
        "number": "4242424242424242",
        "expiry": f"12/{timezone.now().year % 100 + 2}",
        "cvc": "123",
        "name": "Bo Lin",
    }
    address = urlsplit(charge.session_url)
    page = HTTPConnection(address.netloc, timeout=10)
    page.request("POST", address.path, urlencode(card), {"Content-Type": "application/x-www-form-urlencoded"})
    assert page.getresponse().status == 303
    page.close()


def paid_charge(row: Instalment, bo: Actor) -> Charge:
    """Opened, paid on the hosted page, and booked."""
    charge = actions.open_charge(instalment=row, by=bo, at=timezone.now())
    pay(charge)
    assert actions.settle_charge(charge=charge, at=timezone.now()) is True
    charge.refresh_from_db()
    return charge


def asked(charge: Charge, kind: str, thing: Any = None) -> StripeEvent:
    """An event that tells of the charge, handled."""
    found = thing or {"id": "x_1", "payment_intent": charge.payment_intent_id}
    event = {"id": f"evt_{kind}", "type": kind, "data": {"object": found}}
    stored = actions.receive_event(event=event, at=timezone.now())
    tasks.handle_event(event_id=stored.pk)
    stored.refresh_from_db()
    return stored


def test_g11_p10_a_clear_no_ends_the_charge_and_the_next_attempt_has_a_key_of_its_own(
    row: Instalment, bo: Actor, stripe_sandbox: str, client: Client
) -> None:
    switch(stripe_sandbox, "faults", next="drop", count=2)
    client.force_login(bo.user)
    assert client.post(f"/payments/{row.pk}/card/").status_code == 503  # the line drops, the intent is stored
    first = Charge.objects.get()
    bo.user.language = "zh-hans" if bo.user.language == "en" else "en"
    bo.user.save()
    again = client.post(f"/payments/{row.pk}/card/")
    assert (again.status_code, Charge.objects.count()) == (302, 1)  # other language, same key, same parameters
    first.refresh_from_db()
    assert first.state == ChargeState.OPEN
    # The same key with other parameters is a clear refusal: an end with its reason, and a new key next time.
    Charge.objects.update(state=ChargeState.INTENDED, session_id=None, request=first.request | {"locale": "de"})
    refused = client.post(f"/payments/{row.pk}/card/")
    assert refused.status_code == 409
    first.refresh_from_db()
    assert first.state == ChargeState.FAILED
    assert "same parameters" in first.last_error
    tasks.sweep()  # nobody asks again
    assert client.post(f"/payments/{row.pk}/card/").status_code == 302
    keys = list(Charge.objects.order_by("pk").values_list("idempotency_key", "state"))
    assert keys == [(f"pay:{row.reference}:1", "failed"), (f"pay:{row.reference}:2", "open")]


def test_g11_a_key_that_is_not_let_in_is_said_so_and_staff_learn_of_it(
    row: Instalment, bo: Actor, sam: Staff, stripe_sandbox: str, settings: Settings
) -> None:
    settings.STRIPE_API_KEY = "sk_test_wrong"
    with pytest.raises(stripe_client.ProviderShutUsOut):
        actions.open_charge(instalment=row, by=bo, at=timezone.now())
    assert Charge.objects.get().state == ChargeState.FAILED
    assert Notice.objects.filter(kind="payments.charge_failed", user=sam.user).count() == 1


def test_g11_too_little_for_a_card_is_refused_before_stripe_is_asked(
    row: Instalment, bo: Actor, stripe_sandbox: str
) -> None:
    with database.as_owner():
        Instalment.objects.filter(pk=row.pk).update(gross_minor=49, commission_minor=4)
    row.refresh_from_db()
    with pytest.raises(actions.TooSmallForCard) as refusal:
        actions.open_charge(instalment=row, by=bo, at=timezone.now())
    assert ("US$0.5" in refusal.value.message(), Charge.objects.count()) == (True, 0)


def test_g7_e1_a_reported_transfer_expires_the_open_checkout(row: Instalment, bo: Actor, stripe_sandbox: str) -> None:
    charge = actions.open_charge(instalment=row, by=bo, at=timezone.now())

    claim(row, bo)
    tasks.check_charge(charge_id=charge.pk)
    charge.refresh_from_db()
    assert charge.state == ChargeState.EXPIRED
    assert stripe_client.read_session(charge.session_id or "").status == "expired"


def test_g12_p21_refund_and_dispute_are_booked_and_raise_a_case_and_every_cent_is_found(
    row: Instalment, bo: Actor, sam: Staff, stripe: str
) -> None:
    charge = paid_charge(row, bo)
    assert list(verifying.check_stripe(timezone.now())) == []
    held = balances(row)["held"]
    with stripe_client.asking_stripe() as ours:
        ours.v1.refunds.create({"payment_intent": charge.payment_intent_id, "amount": 400_000})
    found = list(verifying.check_stripe(timezone.now()))  # before anybody told us: the balance gives it away
    assert (len(found), "refund" in found[0].item) == (1, True)
    assert asked(charge, "charge.refunded").handled_at is not None
    assert asked(charge, "refund.created").handled_at is not None  # twice is once
    case = MoneyCase.objects.get(kind=CaseKind.REFUND)
    assert (case.amount_minor, case.from_held_minor, balances(row)["held"]) == (400_000, 400_000, held - 360_000)
    assert Notice.objects.filter(kind="payments.money_left", user=sam.user).count() == 1
    assert Instalment.objects.get().state == InstalmentState.PAID
    assert list(verifying.check_stripe(timezone.now())) == []
    dispute = switch(stripe, "disputes", charge=charge.payment_intent_id)
    asked(charge, "charge.dispute.created")
    assert ledger.read_balance("disputed_funds", "USD").minor == 1_000_000
    assert ledger.read_balance("dispute_fees", "USD").minor == 1_500
    switch(stripe, "disputes", dispute=dispute["id"], won=True)
    asked(charge, "charge.dispute.closed")
    assert ledger.read_balance("disputed_funds", "USD").minor == 0
    assert MoneyCase.objects.get(kind=CaseKind.DISPUTE).status == "won"
    assert list(verifying.check_stripe(timezone.now())) == []
    actions.close_money_case(case=case, resolution="The buyer asked for it.", by=sam, at=timezone.now())
    with pytest.raises(actions.CaseClosed):
        actions.close_money_case(case=case, resolution="Again.", by=sam, at=timezone.now())
    # P-21: one cent less on a line of Stripe's balance.
    line = account.read_movements("USD")[0]
    switch(stripe, "alter", id=line.id, minor=-1)
    (finding,) = verifying.check_stripe(timezone.now())
    assert (finding.subject, line.id in finding.item) == ("stripe_balance USD", True)
    assert finding.expected != finding.found


def test_p21_a_cent_altered_in_the_ledger_or_in_a_receipt_is_named_and_the_command_fails(
    row: Instalment, sam: Staff, stripe: str, capsys: pytest.CaptureFixture[str]
) -> None:

    now = timezone.now()
    first, second = enter("V1", 500_00, sam, at=now), enter("V2", 700_00, sam, at=now)
    call_command("verify")
    assert (Verification.objects.get().findings, "everything adds up" in capsys.readouterr().out) == ([], True)
    as_owner("update payments_receipt set amount_minor = amount_minor + 1 where id = %s", second.pk)
    (finding,) = verifying.check_bank(timezone.now())
    assert (finding.subject, finding.expected, finding.found) == ("bank:operating USD", "US$1,200.01", "US$1,200")
    assert second.journal in finding.item
    as_owner(
        "update payments_entry set amount = amount - 1 where side = 'D' and journal_id = (select id from payments_journal where event_key = %s)",
        first.journal,
    )
    with pytest.raises(SystemExit):
        call_command("verify")
    said = capsys.readouterr().out
    assert "I6 bank:operating USD" in said
    assert first.journal in said
    run = Verification.objects.order_by("-started_at")[0]
    assert run.findings
    assert Notice.objects.filter(kind="payments.does_not_add_up", user=sam.user).count() == 1


def as_owner(sql: str, value: Any) -> None:
    """A hand that no trigger holds back."""
    with database.as_owner() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(sql, [value])
        cursor.execute("set session_replication_role = origin")


def signature(body: bytes, secret: str, at: int) -> str:
    return f"t={at},v1={hmac.new(secret.encode(), f'{at}.'.encode() + body, hashlib.sha256).hexdigest()}"


GOOD = {"id": "evt_p05", "type": "charge.succeeded", "livemode": False, "data": {"object": {"id": "ch_1"}}}


@pytest.mark.parametrize(
    "wrong",
    [
        {"livemode": True}, {"livemode": None}, {"account": "acct_other"}, {"id": None}, {"id": "e" * 81}, {"id": ""},
        {"type": "t" * 81}, {"type": 7}, {"data": []}, {"data": None}, {"note": "\x00"}, {"note": "\ud800"}, {"note": float("nan")},
    ],
    ids=str,
)  # fmt: skip
def test_p05_g20_signed_events_of_another_mode_account_or_shape_are_refused(
    db: None, client: Client, settings: Settings, caplog: pytest.LogCaptureFixture, wrong: dict[str, Any]
) -> None:
    body = json.dumps(GOOD | wrong).encode()
    now = int(timezone.now().timestamp())
    header = signature(body, settings.STRIPE_WEBHOOK_SECRET, now)
    answer = client.post(WEBHOOK, body, "application/json", headers={"Stripe-Signature": header})
    assert (answer.status_code, StripeEvent.objects.count()) == (400, 0)
    assert "webhook refused" in caplog.text


def test_p05_forged_old_and_future_signatures_are_refused_and_the_true_one_is_stored(
    db: None, client: Client, settings: Settings
) -> None:
    body, now, secret = json.dumps(GOOD).encode(), int(timezone.now().timestamp()), settings.STRIPE_WEBHOOK_SECRET
    headers = [
        "",
        "t=1",
        signature(body, "", now),
        signature(body, "other", now),
        signature(body, secret, now - 301),
        signature(body, secret, now + 600),
    ]
    for header in headers:
        assert client.post(WEBHOOK, body, "application/json", headers={"Stripe-Signature": header}).status_code == 400
    deep = b'{"id":"e","type":"t","livemode":false,"data":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    header = signature(deep, secret, now)
    assert client.post(WEBHOOK, deep, "application/json", headers={"Stripe-Signature": header}).status_code == 400
    assert StripeEvent.objects.count() == 0
    header = signature(body, secret, now)
    assert client.post(WEBHOOK, body, "application/json", headers={"Stripe-Signature": header}).status_code == 200
    assert StripeEvent.objects.get().stripe_id == "evt_p05"


@pytest.mark.parametrize("thing", [None, [], "ch_1", {"id": 7}, {"id": "ch_1", "metadata": [1]}], ids=str)
def test_g20_t04_an_event_whose_object_is_odd_is_dead_at_once_and_staff_set_it_aside(
    db: None, sam: Staff, client: Client, thing: Any
) -> None:
    event = actions.receive_event(event=GOOD | {"data": {"object": thing}}, at=timezone.now())
    tasks.handle_event(event_id=event.pk)
    tasks.sweep()
    tasks.handle_event(event_id=event.pk)
    event.refresh_from_db()
    job = Job.objects.get()
    assert (job.kind, job.row, job.attempts, job.dead_at is not None, event.handled_at) == (
        "payments.handle_event",
        event.pk,
        1,
        True,
        None,
    )
    (told,) = Notice.objects.filter(user=sam.user)
    assert (told.kind, told.values["what"]) == ("accounts.work_failed", f"evt_p05 · {event.kind}")
    queues = client.get("/health/queues").json()
    assert ("work_that_failed" in queues["late"], "stripe_event_to_handle" in queues["seconds"]) == (True, False)
    client.force_login(sam.user)
    page = client.get("/staff/work/").content.decode()
    assert f"evt_p05 · {event.kind}" in page
    assert "without its object" in page or "metadata that is none" in page
    assert client.post("/staff/work/", {"job": job.pk, "do": "retry"}).status_code == 302
    tasks.handle_event(event_id=event.pk)
    again = Job.objects.get()
    said = {"job": again.pk, "do": "aside", "reason": "A test of Stripe's."}
    assert client.post("/staff/work/", said).status_code == 302
    again.refresh_from_db()
    event.refresh_from_db()
    assert (again.set_aside_because, event.handled_at) == ("A test of Stripe's.", None)
    assert "work_that_failed" not in client.get("/health/queues").json()["late"]


def test_g5_while_stripe_is_silent_a_hundred_wake_ups_of_an_event_are_one_attempt(
    row: Instalment, bo: Actor, stripe_sandbox: str
) -> None:
    charge = actions.open_charge(instalment=row, by=bo, at=timezone.now())
    thing = {"id": charge.session_id, "metadata": {"charge": str(charge.pk)}}
    event = {"id": "evt_1", "type": "checkout.session.completed", "data": {"object": thing}}
    stored = actions.receive_event(event=event, at=timezone.now())
    switch(stripe_sandbox, "faults", next="drop", count=2)
    for _ in range(100):
        tasks.handle_event(event_id=stored.pk)
    job = Job.objects.get()
    assert (job.attempts, job.dead_at, job.last_error.partition(":")[0]) == (1, None, "ProviderSilent")
    Job.objects.update(next_attempt_at=timezone.now())
    tasks.handle_event(event_id=stored.pk)
    stored.refresh_from_db()
    assert (stored.handled_at is not None, Job.objects.count()) == (True, 0)

"""The worker is killed and the broker forgets everything: the rows are still there, and the work is done once."""

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
import redis
from django.conf import settings
from django.db import connection
from django.utils import timezone

from accounts.actors import Actor
from listings.models import Programme
from marketplace.contracts import tasks as contract_tasks
from marketplace.contracts.actions import accept_offer
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import ContractState, InstalmentState
from marketplace.kit.models import Job
from marketplace.payments import actions, ledger
from marketplace.payments import tasks as payment_tasks
from marketplace.payments.models import Charge, Journal, StripeEvent
from marketplace.payments.stripe import client
from marketplace.tools.launcher.children import Child
from tests import factories
from tests.servers import CeleryWorker
from tests.services import until

pytestmark = pytest.mark.django_db(transaction=True)


def forget_all() -> None:
    """The broker loses every message."""
    redis.Redis.from_url(settings.CELERY_BROKER_URL).flushdb()


def agreed(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    now = timezone.now()
    offer = factories.offer(programme, bo, at=now)
    return accept_offer(offer=offer, number=1, by=ana, at=now, commission_basis_points=1000)


def state() -> str:
    return Contract.objects.get().state


def unsealed() -> int:
    return Contract.objects.get().signatures.filter(sealed_at=None).count()


def test_a_worker_killed_between_signature_and_seal(
    later_worker: CeleryWorker, programme: Programme, bo: Actor, ana: Actor
) -> None:
    worker = later_worker
    agreed(programme, bo, ana)
    forget_all()
    worker.start()
    contract_tasks.sweep()
    until(lambda: state() == ContractState.TO_SIGN, "the contract is drawn up", worker.child)
    worker.kill()
    made = Contract.objects.get()
    for who in (bo, ana):
        factories.sign(made, who, at=timezone.now())
    forget_all()
    assert (state(), unsealed()) == (ContractState.SIGNED, 2)
    worker.start()
    Job.objects.update(next_attempt_at=timezone.now())
    contract_tasks.sweep()
    contract_tasks.sweep()
    until(lambda: unsealed() == 0, "both seals are applied", worker.child)
    assert made.signatures.count() == 2


@pytest.fixture
def charge(site: str, stripe_sandbox: str, programme: Programme, bo: Actor, ana: Actor) -> Charge:
    """A charge that waits for its payer at the sandbox."""
    made = factories.contract(factories.offer(programme, bo, at=timezone.now()), ana, at=timezone.now())
    for who in (bo, ana):
        factories.sign(made, who, at=timezone.now())
    first = Instalment.objects.get(number=1)
    return actions.open_charge(instalment=first, by=bo, at=timezone.now())


def event_of(charge: Charge, number: int = 1) -> dict[str, object]:
    thing = {"id": charge.session_id, "object": "checkout.session", "metadata": {"charge": str(charge.pk)}}
    return {"id": f"evt_{number}", "type": "checkout.session.completed", "data": {"object": thing}}


def paid_session(charge: Charge) -> client.Session:
    row = charge.instalment
    return client.Session(
        charge.session_id or "",
        "",
        "complete",
        paid=True,
        amount_minor=row.gross_minor,
        currency=row.currency,
        payment_intent_id="pi_x",
        fee_minor=100,
    )


def test_fifty_webhooks_of_one_payment_at_once_are_one_payment(charge: Charge) -> None:
    def deliver(_number: int) -> None:
        actions.receive_event(event=event_of(charge), at=timezone.now())
        actions.settle.record_card_payment(charge, paid_session(charge), at=timezone.now())
        connection.close()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(deliver, range(50)))
    assert StripeEvent.objects.count() == 1
    assert Journal.objects.filter(event_key="stripe:pi_x:charge").count() == 1
    assert Instalment.objects.get(number=1).state == InstalmentState.PAID
    assert ledger.check_books(at=timezone.now()) == []


def pay(charge: Charge) -> None:
    """Fill in the hosted page as a browser would; where it leads back to is not followed."""
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


def test_a_worker_killed_between_webhook_and_ledger(
    charge: Charge, later_worker: CeleryWorker, stripe_sandbox_process: Child
) -> None:
    worker = later_worker
    pay(charge)
    until(
        lambda: StripeEvent.objects.filter(kind="checkout.session.completed").exists(),
        "the webhook",
        stripe_sandbox_process,
    )
    assert Instalment.objects.get(number=1).state == InstalmentState.INVOICED
    forget_all()
    worker.start()
    payment_tasks.sweep()
    payment_tasks.sweep()
    until(lambda: not StripeEvent.objects.filter(handled_at=None).exists(), "the events are handled", worker.child)
    assert Instalment.objects.get(number=1).state == InstalmentState.PAID
    assert Contract.objects.get().state == ContractState.ACTIVE
    assert Journal.objects.filter(kind="paid_by_card").count() == 1
    assert ledger.check_books(at=timezone.now()) == []

"""What waits too long turns `/health/queues` red and names itself; what staff know of does not keep it red (T-12, G22)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor
from accounts.models import AuditEntry
from listings.exchange.models import Import
from listings.exchange.states import ImportState, Kind
from listings.models import ListingRevision, Programme
from listings.programmes.actions.save_programme import save_programme
from listings.programmes.queries.facts import facts_of
from marketplace.contracts.models import Contract
from marketplace.kit.delay_limits import DELAY_LIMITS
from marketplace.kit.problems import Invalid
from marketplace.payments.actions import post_invoices
from marketplace.payments.models import Charge, StripeEvent
from marketplace.payments.states import ChargeState
from marketplace.watch.actions import know_delay, note_heartbeat
from marketplace.watch.models import Heartbeat, KnownDelay
from marketplace.watch.queries import list_delays
from tests import factories
from tests.worlds import shareable

pytestmark = pytest.mark.django_db
LONG = timedelta(hours=30)


@pytest.fixture(autouse=True)
def alive() -> None:
    note_heartbeat(at=timezone.now())


@pytest.fixture
@shareable
def signed(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    """Signed by both a week ago; its invoices are not in the books yet."""
    made = factories.contract(factories.offer(programme, bo), ana)
    factories.sign(made, bo)
    factories.sign(made, ana)
    return made


def late() -> list[str]:
    """The names in a red answer; none in a green one."""
    response = Client().get("/health/queues")
    body = response.json()
    assert (response.status_code, body["status"]) == ((503, "late") if body["late"] else (200, "fine"))
    late: list[str] = body["late"]
    return late


def stripe_event(number: int, hours_ago: int = 30) -> None:
    event = StripeEvent.objects.create(stripe_id=f"evt_{number}", kind="odd", payload={})
    StripeEvent.objects.filter(pk=event.pk).update(received_at=timezone.now() - timedelta(hours=hours_ago))


def test_an_offer_whose_time_comes_does_not_wait(programme: Programme, bo: Actor) -> None:
    now = timezone.now()
    deal = factories.offer(programme, bo, at=now)
    ends = deal.rounds.get().expires_at
    assert {one.queue.name: one.since for one in list_delays(now)}["round_to_expire"] is None
    assert {one.queue.name: one.since for one in list_delays(ends)}["round_to_expire"] == ends


def test_everything_that_can_wait_is_watched() -> None:
    assert set(DELAY_LIMITS) >= {
        "notice_to_mail", "round_to_expire", "contract_to_draw_up", "signature_to_seal", "stripe_event_to_handle",
        "charge_not_opened", "charge_without_end", "invoice_to_book", "transfer_to_match", "import_without_life",
        "change_for_the_engine", "heartbeat", "listing_to_review", "changes_to_review",
    }  # fmt: skip


def test_t12_g22_a_clock_that_stands_still_is_named_and_its_next_beat_ends_the_alarm() -> None:
    assert late() == []
    Heartbeat.objects.update(at=timezone.now() - timedelta(minutes=3))
    assert late() == ["heartbeat"]
    know_delay(queue="heartbeat", reason="We know", by=factories.staff(), at=timezone.now())
    assert late() == ["heartbeat"]
    note_heartbeat(at=timezone.now())
    assert late() == []


def test_t12_g22_an_event_that_can_never_be_handled_is_known_and_the_next_one_alarms_again() -> None:
    stripe_event(1)
    assert late() == ["stripe_event_to_handle"]
    staff, then = factories.staff(), timezone.now() - timedelta(hours=29)
    known = know_delay(queue="stripe_event_to_handle", reason=" Odd event, asked Stripe ", by=staff, at=then)
    assert late() == []
    assert (known.reason, known.by) == ("Odd event, asked Stripe", staff.user)
    assert StripeEvent.objects.get().handled_at is None
    assert AuditEntry.objects.get(action="watch.know_delay").after == {
        "queue": "stripe_event_to_handle",
        "reason": "Odd event, asked Stripe",
    }
    stripe_event(2, hours_ago=28)
    assert late() == ["stripe_event_to_handle"]


@pytest.mark.parametrize(
    ("state", "name"), [(ChargeState.INTENDED, "charge_not_opened"), (ChargeState.OPEN, "charge_without_end")]
)
def test_t12_g22_a_charge_without_an_answer_is_named(signed: Contract, state: ChargeState, name: str) -> None:
    instalment = signed.instalments.get(number=1)
    charge = Charge.objects.create(
        instalment=instalment,
        attempt=1,
        idempotency_key="k",
        state=state,
        opened_by=factories.user(),
        opened_at=timezone.now() - LONG,
        amount_minor=instalment.gross_minor,
    )
    assert name in late()
    Charge.objects.filter(pk=charge.pk).update(state=ChargeState.FAILED)
    assert name not in late()


def test_t12_g22_an_invoice_that_is_not_in_the_books_is_named(signed: Contract) -> None:
    assert "invoice_to_book" in late()
    post_invoices(contract=signed, at=timezone.now())
    assert "invoice_to_book" not in late()


def test_t12_g22_an_import_that_stands_still_is_named() -> None:
    by = factories.actor("Ana", factories.organisation())
    Import.objects.create(
        organisation=by.organisation,
        user=by.user,
        kind=Kind.OWN,
        state=ImportState.READING,
        file=factories.stored_file(),
        beat_at=timezone.now() - timedelta(minutes=3),
    )
    assert late() == ["import_without_life"]


def test_t12_changes_of_a_listing_that_nobody_reviews_are_named_until_staff_know_of_them(
    programme: Programme, ana: Actor
) -> None:
    now = timezone.now()
    save_programme(
        programme=programme, values=facts_of(programme) | {"year": 2001}, revision=1, by=ana, at=now - timedelta(days=3)
    )
    assert late() == []
    ListingRevision.objects.update(submitted_at=now - timedelta(days=4, minutes=1))
    assert late() == ["changes_to_review"]
    know_delay(queue="changes_to_review", reason="Its seller was asked", by=factories.staff(), at=now)
    assert late() == []


@pytest.mark.parametrize(("queue", "reason", "field"), [("round_to_expire", " ", "reason"), ("moon", "why", "queue")])
def test_a_delay_is_known_with_a_reason_only(queue: str, reason: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        know_delay(queue=queue, reason=reason, by=factories.staff(), at=timezone.now())
    assert list(refused.value.errors) == [field]
    assert not KnownDelay.objects.exists()


def test_staff_note_a_known_delay_on_their_page_and_nobody_else_sees_it(client: Client) -> None:
    stripe_event(1)
    staff = factories.staff()
    client.force_login(staff.user)
    assert "Messages of Stripe to handle" in client.get("/staff/watch/").content.decode()
    refused = client.post("/staff/watch/", {"queue": "stripe_event_to_handle", "reason": "x" * 501})
    assert refused.status_code == 422
    assert "x" * 501 in refused.content.decode()
    assert (
        client.post("/staff/watch/", {"queue": "stripe_event_to_handle", "reason": "Asked Stripe"}).status_code == 302
    )
    assert "Asked Stripe" in client.get("/staff/watch/").content.decode()
    assert late() == []
    client.force_login(factories.user())
    assert client.get("/staff/watch/").status_code in {302, 403, 404}

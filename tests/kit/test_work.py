"""Work that may fail: wake-ups are hints (G5), what has failed for good is dead, alarms and can be tried again (T-04)."""

from datetime import datetime, timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from accounts.actors import Actor, Staff
from accounts.models import AuditEntry, Notice
from listings.models import Holding, Programme
from marketplace.contracts import tasks
from marketplace.contracts.actions import accept_offer
from marketplace.contracts.actions.accept_offer import add_lines, add_parties
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.kit import work
from marketplace.kit.models import Job
from marketplace.watch.actions import note_heartbeat
from tests import factories
from tests.worlds import shareable

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def alive() -> None:
    note_heartbeat(at=timezone.now())


@pytest.fixture
@shareable
def made(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    """Agreed, not drawn up."""
    now = timezone.now()
    return accept_offer(
        offer=factories.offer(programme, bo, at=now), number=1, by=ana, at=now, commission_basis_points=1000
    )


@pytest.fixture
@shareable
def spoilt(programme: Programme, bo: Actor) -> Contract:
    """One that can never be drawn up: what was agreed is not there."""
    now = timezone.now()
    offer = factories.offer(programme, bo, at=now)
    made = Contract.objects.create(
        number="MN-C-26-0001",
        deal=offer.deal,
        offer=offer,
        agreed={},
        agreed_sha256="0" * 64,
        sign_by=now + timedelta(days=14),
    )
    add_parties(made, offer, factories.terms())
    add_lines(made, offer, {1: Holding.objects.create()})
    return made


def wake(made: Contract, times: int = 1) -> None:
    for _ in range(times):
        try:
            tasks.draw_up(contract_id=made.pk)
        except KeyError:
            continue


def state(made: Contract) -> str:
    return Contract.objects.get(pk=made.pk).state


def test_g5_a_hundred_wake_ups_are_one_attempt(spoilt: Contract) -> None:
    wake(spoilt, 100)
    job = Job.objects.get()
    assert (job.kind, job.row, job.attempts, job.dead_at) == ("contracts.draw_up", spoilt.pk, 1, None)
    assert job.last_error == "KeyError: 'licensor'"


def test_g5_without_the_compare_and_set_every_wake_up_counts(spoilt: Contract, monkeypatch: pytest.MonkeyPatch) -> None:
    def count(kind: work.Kind, row: int, *, at: datetime) -> bool:
        Job.objects.get_or_create(kind=kind.name, row=row, defaults={"next_attempt_at": at, "begun_at": at})
        return bool(Job.objects.filter(kind=kind.name, row=row).update(attempts=F("attempts") + 1))

    monkeypatch.setattr(work, "begin_attempt", count)
    wake(spoilt, 100)
    assert Job.objects.get().dead_at is not None


def test_done_work_leaves_nothing_and_is_not_begun_again(made: Contract) -> None:
    wake(made, 3)
    assert (state(made), Job.objects.count()) == (ContractState.TO_SIGN, 0)


def test_a_success_after_failures_forgets_them(made: Contract) -> None:
    now = timezone.now()
    Job.objects.create(
        kind="contracts.draw_up", row=made.pk, attempts=9, next_attempt_at=now, begun_at=now - timedelta(hours=2)
    )
    wake(made)
    assert (state(made), Job.objects.count()) == (ContractState.TO_SIGN, 0)


def exhaust(made: Contract) -> None:
    for _ in work.PAUSES:
        Job.objects.update(next_attempt_at=timezone.now())
        wake(made)


def test_t04_after_the_last_attempt_it_is_dead_and_everybody_concerned_is_told(
    spoilt: Contract, ana: Actor, bo: Actor, cy: Actor, sam: Staff
) -> None:
    exhaust(spoilt)
    tasks.sweep()
    wake(spoilt)
    job = Job.objects.get()
    assert (job.attempts, job.dead_at is not None, state(spoilt)) == (10, True, ContractState.DRAWING_UP)
    told = Notice.objects.filter(kind__in=["accounts.work_failed", "contracts.held_up"])
    assert sorted(told.values_list("kind", "user")) == sorted(
        [("accounts.work_failed", sam.user.pk), ("contracts.held_up", ana.user.pk), ("contracts.held_up", bo.user.pk)]
    )


def test_t04_a_last_attempt_that_killed_its_process_is_dead_once_its_pause_is_over(made: Contract, sam: Staff) -> None:
    now = timezone.now()
    job = Job.objects.create(
        kind="contracts.draw_up", row=made.pk, attempts=10, begun_at=now, next_attempt_at=now + timedelta(seconds=9)
    )
    work.sweep_kind(tasks.DRAW_UP, at=now)
    job.refresh_from_db()
    assert job.dead_at is None
    work.sweep_kind(tasks.DRAW_UP, at=now + timedelta(seconds=10))
    job.refresh_from_db()
    assert job.dead_at == now + timedelta(seconds=10)


def client(who: Staff | Actor) -> Client:
    made = Client()
    made.force_login(who.user)
    return made


def test_t04_staff_try_it_again_with_a_button(made: Contract, sam: Staff) -> None:
    work.give_up(tasks.DRAW_UP, made, "OSError: no space left", at=timezone.now())
    job, browser = Job.objects.get(), client(sam)
    text = browser.get("/staff/work/").content.decode()
    assert "Contract to draw up" in text
    assert f"{made.number}: Saphan Pictures – Yunfan Video" in text
    assert "OSError: no space left" in text
    assert Client().get("/health/queues").json()["late"] == ["work_that_failed"]
    assert browser.post("/staff/work/", {"job": job.pk, "do": "retry"}).status_code == 302
    assert Job.objects.count() == 0
    assert AuditEntry.objects.get(action="accounts.retry_work").before["error"] == "OSError: no space left"
    wake(made)
    assert state(made) == ContractState.TO_SIGN
    again = browser.post("/staff/work/", {"job": job.pk, "do": "retry"})
    assert again.status_code == 404


def test_t04_what_is_set_aside_needs_a_reason_and_stops_being_an_alarm(made: Contract, sam: Staff) -> None:
    work.give_up(tasks.DRAW_UP, made, "x", at=timezone.now())
    job, browser = Job.objects.get(), client(sam)
    refused = browser.post("/staff/work/", {"job": job.pk, "do": "aside", "reason": "  "})
    assert (refused.status_code, list(refused.context["form"].messages())) == (422, ["reason"])
    assert browser.post("/staff/work/", {"job": job.pk, "do": "aside", "reason": "A test deal"}).status_code == 302
    job.refresh_from_db()
    assert (job.set_aside_because, job.set_aside_at is not None) == ("A test deal", True)
    tasks.sweep()
    wake(made)
    assert (state(made), Client().get("/health/queues").status_code) == (ContractState.DRAWING_UP, 200)


def test_only_staff_see_it(made: Contract, ana: Actor) -> None:
    work.give_up(tasks.DRAW_UP, made, "x", at=timezone.now())
    assert client(ana).get("/staff/work/").status_code == 404
    assert Client().get("/staff/work/").status_code == 302
    assert client(ana).post("/staff/work/", {"job": Job.objects.get().pk, "do": "retry"}).status_code == 404
    assert Job.objects.count() == 1

"""Invoices reach the books by a job like all others: tried again with pauses, dead in the end, retried by staff (G5, T-04)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions import retry_work
from accounts.actors import Actor, Staff
from accounts.models import Notice
from listings.models import Programme
from marketplace.contracts.models import Contract, Instalment
from marketplace.kit.models import Job
from marketplace.payments import tasks
from marketplace.payments.models import Journal
from tests import database, factories
from tests.payments.settling import signed


@pytest.fixture
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    return signed(factories.offer(programme, bo), bo, ana)


def set_currency(code: str) -> None:
    with database.as_owner():
        Instalment.objects.update(currency=code)


def test_g5_t04_invoices_that_cannot_be_booked_end_dead_and_are_booked_on_retry(contract: Contract, sam: Staff) -> None:
    set_currency("usd")
    for attempt in range(1, len(tasks.POST_INVOICES.pauses) + 1):
        for _again in range(3):  # only the first wake-up finds an attempt due
            try:
                tasks.post_invoices(contract_id=contract.pk)
            except ValueError:
                continue
        assert Job.objects.get().attempts == attempt
        Job.objects.update(next_attempt_at=timezone.now() - timedelta(seconds=1))
    job = Job.objects.get()
    assert (job.kind, job.row, job.dead_at is not None) == ("payments.post_invoices", contract.pk, True)
    assert Notice.objects.filter(kind="accounts.work_failed", user=sam.user).count() == 1
    set_currency("USD")
    tasks.post_invoices(contract_id=contract.pk)
    assert Journal.objects.count() == 0  # dead work waits for a person
    retry_work(job=job, by=sam, at=timezone.now())
    tasks.post_invoices(contract_id=contract.pk)
    assert (Journal.objects.filter(kind="invoice_issued").count(), Job.objects.count()) == (2, 0)
    tasks.post_invoices(contract_id=contract.pk)
    assert Journal.objects.count() == 2

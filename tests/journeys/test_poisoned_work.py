"""T-04: work that kills its process again and again ends as dead, says so, and holds up nothing else."""

import pytest
from django.utils import timezone

from accounts.actors import Actor, Staff
from accounts.models import Notice
from listings.models import Programme
from marketplace.contracts.actions import accept_offer
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.kit import work
from marketplace.kit.models import Job
from tests import factories
from tests.poison import POISON, POISONED
from tests.servers import CeleryWorker
from tests.services import until

pytestmark = pytest.mark.django_db(transaction=True)


def test_t04_a_task_that_kills_its_process_ends_dead_and_others_go_on(
    later_worker: CeleryWorker, programme: Programme, bo: Actor, ana: Actor, sam: Staff
) -> None:
    worker = later_worker
    worker.start("tests.poison")
    worker.was_killed = True  # Celery keeps a message of each death: they are thrown away with this worker
    poisoned = factories.organisation(POISONED)
    now = timezone.now()
    accept_offer(offer=factories.offer(programme, bo, at=now), number=1, by=ana, at=now, commission_basis_points=1000)

    def is_dead() -> bool:
        work.sweep_kind(POISON, at=timezone.now())
        return Job.objects.filter(kind=POISON.name, dead_at__isnull=False).exists()

    until(is_dead, "the poison is given up", worker.child, limit=120)
    until(lambda: Contract.objects.get().state == ContractState.TO_SIGN, "the contract", worker.child, limit=120)
    job = Job.objects.get()
    assert (job.kind, job.row, job.attempts) == ("tests.poison", poisoned.pk, 3)
    assert list(Notice.objects.filter(kind="accounts.work_failed").values_list("user", "values")) == [
        (sam.user.pk, {"work": "Poison", "what": POISONED})
    ]

"""Jobs of contracts: each finds its row and makes one call. Rows whose wake-up was lost are found by `sweep`."""

import logging
from datetime import datetime, timedelta
from typing import Any

from celery import shared_task
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from marketplace.contracts import actions
from marketplace.contracts.models import Contract, Signature
from marketplace.contracts.states import ContractState
from marketplace.kit.jobs import enqueue

log = logging.getLogger(__name__)
MOST_ATTEMPTS = 10


@shared_task(name="contracts.draw_up")
def draw_up(*, contract_id: int, **_later: Any) -> None:
    contract = begin(contract_id)
    if contract and actions.draw_up(contract=contract, at=timezone.now()):
        finish(contract)


@shared_task(name="contracts.seal")
def seal(*, contract_id: int, **_later: Any) -> None:
    contract = begin(contract_id)
    if contract and actions.seal(contract=contract, at=timezone.now()):
        finish(contract)


@shared_task(name="contracts.sweep")
def sweep(**_later: Any) -> None:
    """Lapse what was not signed in time; wake up the work whose task was lost."""
    now = timezone.now()
    actions.lapse_contracts(at=now)
    for contract in granted_without_list():
        actions.list_materials(contract=contract)
    for contract in due(now):
        enqueue("contracts.draw_up" if contract.drawn_up_at is None else "contracts.seal", contract_id=contract.pk)


def granted_without_list() -> list[Contract]:
    """Contracts whose licence was granted before materials were listed."""
    granted = Contract.objects.filter(state__in=[ContractState.SIGNED, ContractState.ACTIVE], materials=None)
    return list(granted.select_related("offer__programme"))


def due(at: datetime) -> list[Contract]:
    """Contracts with work to be done whose next attempt is due."""
    unsealed = Signature.objects.filter(contract=OuterRef("pk"), sealed_at=None)
    work = Q(state=ContractState.DRAWING_UP) | Exists(unsealed)
    return list(Contract.objects.filter(work, next_attempt_at__lte=at, attempts__lt=MOST_ATTEMPTS))


def begin(contract_id: int) -> Contract | None:
    """Count the attempt before the work, so that a crash counts, and put the next one off (2, 4, 8 … seconds)."""
    contract = Contract.objects.select_related("offer__programme").filter(pk=contract_id).first()
    if contract is None or contract.attempts >= MOST_ATTEMPTS:
        log.error("contract %s: no further attempt", contract_id)
        return None
    wait = timedelta(seconds=2 ** (contract.attempts + 4))
    Contract.objects.filter(pk=contract_id).update(attempts=F("attempts") + 1, next_attempt_at=timezone.now() + wait)
    return contract


def finish(contract: Contract) -> None:
    """The work is done: forget the attempts."""
    Contract.objects.filter(pk=contract.pk).update(attempts=0, next_attempt_at=timezone.now())

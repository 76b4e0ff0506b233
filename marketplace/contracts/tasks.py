"""Jobs of contracts: each makes one call for its row. Rows whose wake-up was lost are found by `sweep`."""

from datetime import datetime
from typing import Any

from celery import shared_task
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.notices import send_loose_notices
from marketplace.contracts import actions
from marketplace.contracts.filed import CHECK, check_again, describe_contract
from marketplace.contracts.models import Contract, Signature
from marketplace.contracts.states import ContractState
from marketplace.kit import work
from marketplace.offers.actions.draft_notices import draft_for_parties


def to_draw_up() -> QuerySet[Contract]:
    return Contract.objects.filter(state=ContractState.DRAWING_UP).with_parties()


def to_seal() -> QuerySet[Contract]:
    unsealed = Signature.objects.filter(contract=OuterRef("pk"), sealed_at=None)
    return Contract.objects.filter(Exists(unsealed)).with_parties()


def tell_of_delay(contract: Contract, at: datetime) -> None:
    """Both sides learn that it takes a person of ours now."""
    send_loose_notices(*draft_for_parties(contract, "contracts.held_up", "contract", contract=contract.number), at=at)


DRAW_UP = work.register_kind(
    work.Kind(
        "contracts.draw_up",
        _("Contract to draw up"),
        "contracts.draw_up",
        "contract_id",
        to_draw_up,
        describe_contract,
        tell_of_delay,
    )
)
SEAL = work.register_kind(
    work.Kind(
        "contracts.seal",
        _("Contract to seal"),
        "contracts.seal",
        "contract_id",
        to_seal,
        describe_contract,
        tell_of_delay,
    )
)


@shared_task(name="contracts.draw_up")
def draw_up(*, contract_id: int, **_later: Any) -> None:
    work.attempt_work(DRAW_UP, contract_id, lambda contract: actions.draw_up(contract=contract, at=timezone.now()))


@shared_task(name="contracts.seal")
def seal(*, contract_id: int, **_later: Any) -> None:
    """A signature that came while the others were being sealed is next at once."""
    done = work.attempt_work(SEAL, contract_id, lambda contract: actions.seal(contract=contract, at=timezone.now()))
    if done and to_seal().filter(pk=contract_id).exists():
        SEAL.wake(contract_id)


@shared_task(name="contracts.check_document")
def check_document(*, contract_id: int, **_later: Any) -> None:
    work.attempt_work(CHECK, contract_id, check_again)


@shared_task(name="contracts.sweep")
def sweep(**_later: Any) -> None:
    """Lapse what was not signed in time; wake up the work whose task was lost."""
    now = timezone.now()
    actions.lapse_contracts(at=now)
    for contract in granted_without_list():
        actions.list_materials(contract=contract)
    for kind in (DRAW_UP, SEAL):
        work.sweep_kind(kind, at=now)


def granted_without_list() -> list[Contract]:
    """Contracts whose licence was granted before materials were listed."""
    granted = Contract.objects.filter(state__in=[ContractState.SIGNED, ContractState.ACTIVE], materials=None)
    return list(granted.with_parties())

"""The first instalment is paid: the licence is active."""

from datetime import datetime

from django.db import transaction

from accounts.audit import record_entry
from marketplace.contracts.actions.moves import move_contract
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.offers.actions.draft_notices import draft_for_parties


@transaction.atomic
def activate_licence(*, contract: Contract, at: datetime) -> bool:
    """Make a signed contract's licence active; False when it is active already. Called in the payment's transaction."""
    locked = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if locked.state == ContractState.ACTIVE:
        return False
    move_contract(locked, ContractState.ACTIVE, active_at=at)
    told = draft_for_parties(locked, "contracts.active", "contract", contract=locked.number)
    record_entry(by=None, did="contracts.activate", what=locked, at=at, tell=told)
    return True

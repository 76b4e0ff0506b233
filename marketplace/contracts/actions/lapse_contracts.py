"""Give the rights back when a contract was not signed in time."""

from datetime import datetime

from django.db import transaction

from accounts.audit import record_entry
from accounts.notices import close_notices
from listings.rights.actions.hold_rights import release_holdings
from marketplace.contracts.actions.moves import ContractMovedOn, move_contract
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.kit.pages import url_of
from marketplace.offers.actions.draft_notices import draft_for_parties


def lapse_contracts(*, at: datetime) -> int:
    """Lapse every unsigned contract whose deadline is over at `at`; returns how many."""
    waiting = [ContractState.DRAWING_UP, ContractState.TO_SIGN]
    over = Contract.objects.filter(state__in=waiting, sign_by__lte=at).with_parties()
    return sum(lapse_contract(contract, at=at) for contract in over)


def lapse_contract(contract: Contract, *, at: datetime) -> bool:
    """Lapse one contract and free its rights; False when the second signature came first."""
    try:
        with transaction.atomic():
            move_contract(contract, ContractState.LAPSED, lapsed_at=at)
            release_holdings(holdings=contract.holdings, at=at)
            close_notices(["contracts.agreed", "contracts.to_sign"], url=url_of(contract.deal, "contract"), at=at)
            told = draft_for_parties(contract, "contracts.lapsed", "contract", contract=contract.number)
            record_entry(by=None, did="contracts.lapse", what=contract, at=at, tell=told)
    except ContractMovedOn:
        return False
    return True

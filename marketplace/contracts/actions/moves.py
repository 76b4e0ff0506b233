"""The contract's state moves: one table, one compare-and-set."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from marketplace.contracts.models import Contract
from marketplace.contracts.states import MOVES, ContractState
from marketplace.kit.problems import Problem


class ContractMovedOn(Problem):
    code = "contract_moved_on"
    text = _("This contract has moved on since the page was opened: it is now “%(state)s”.")

    def __init__(self, contract: Contract) -> None:
        contract.refresh_from_db()
        super().__init__(state=contract.get_state_display())


def move_contract(contract: Contract, to: ContractState, **changes: Any) -> None:
    """Set the state and `changes` together, unless somebody was faster (ContractMovedOn)."""
    sources = [state for state, targets in MOVES.items() if to in targets]
    if not Contract.objects.filter(pk=contract.pk, state__in=sources).update(state=to, **changes):
        raise ContractMovedOn(contract)
    contract.state = to
    for name, value in changes.items():
        setattr(contract, name, value)


def parties(contract: Contract) -> tuple[Any, Any]:
    """(buyer, seller) of the contract."""
    return contract.buyer, contract.seller


def page(contract: Contract, tab: str) -> str:
    """The address of a tab of the deal room."""
    return f"/deal/{contract.deal.public_id}/{tab}/"

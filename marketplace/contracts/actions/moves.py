"""State moves of a contract and of its instalments. Losing a race is a refusal, not an overwrite."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import INSTALMENT_MOVES, MOVES, ContractState, InstalmentState
from marketplace.kit.transitions import MovedOn


class ContractMovedOn(MovedOn):
    code = "contract_moved_on"
    text = _("This contract has moved on since the page was opened: it is now “%(state)s”.")


class InstalmentMovedOn(MovedOn):
    code = "instalment_moved_on"
    text = _("This instalment has moved on: it is now “%(state)s”.")


def move_contract(contract: Contract, to: ContractState, **changes: Any) -> None:
    """Set the state and `changes` together, unless somebody was faster (ContractMovedOn)."""
    MOVES.move(contract, to, ContractMovedOn, **changes)


def move_instalment(instalment: Instalment, to: InstalmentState, **changes: Any) -> None:
    """Set the state and `changes` together, unless somebody was faster (InstalmentMovedOn)."""
    INSTALMENT_MOVES.move(instalment, to, InstalmentMovedOn, **changes)

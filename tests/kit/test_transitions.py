"""One compare-and-set for every state: who is faster moves, the other is refused and changes nothing."""

import pytest
from django.db.models import F, Q

from accounts.actors import Actor
from listings.models import Programme
from marketplace.contracts.actions.moves import ContractMovedOn
from marketplace.contracts.models import Contract
from marketplace.contracts.states import MOVES, ContractState
from tests import factories
from tests.factories import NOW
from tests.worlds import shareable


@pytest.fixture
@shareable
def contract(programme: Programme, ana: Actor, bo: Actor) -> Contract:
    """One that waits for signatures."""
    return factories.contract(factories.offer(programme, bo), ana)


def stored(contract: Contract) -> tuple[object, ...]:
    return Contract.objects.values_list("state", "signed_at", "lapsed_at").get(pk=contract.pk)


def test_a_move_sets_the_state_and_the_changes_and_the_row_knows_them(contract: Contract) -> None:
    MOVES.move(contract, ContractState.SIGNED, ContractMovedOn, signed_at=F("made_at"))
    assert stored(contract) == ("signed", NOW, None)
    assert (contract.state, contract.signed_at) == ("signed", NOW)


def test_who_comes_second_is_refused_and_changes_nothing(contract: Contract) -> None:
    slow = Contract.objects.get(pk=contract.pk)
    MOVES.move(contract, ContractState.SIGNED, ContractMovedOn, signed_at=NOW)
    with pytest.raises(ContractMovedOn) as refusal:
        MOVES.move(slow, ContractState.LAPSED, ContractMovedOn, lapsed_at=NOW)
    assert (stored(contract), slow.state) == (("signed", NOW, None), "signed")
    assert refusal.value.detail() == {"state": "signed"}
    assert "it is now “Signed”" in refusal.value.message()


def test_a_state_that_leads_elsewhere_is_not_left(contract: Contract) -> None:
    assert not MOVES.try_move(contract, ContractState.ACTIVE, active_at=NOW)
    assert stored(contract) == ("to_sign", None, None)
    assert (MOVES.allows("to_sign", ContractState.SIGNED), MOVES.allows("active", ContractState.LAPSED)) == (
        True,
        False,
    )


def test_a_condition_beside_the_state_counts_too(contract: Contract) -> None:
    assert not MOVES.try_move(contract, ContractState.SIGNED, Q(number="MN-C-00-0000"), signed_at=NOW)
    assert stored(contract) == ("to_sign", None, None)

"""Who may do what with a contract."""

from accounts.actors import Actor
from marketplace.contracts.models import Contract
from marketplace.contracts.states import ContractState
from marketplace.offers.policies import allows_in, side_of


def may_sign(actor: Actor, contract: Contract) -> bool:
    """A signatory of a side that has not signed yet, while the contract waits for signatures."""
    signed = {signature.side for signature in contract.signatures.all()}
    waiting = contract.state == ContractState.TO_SIGN and side_of(actor, contract) not in signed
    return waiting and actor.scopes is None and allows_in("sign_contract", actor, contract)


def is_buyer(actor: Actor, contract: Contract) -> bool:
    """Does the actor's organisation stand on the paying side?"""
    return contract.buyer.pk == actor.organisation.pk


def is_granted(contract: Contract) -> bool:
    """Have both sides signed? From then on materials are delivered."""
    return contract.state in {ContractState.SIGNED, ContractState.ACTIVE}


def may_deliver(actor: Actor, contract: Contract) -> bool:
    """The seller's members who sell deliver."""
    return is_granted(contract) and allows_in("deliver_material", actor, contract)


def may_check(actor: Actor, contract: Contract) -> bool:
    """The buyer's members who buy accept or refuse what was delivered."""
    return is_granted(contract) and allows_in("accept_material", actor, contract)

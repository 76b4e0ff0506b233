"""Who may pay."""

from accounts.actors import Actor
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState
from marketplace.offers.policies import allows_in


def is_payer(actor: Actor, instalment: Instalment) -> bool:
    """Does the actor's organisation owe this instalment?"""
    return instalment.contract.buyer.pk == actor.organisation.pk


def may_pay(actor: Actor, instalment: Instalment) -> bool:
    """A buyer's member with the finance or owner role pays what is invoiced, unless the deal stands still."""
    invoiced = instalment.state == InstalmentState.INVOICED
    return invoiced and allows_in("open_charge", actor, instalment.contract)

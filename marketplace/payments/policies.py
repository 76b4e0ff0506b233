"""Who may pay."""

from accounts.actors import Actor
from accounts.roles import Permission
from marketplace.contracts.models import Instalment
from marketplace.contracts.states import InstalmentState


def is_payer(actor: Actor, instalment: Instalment) -> bool:
    """Does the actor's organisation owe this instalment?"""
    return instalment.contract.offer.buyer_id == actor.organisation.pk


def may_pay(actor: Actor, instalment: Instalment) -> bool:
    """A buyer's member with the finance or owner role pays what is invoiced."""
    return is_payer(actor, instalment) and actor.can(Permission.PAY) and instalment.state == InstalmentState.INVOICED

"""Who may make which move in a negotiation. Pages ask the same predicates before they draw a button."""

from accounts.actors import Actor
from accounts.roles import Permission
from listings.models import Programme
from marketplace.offers.models import Offer, Round
from marketplace.offers.states import OfferState, Side


def side_of(actor: Actor, offer: Offer) -> Side:
    """On which side of the deal the actor's organisation stands."""
    return Side.BUYER if offer.buyer_id == actor.organisation.pk else Side.SELLER


def permission_of(side: Side) -> Permission:
    """What a member needs to negotiate on this side."""
    return Permission.BUY if side == Side.BUYER else Permission.SELL


def may_offer(actor: Actor, programme: Programme) -> bool:
    """A verified buyer's member may offer for a published programme of somebody else."""
    own = programme.organisation_id == actor.organisation.pk
    return actor.verified and actor.organisation.buys and actor.can(Permission.BUY) and programme.published and not own


def may_negotiate(actor: Actor, offer: Offer) -> bool:
    """May this member move for the organisation's side at all?"""
    return actor.verified and actor.can(permission_of(side_of(actor, offer)))


def is_turn_of(actor: Actor, offer: Offer, open_round: Round | None) -> bool:
    """Is it this side's turn: is the open round the other side's?"""
    return offer.state == OfferState.OPEN and open_round is not None and open_round.side != side_of(actor, offer)


def may_answer(actor: Actor, offer: Offer, open_round: Round | None) -> bool:
    """May this member accept, counter or decline now?"""
    return is_turn_of(actor, offer, open_round) and may_negotiate(actor, offer)


def may_withdraw(actor: Actor, offer: Offer, open_round: Round | None) -> bool:
    """Either side may leave while the negotiation is open."""
    return offer.state == OfferState.OPEN and open_round is not None and may_negotiate(actor, offer)

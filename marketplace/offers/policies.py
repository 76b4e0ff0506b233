"""Who may make which move in a negotiation. Pages ask the same predicates before they draw a button."""

from accounts.actors import Actor
from accounts.models import Organisation
from accounts.policies import Around, allows, refusal
from accounts.refusals import NotAllowedNow
from accounts.roles import Permission
from listings.models import Programme
from marketplace.offers.models import Offer, Round
from marketplace.offers.states import OfferState, Side


def is_party(actor: Actor, offer: Offer) -> bool:
    """Does the actor's organisation stand on one of the two sides?"""
    return actor.organisation.pk in {offer.buyer_id, offer.seller_id}


def side_of(actor: Actor, offer: Offer) -> Side:
    """On which side of the deal the actor's organisation stands."""
    return Side.BUYER if offer.buyer_id == actor.organisation.pk else Side.SELLER


def other_of(actor: Actor, offer: Offer) -> Organisation:
    """The organisation on the other side."""
    return offer.seller if side_of(actor, offer) == Side.BUYER else offer.buyer


def permission_of(side: Side) -> Permission:
    """What a member needs to negotiate on this side."""
    return Permission.BUY if side == Side.BUYER else Permission.SELL


def around_deal(actor: Actor, offer: Offer) -> Around:
    """What an act in this deal depends on beside the actor."""
    listing = offer.programme
    return Around(other_of(actor, offer), listing.original_title, listing.state, offer.opened_at)


def allows_in(act: str, actor: Actor, offer: Offer) -> bool:
    """Is this act allowed now on the actor's side of the deal?"""
    return is_party(actor, offer) and allows(act, actor, side_of(actor, offer), around_deal(actor, offer))


def standstill_of(act: str, actor: Actor, offer: Offer) -> NotAllowedNow | None:
    """Why this act has to wait in this deal, whatever the role; None when the deal goes on."""
    return refusal(act, actor, around_deal(actor, offer))


def around_offer(programme: Programme) -> Around:
    """What a first offer depends on beside the actor."""
    return Around(programme.organisation, programme.original_title, programme.state)


def may_offer(actor: Actor, programme: Programme) -> bool:
    """A verified buyer's member may offer for a published programme of somebody else."""
    foreign = programme.organisation_id != actor.organisation.pk
    return foreign and actor.organisation.buys and allows("submit_offer", actor, Side.BUYER, around_offer(programme))


def may_talk(actor: Actor, offer: Offer) -> bool:
    """May this member write to the other side?"""
    return allows_in("send_message", actor, offer)


def is_turn_of(actor: Actor, offer: Offer, open_round: Round | None) -> bool:
    """Is it this side's turn: is the open round the other side's?"""
    return offer.state == OfferState.OPEN and open_round is not None and open_round.side != side_of(actor, offer)


def may_answer(actor: Actor, offer: Offer, open_round: Round | None) -> bool:
    """May this member accept or counter now?"""
    return is_turn_of(actor, offer, open_round) and allows_in("accept_offer", actor, offer)


def may_decline(actor: Actor, offer: Offer, open_round: Round | None) -> bool:
    """May this member say no? That stays open when the deal stands still."""
    return is_turn_of(actor, offer, open_round) and allows_in("decline_offer", actor, offer)


def may_withdraw(actor: Actor, offer: Offer, open_round: Round | None) -> bool:
    """Either side may leave while the negotiation is open."""
    return offer.state == OfferState.OPEN and open_round is not None and allows_in("withdraw_offer", actor, offer)

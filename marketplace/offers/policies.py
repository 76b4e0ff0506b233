"""Who may make which move in a deal. Pages ask the same predicates before they draw a button."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from accounts.actors import Actor
from accounts.belonging import Place
from accounts.models import Organisation
from accounts.policies import Around, find_refusal, is_allowed
from accounts.refusals import NotAllowedNow
from accounts.roles import Permission
from listings.models import Programme
from listings.states import ListingState
from marketplace.offers.models import Deal, Offer, Round
from marketplace.offers.states import OfferState, Side


class Dealing(Protocol):
    """What two sides do with each other about some listings: an offer, or a contract."""

    @property
    def deal(self) -> Deal: ...
    @property
    def buyer(self) -> Organisation: ...
    @property
    def seller(self) -> Organisation: ...
    @property
    def programmes(self) -> Sequence[Programme]: ...
    @property
    def title(self) -> str: ...
    @property
    def opened_at(self) -> datetime: ...


class Listed(Protocol):
    """A listing, or what was read of it."""

    @property
    def original_title(self) -> str: ...
    @property
    def state(self) -> str: ...


def is_party(actor: Actor, about: Dealing) -> bool:
    """Does the actor's organisation stand on one of the two sides?"""
    return actor.organisation.pk in {about.buyer.pk, about.seller.pk}


def side_of(actor: Actor, about: Dealing) -> Side:
    """On which side of the deal the actor's organisation stands."""
    return Side.BUYER if about.buyer.pk == actor.organisation.pk else Side.SELLER


def other_of(actor: Actor, about: Dealing) -> Organisation:
    """The organisation on the other side."""
    return about.seller if side_of(actor, about) == Side.BUYER else about.buyer


def permission_of(side: Side) -> Permission:
    """What a member needs to negotiate on this side."""
    return Permission.BUY if side == Side.BUYER else Permission.SELL


def around_deal(
    about: Dealing, other: Organisation, listings: Sequence[Listed], places: Sequence[Place] | None = None
) -> Around:
    """What an act in this deal depends on beside the actor: one listing that is off the market stops it."""
    stopped = (listing for listing in listings if listing.state != ListingState.PUBLISHED)
    listing = next(stopped, listings[0])
    return Around(other, listing.original_title, listing.state, about.opened_at, places)


def allows_in(act: str, actor: Actor, about: Dealing) -> bool:
    """Is this act allowed now on the actor's side of the deal?"""
    if not is_party(actor, about):
        return False
    return is_allowed(act, actor, side_of(actor, about), around_deal(about, other_of(actor, about), about.programmes))


def standstill_of(act: str, actor: Actor, about: Dealing) -> NotAllowedNow | None:
    """Why this act has to wait in this deal, whatever the role; None when the deal goes on."""
    return find_refusal(act, actor, around_deal(about, other_of(actor, about), about.programmes))


def around_offer(listing: Listed, seller: Organisation, places: Sequence[Place] | None = None) -> Around:
    """What a first offer depends on beside the actor."""
    return Around(seller, listing.original_title, listing.state, places=places)


def may_offer(actor: Actor, programme: Programme) -> bool:
    """A verified buyer's member may offer for a published programme of somebody else."""
    if programme.organisation_id == actor.organisation.pk or not actor.organisation.buys:
        return False
    return is_allowed("submit_offer", actor, Side.BUYER, around_offer(programme, programme.organisation))


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

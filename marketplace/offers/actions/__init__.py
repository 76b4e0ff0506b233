"""Everything that can be done to an offer. (Accepting one makes a contract: see marketplace.contracts.actions.)"""

from marketplace.offers.actions.counter_offer import NothingChanged, counter_offer
from marketplace.offers.actions.decline_offer import decline_offer
from marketplace.offers.actions.expire_rounds import expire_rounds
from marketplace.offers.actions.moves import (
    NotYourMove,
    NotYourTurn,
    OfferMovedOn,
    RoundExpired,
    close_round,
    move_offer,
)
from marketplace.offers.actions.send_message import EmptyMessage, send_message
from marketplace.offers.actions.submit_offer import (
    MayNotOffer,
    NotFree,
    NotOnOffer,
    submit_offer,
)
from marketplace.offers.actions.withdraw_offer import withdraw_offer

__all__ = [
    "EmptyMessage",
    "MayNotOffer",
    "NotFree",
    "NotOnOffer",
    "NotYourMove",
    "NotYourTurn",
    "NothingChanged",
    "OfferMovedOn",
    "RoundExpired",
    "close_round",
    "counter_offer",
    "decline_offer",
    "expire_rounds",
    "move_offer",
    "send_message",
    "submit_offer",
    "withdraw_offer",
]

"""How far the negotiation of a deal is, and whose turn it is."""

from django.utils.translation import gettext as _

from marketplace.offers.states import OfferState
from marketplace.offers.web.deal_entries import DealView, Turn

DEAD = {OfferState.DECLINED, OfferState.WITHDRAWN, OfferState.EXPIRED}


def is_made(deal: DealView) -> bool:
    return True


def is_agreed(deal: DealView) -> bool:
    return deal.offer.state == OfferState.ACCEPTED


def has_broken_off(deal: DealView) -> bool:
    return deal.offer.state in DEAD


def find_answer(deal: DealView) -> Turn | None:
    """The round on the table."""
    if deal.round is None:
        return None
    mine = deal.round.side != deal.side
    title = _("Your turn to reply") if mine else _("Waiting for %(other)s") % {"other": deal.other}
    return Turn(mine, title, deal.round.expires_at, [])

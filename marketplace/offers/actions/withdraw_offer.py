"""Leave an open negotiation."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.audit import record_entry
from marketplace.offers.actions.draft_notices import draft_for_other_side
from marketplace.offers.actions.moves import OfferMovedOn, close_round, move_offer, must_be_allowed_in
from marketplace.offers.models import Offer
from marketplace.offers.queries import open_round
from marketplace.offers.states import OfferState, RoundState


@transaction.atomic
def withdraw_offer(*, offer: Offer, reason: str, by: Actor, at: datetime) -> None:
    """Either side ends the negotiation while it is open. Raises NotYourMove, NotAllowedNow, OfferMovedOn."""
    must_be_allowed_in(offer, "withdraw_offer", by)
    round_ = open_round(offer)
    if round_ is None:
        raise OfferMovedOn(offer)
    close_round(round_, RoundState.WITHDRAWN, at=at)
    move_offer(offer, OfferState.WITHDRAWN, at=at, reason=reason.strip())
    told = draft_for_other_side(offer, by, "offers.withdrawn")
    record_entry(by=by, did="offers.withdraw", what=offer, at=at, after={"reason": reason.strip()}, tell=[told])

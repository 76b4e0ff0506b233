"""Leave an open negotiation."""

from datetime import datetime

from django.db import transaction

from accounts.actors import Actor
from accounts.audit import record
from accounts.notices import tell
from marketplace.offers.actions.moves import OfferMovedOn, close_round, move_offer, must_be_allowed_in
from marketplace.offers.models import Offer
from marketplace.offers.policies import other_of
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
    record(by=by, did="offers.withdraw", what=offer, at=at, after={"reason": reason.strip()})
    told = other_of(by, offer)
    tell(
        told, "offers.withdrawn", at=at, url=offer.deal.url_of(),
        programme=offer.title, other=by.organisation.name_en,
    )  # fmt: skip

"""Say no to the terms on the table, with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record
from accounts.notices import tell
from marketplace.kit.problems import Invalid
from marketplace.offers.actions.moves import answerable_round, close_round, move_offer
from marketplace.offers.models import Offer
from marketplace.offers.policies import other_of
from marketplace.offers.states import OfferState, RoundState


@transaction.atomic
def decline_offer(*, offer: Offer, number: int, reason: str, by: Actor, at: datetime) -> None:
    """End the negotiation with a reason that the other side reads.

    Raises what `answerable_round` raises; Invalid without a reason.
    """
    round_ = answerable_round(offer, act="decline_offer", number=number, by=by, at=at)
    if not reason.strip():
        raise Invalid({"reason": [str(_("Say why: the other side reads it."))]})
    close_round(round_, RoundState.DECLINED, at=at)
    move_offer(offer, OfferState.DECLINED, at=at, reason=reason.strip())
    record(by=by, did="offers.decline", what=offer, at=at, after={"reason": reason.strip()})
    told = other_of(by, offer)
    tell(
        told, "offers.declined", at=at, url=offer.deal.url_of(),
        programme=offer.title, other=by.organisation.name_en, reason=reason.strip(),
    )  # fmt: skip

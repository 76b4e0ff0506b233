"""Say no to the terms on the table, with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record_entry
from marketplace.kit.problems import Invalid
from marketplace.offers.actions.draft_notices import draft_for_other_side
from marketplace.offers.actions.moves import answerable_round, close_round, move_offer
from marketplace.offers.models import Offer
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
    said = reason.strip()
    told = draft_for_other_side(offer, by, "offers.declined", reason=said)
    record_entry(by=by, did="offers.decline", what=offer, at=at, after={"reason": said}, tell=[told])

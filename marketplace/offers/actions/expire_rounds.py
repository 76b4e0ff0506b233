"""Close rounds that nobody answered in time."""

from datetime import datetime

from django.db import transaction

from accounts.audit import record_entry
from marketplace.offers.actions.draft_notices import draft_for_parties
from marketplace.offers.actions.moves import OfferMovedOn, close_round, move_offer
from marketplace.offers.models import Round
from marketplace.offers.states import OfferState, RoundState


def expire_rounds(*, at: datetime) -> int:
    """Expire every open round whose time is over at `at`, each in a transaction of its own; returns how many."""
    over = Round.objects.filter(state=RoundState.OPEN, expires_at__lte=at)
    return sum(expire_round(row, at=at) for row in over.select_related("offer__deal__buyer", "offer__deal__seller"))


def expire_round(round_: Round, *, at: datetime) -> bool:
    """Expire one round and its offer; False when an answer came first."""
    offer = round_.offer
    try:
        with transaction.atomic():
            close_round(round_, RoundState.EXPIRED, at=at)
            move_offer(offer, OfferState.EXPIRED, at=at)
            told = draft_for_parties(offer, "offers.expired", version=round_.number)
            record_entry(by=None, did="offers.expire", what=offer, at=at, after={"round": round_.number}, tell=told)
    except OfferMovedOn:
        return False
    return True

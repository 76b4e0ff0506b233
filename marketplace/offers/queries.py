"""Reading negotiations."""

from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.actors import Actor
from listings.models import Programme
from listings.queries.cells import Rights, is_free, read_rights, timeline
from listings.queries.request import Cell
from marketplace.offers.models import Offer, OfferQuerySet, Round
from marketplace.offers.states import OfferState, RoundState, Side
from marketplace.offers.terms import Line, Terms


def open_round(offer: Offer) -> Round | None:
    """The round that waits for an answer, if any."""
    return offer.rounds.filter(state=RoundState.OPEN).first()


def last_round(offer: Offer) -> Round:
    """The newest round, open or not."""
    return offer.rounds.order_by("-number")[0]


def offers_of(actor: Actor) -> OfferQuerySet:
    """The organisation's deals, newest first, with what a list shows."""
    rows = Offer.objects.visible_to(actor).select_related("programme", "buyer", "seller")
    return rows.prefetch_related("programme__texts").order_by("-opened_at")


def rounds_to_answer(actor: Actor) -> QuerySet[Round]:
    """Open rounds that this organisation has to answer, the nearest deadline first."""
    ours = actor.organisation
    to_seller = Q(offer__seller=ours, side=Side.BUYER)
    to_buyer = Q(offer__buyer=ours, side=Side.SELLER)
    rounds = Round.objects.filter(to_seller | to_buyer, offer__state=OfferState.OPEN, state=RoundState.OPEN)
    return rounds.order_by("expires_at")


def waiting_for(actor: Actor) -> list[Round]:
    """The rounds that this organisation has to answer, with what a list shows of them."""
    return list(rounds_to_answer(actor).select_related("offer__programme", "offer__buyer", "offer__seller"))


def conflicts(terms: Terms, programme: Programme, *, held_for: str, at: datetime) -> list[Cell]:
    """The cells of `terms` that cannot be licensed as proposed, checked against the programme's rights now."""
    rights = read_rights([programme], at)[programme.pk]
    others = rights.apart_from(held_for)
    return sorted({cell for line in terms.lines for cell in line.cells if not cell_is_free(others, cell, line)})


def cell_is_free(rights: Rights, cell: Cell, line: Line) -> bool:
    """Is this cell free for the line's window, languages and exclusivity?"""
    return is_free(timeline(rights, cell, line.request))

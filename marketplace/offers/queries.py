"""Reading negotiations."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.actors import Actor
from listings.models import Programme
from listings.rights.queries.cells import Rights, is_free, make_timeline, read_rights
from listings.rights.request import Cell
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
    rows = Offer.objects.visible_to(actor).with_deal()
    return rows.prefetch_related("lines__programme__texts").order_by("-opened_at", "-pk")


def rounds_to_answer(actor: Actor) -> QuerySet[Round]:
    """Open rounds that this organisation has to answer, the nearest deadline first."""
    ours = actor.organisation
    to_seller = Q(offer__deal__seller=ours, side=Side.BUYER)
    to_buyer = Q(offer__deal__buyer=ours, side=Side.SELLER)
    rounds = Round.objects.filter(to_seller | to_buyer, offer__state=OfferState.OPEN, state=RoundState.OPEN)
    return rounds.order_by("expires_at")


def waiting_for(actor: Actor) -> list[Round]:
    """The rounds that this organisation has to answer, with what a list shows of them."""
    rounds = rounds_to_answer(actor).select_related("offer__deal__buyer", "offer__deal__seller")
    return list(rounds.prefetch_related("offer__lines"))


def conflicts(terms: Terms, listings: Mapping[int, Programme], *, at: datetime) -> list[Cell]:
    """The cells that cannot be licensed as proposed, checked against the rights now in the `listings` of the lines' numbers."""
    rights = read_rights(listings.values(), at)
    return sorted(
        {
            cell
            for line in terms.lines
            for cell in line.cells
            if not cell_is_free(rights[listings[line.number].pk], cell, line)
        }
    )


def cell_is_free(rights: Rights, cell: Cell, line: Line) -> bool:
    """Is this cell free for the line's window, languages and exclusivity?"""
    return is_free(make_timeline(rights, cell, line.request))

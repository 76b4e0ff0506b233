"""Open a negotiation: a buyer's first proposal."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.allowing import check_act, hold_organisations
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.policies import find_refusal
from accounts.roles import Permission
from listings.models import Programme
from listings.rights.actions.lock_listings import lock_listings
from listings.rights.request import Cell
from listings.states import ListingState
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.problems import Problem
from marketplace.offers.actions.draft_notices import draft_for_party
from marketplace.offers.actions.moves import ROUND_LIFE_DAYS
from marketplace.offers.models import Deal, Offer, OfferLine, Round
from marketplace.offers.payable import refuse_unpayable
from marketplace.offers.policies import around_offer
from marketplace.offers.queries import conflicts
from marketplace.offers.states import Side
from marketplace.offers.terms import Terms


class NotOnOffer(Problem):
    code = "not_on_offer"
    text = _("This programme is not on offer.")


class SentBefore(Problem):
    """A form that was sent, changed with the browser's "back", and sent again."""

    code = "idempotency_key_reused"
    text = _("This form was sent already, with other terms: it made deal %(deal)s.")
    hint = _("Open that deal, or open the offer sheet anew for another offer.")


class MayNotOffer(Problem):
    code = "may_not_offer"
    status = 403
    text = _("Only a buyer's member with the role buyer or owner can send offers, and not for the own programmes.")


class NotFree(Problem):
    """Cells of the proposal that cannot be licensed as asked."""

    code = "rights_not_free"
    text = _("Not free for this window: %(names)s.")
    hint = _("Leave these out, or change the dates or the exclusivity.")

    def __init__(self, cells: Iterable[Cell]) -> None:
        self.cells = list(cells)
        super().__init__(names=", ".join(f"{territory} {medium}" for medium, territory in self.cells))

    def detail(self) -> dict[str, Any]:
        return {"cells": [list(cell) for cell in self.cells]}


def submit_offer(
    *, programme: Programme, terms: Terms, message: str, by: Actor, at: datetime, client_key: str | None = None
) -> Offer:
    """Send a buyer's first proposal to the programme's seller; valid for 7 days.

    The same `client_key` sent twice gives the first offer again; with other terms it raises SentBefore. Raises
    NotAllowedNow, MayNotOffer, NotOnOffer, FeeNotPayable, NotFree.
    """
    if found := sent_before(client_key, programme, terms, by):
        return found
    try:
        with transaction.atomic():
            must_be_allowed_to_offer(programme, by)
            refuse_unpayable(terms)
            if taken := conflicts(terms, {1: programme}, at=at):
                raise NotFree(taken)
            return open_offer(programme, terms, message, by, at, client_key)
    except IntegrityError as error:
        found = sent_before(client_key, programme, terms, by)
        if found is None or violated_constraint(error) != "one_deal_per_submission":
            raise
        return found


def sent_before(client_key: str | None, programme: Programme, terms: Terms, by: Actor) -> Offer | None:
    """The offer that this submission made already. Raises SentBefore when it said something else then."""
    own = Offer.objects.filter(deal__buyer=by.organisation, deal__client_key=client_key, number=1)
    found = own.select_related("deal").first() if client_key else None
    if found and (found.programmes != [programme] or Terms.from_json(found.rounds.get(number=1).terms) != terms):
        raise SentBefore(deal=found.public_id)
    return found


def must_be_allowed_to_offer(programme: Programme, by: Actor) -> None:
    """Raise the refusal that fits, if `by` may not offer for this programme now."""
    now, seller, places = hold_organisations(by, programme.organisation)
    (listing,) = lock_listings([programme])
    if found := find_refusal("submit_offer", now):
        raise found
    if seller.pk == now.organisation.pk or not now.organisation.buys:
        raise MayNotOffer
    if listing.state != ListingState.PUBLISHED or not seller.verified:
        raise NotOnOffer
    around = around_offer(listing, seller, places)
    check_act("submit_offer", now, lambda _by: MayNotOffer(), side=Side.BUYER, around=around)


def open_offer(
    programme: Programme, terms: Terms, message: str, by: Actor, at: datetime, client_key: str | None
) -> Offer:
    """The rows of a new deal and its first negotiation, its trace and the seller's notice."""
    deal = Deal.objects.create(
        public_id=next_deal_id(at),
        buyer=by.organisation,
        seller=programme.organisation,
        opened_by=by.user,
        opened_at=at,
        client_key=client_key,
    )
    offer = Offer.objects.create(deal=deal, opened_by=by.user, opened_at=at)
    OfferLine.objects.create(offer=offer, number=1, programme=programme)
    add_round(offer, 1, Side.BUYER, terms, message, by, at)
    told = draft_for_party(
        offer,
        offer.seller,
        "offers.received",
        may=Permission.SELL,
        buyer=offer.buyer.name_en,
        deal=offer.public_id,
    )
    record_entry(by=by, did="offers.submit", what=offer, at=at, after=terms.to_json(), tell=[told])
    return offer


def add_round(offer: Offer, number: int, side: Side, terms: Terms, message: str, by: Actor, at: datetime) -> Round:
    """The next numbered proposal, open for 7 days."""
    return Round.objects.create(
        offer=offer,
        number=number,
        side=side,
        author=by.user,
        terms=terms.to_json(),
        message=message.strip(),
        made_at=at,
        expires_at=at + timedelta(days=ROUND_LIFE_DAYS),
    )


def next_deal_id(at: datetime) -> str:
    """MN-D-26-0418: year and a number that grows; gaps are possible."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('offers_deal_number')")
        (number,) = cursor.fetchone()
    return f"MN-D-{at:%y}-{number:04d}"

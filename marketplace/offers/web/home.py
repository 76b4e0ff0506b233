"""What a seller's home shows of the negotiations: what waits for an answer, what is talked about, the newest titles' offers."""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language

from accounts.actors import Actor
from listings.catalogue.web.cards import Card
from listings.models import Programme
from listings.programmes.web.home import list_shelf, newest_titles
from marketplace.kit.money import sum_by_currency
from marketplace.offers.models import Offer, Round
from marketplace.offers.queries import waiting_for
from marketplace.offers.states import OfferState
from marketplace.offers.terms import Terms


def read_negotiations(actor: Actor) -> dict[str, Any]:
    """The facts of all cards about negotiations."""
    language = get_language() or "en"
    talks = Offer.objects.visible_to(actor).filter(deal__seller=actor.organisation, state=OfferState.OPEN)
    fees = [Terms.from_json(newest_round(offer).terms).fee for offer in talks.prefetch_related("rounds")]
    return {
        "waiting": [
            (row, Card(row.offer.programme, language), Terms.from_json(row.terms)) for row in waiting_for(actor)
        ],
        "talks": len(fees),
        "talks_sum": sum_by_currency((fee.minor, fee.currency) for fee in fees),
    }


def newest_round(offer: Offer) -> Round:
    """The round that lies on the table."""
    return max(offer.rounds.all(), key=lambda row: row.number)


def read_shelf(actor: Actor) -> dict[str, Any]:
    """The facts of the card of titles."""
    newest = newest_titles(actor)
    offers = count_open_offers(actor, newest)
    rows = list_shelf(newest, timezone.now())
    return {"titles": [row | {"offers": offers[row["p"].pk]} for row in rows]}


def count_open_offers(actor: Actor, programmes: list[Programme]) -> dict[int, int]:
    """How many offers are open for each."""
    count = Count("offerlines", filter=Q(offerlines__offer__state=OfferState.OPEN))
    rows = Programme.objects.owned_by(actor).filter(pk__in=[one.pk for one in programmes]).annotate(n=count)
    return dict(rows.values_list("pk", "n"))

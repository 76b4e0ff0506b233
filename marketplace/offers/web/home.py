"""What a seller's home shows of the newest titles: their rights, and the offers that are open for them."""

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from accounts.actors import Actor
from listings.models import Programme
from listings.web.home import list_shelf, newest_titles
from marketplace.offers.states import OfferState


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

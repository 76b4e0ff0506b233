"""The deadline that every page of the reader's shows."""

from django.utils import translation

from accounts.actors import Actor
from listings.models import Programme
from marketplace.offers.web.waiting_rounds import find_next_deadline
from tests import factories


def test_the_next_deadline_names_the_title_in_the_readers_language(programme: Programme, ana: Actor, bo: Actor) -> None:
    offer = factories.offer(programme, bo)
    with translation.override("en"):
        found = find_next_deadline(ana)
    assert found is not None
    assert (found.name, found.url) == ("The Shophouse by the River", f"/deal/{offer.public_id}/")
    assert find_next_deadline(bo) is None

"""The rounds that wait for the reader's answer, as the frame of every page shows them."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.places import Deadline
from listings.catalogue.web.cards import Card
from marketplace.kit.pages import url_of
from marketplace.offers.queries import rounds_to_answer


def count_rounds(actor: Actor | None) -> int:
    return rounds_to_answer(actor).count() if actor else 0


def find_next_deadline(actor: Actor) -> Deadline | None:
    """The round that is to be answered first."""
    row = rounds_to_answer(actor).select_related("offer__deal").first()
    if row is None:
        return None
    url = url_of(row.offer.deal)
    return Deadline(
        row.expires_at, url, Card(row.offer.programme, get_language() or "en").title, _("Your turn to reply")
    )

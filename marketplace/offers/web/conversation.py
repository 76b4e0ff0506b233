"""What was said and done in a deal, in order of time."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.actors import Actor
from marketplace.offers.models import Offer, Round
from marketplace.offers.policies import side_of
from marketplace.offers.states import Side


def list_events(offer: Offer, rounds: list[Round], actor: Actor) -> list[dict[str, Any]]:
    """Messages and events in order of time."""
    own = side_of(actor, offer)
    items: list[dict[str, Any]] = []
    for row in rounds:
        party = offer.buyer if row.side == Side.BUYER else offer.seller
        text = _("%(party)s sent version %(number)s") % {"party": party.name_en, "number": row.number}
        items.append({"at": row.made_at, "event": text})
        if row.message:
            items.append(
                {"at": row.made_at, "text": row.message, "author": row.author, "party": party, "mine": row.side == own}
            )
    for message in offer.deal.messages.select_related("author", "organisation"):
        mine = message.organisation_id == actor.organisation.pk
        items.append(
            {
                "at": message.at,
                "text": message.text,
                "author": message.author,
                "party": message.organisation,
                "mine": mine,
            }
        )
    if offer.closed_at:
        items.append({"at": offer.closed_at, "event": offer.get_state_display(), "reason": offer.closing_reason})
    return sorted(items, key=lambda item: item["at"])

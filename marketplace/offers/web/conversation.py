"""What was said and done in a deal, in order of time."""

from collections.abc import Iterator
from itertools import chain
from operator import itemgetter
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import AuditEntry
from marketplace.kit.activity import label_verb, stream_verbs
from marketplace.kit.slices import entries_of
from marketplace.offers.models import Round
from marketplace.offers.states import Side
from marketplace.offers.web.deal_entries import DealSubjects, DealView


def list_events(deal: DealView, rounds: list[Round]) -> list[dict[str, Any]]:
    """Messages and events in order of time. What happened to the offer its own rows tell, all else the trail."""
    items = [*list_versions_sent(deal, rounds), *list_messages(deal), *list_entries(deal)]
    if deal.offer.closed_at:
        state, reason = deal.offer.get_state_display(), deal.offer.closing_reason
        items.append({"at": deal.offer.closed_at, "event": state, "reason": reason})
    return sorted(items, key=itemgetter("at"))


def list_versions_sent(deal: DealView, rounds: list[Round]) -> Iterator[dict[str, Any]]:
    """Each version, and the message that came with it."""
    for row in rounds:
        party = deal.offer.buyer if row.side == Side.BUYER else deal.offer.seller
        text = _("%(party)s sent version %(number)s") % {"party": party.name_en, "number": row.number}
        yield {"at": row.made_at, "event": text}
        if row.message:
            mine = row.side == deal.side
            yield {"at": row.made_at, "text": row.message, "author": row.author, "party": party, "mine": mine}


def list_messages(deal: DealView) -> Iterator[dict[str, Any]]:
    """What was written between versions."""
    own = deal.actor.organisation.pk
    for row in deal.offer.deal.messages.select_related("author", "organisation"):
        yield {
            "at": row.at,
            "text": row.text,
            "author": row.author,
            "party": row.organisation,
            "mine": row.organisation_id == own,
        }


def list_entries(deal: DealView) -> list[dict[str, Any]]:
    """What happened to the contract, its materials and payments, as far as both sides know of it; by whose organisation."""
    found = Q()
    for subject in chain.from_iterable(place.find(deal) for place in entries_of(DealSubjects)):
        kind, verbs = subject._meta.model_name, stream_verbs(type(subject))
        found |= Q(object_kind=kind, object_id=str(subject.pk), action__in=verbs)
    rows = AuditEntry.objects.filter(found).select_related("organisation").order_by("pk") if found else []
    return [
        {"at": row.at, "event": label_verb(row.action), "by": row.organisation.name_en if row.organisation else ""}
        for row in rows
    ]

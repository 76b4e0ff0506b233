"""What all pages of a deal share: who may see it, the line of stages, whose turn it is, the tabs of all slices."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from accounts.days import moment_in_zones, today_for
from accounts.web.access import MemberRequest
from listings.catalogue.web.cards import Card
from marketplace.kit.slices import entries_of
from marketplace.offers.models import Offer
from marketplace.offers.policies import other_of
from marketplace.offers.queries import offers_of, open_round
from marketplace.offers.web.deal_entries import DealTab, DealView, NextStep, Turn
from marketplace.offers.web.stages import find_standstill, list_stages, name_standing


def find_deal(request: MemberRequest, public_id: str) -> DealView:
    """The deal of this number as the reader sees it, or 404."""
    offer = get_object_or_404(offers_of(request.actor), deal__public_id=public_id)
    return DealView(offer, open_round(offer), request.actor)


def frame_of(deal: DealView, tab: str) -> dict[str, Any]:
    """What every tab of the deal shows."""
    offer, turn, now = deal.offer, find_turn(deal), timezone.now()
    return {
        "offer": offer,
        "card": Card(offer.programme, get_language() or "en"),
        "round": deal.round,
        "stages": list_stages(deal),
        "standing": name_standing(deal),
        "tabs": list_tabs(offer, tab),
        "side": deal.side,
        "other": other_of(deal.actor, offer),
        "standstill": find_standstill(deal),
        "turn": turn,
        "today": today_for(deal.actor, now),
        "now": now,
        "in_zones": moment_in_zones(turn.until, (offer.seller, offer.buyer)) if turn and turn.until else "",
    }


def find_turn(deal: DealView) -> Turn | None:
    """The "your turn" card of this moment; None when the deal has ended."""
    turns = (step.find(deal) for step in entries_of(NextStep))
    return next(filter(None, turns), None)


def list_tabs(offer: Offer, current: str) -> list[dict[str, Any]]:
    """The tabs of all slices, with their addresses."""
    return [
        {"label": tab.label, "url": reverse(tab.route, args=[offer.public_id]), "current": tab.key == current}
        for tab in entries_of(DealTab)
    ]

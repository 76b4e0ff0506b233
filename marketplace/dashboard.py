"""The seller's home: the numbers, what waits, the newest titles with their rights, where licences run, what will arrive."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from accounts.actors import Actor
from accounts.days import today_for
from listings.models import Programme, RightOut
from listings.queries.cells import SEVERITY, read_rights, timeline
from listings.queries.stale import stale_titles
from listings.states import ListingState, Purpose
from listings.web.presenting import Card, usual, worst_state
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import ContractState, InstalmentState
from marketplace.kit.money import Money
from marketplace.kit.vocab import territories
from marketplace.offers.models import Offer
from marketplace.offers.queries import waiting_for
from marketplace.offers.states import OfferState, Side
from marketplace.offers.terms import Terms

SHOWN = 6
# Tones of a territory's tile, the deepest for the one with the most licences.
TONES = 4


def dashboard(actor: Actor) -> dict[str, Any]:
    """The context of the seller's home."""
    language, now = get_language() or "en", timezone.now()
    own = Programme.objects.owned_by(actor).select_related("organisation")
    own = own.prefetch_related("texts", "artworks", "versions")
    newest = list(own.order_by("-changed_at")[:SHOWN])
    return {
        "titles": shelf(newest, now, language), "title_count": own.count(), "first_steps": not newest,
        "published": own.filter(state=ListingState.PUBLISHED).count(), "stale": stale_titles(actor, now).count(),
        "tiles": licences_by_territory(actor, now),
    } | waiting(actor, language) | money(actor)  # fmt: skip


def waiting(actor: Actor, language: str) -> dict[str, Any]:
    """Offers to answer and contracts to sign."""
    rows = waiting_for(actor)
    to_sign = Contract.objects.visible_to(actor).filter(state=ContractState.TO_SIGN)
    to_sign = to_sign.exclude(signatures__organisation=actor.organisation).with_parties()
    return {
        "waiting": [(row, Card(row.offer.programme, language), Terms.from_json(row.terms)) for row in rows],
        "to_sign": [(contract, Card(contract.programme, language)) for contract in to_sign],
    }


def money(actor: Actor) -> dict[str, Any]:
    """What is signed, what is talked about, what will arrive."""
    due = Instalment.objects.visible_to(actor).filter(
        contract__parties__side=Side.SELLER, contract__parties__organisation=actor.organisation
    )
    invoiced = due.filter(state=InstalmentState.INVOICED).with_contract()
    talks = Offer.objects.visible_to(actor).filter(deal__seller=actor.organisation, state=OfferState.OPEN)
    fees = [Terms.from_json(newest(offer).terms).fee for offer in talks.prefetch_related("rounds")]
    return {
        "signed": sums(due.exclude(state=InstalmentState.PLANNED).values_list("gross_minor", "currency")),
        "talks": len(fees), "talks_sum": sums((fee.minor, fee.currency) for fee in fees),
        "receivable": sums((row.net_minor, row.currency) for row in invoiced),
        "overdue": invoiced.filter(due_on__lt=today_for(actor, timezone.now())).count(),
        "receipts": list(invoiced.order_by("due_on")[:SHOWN]), "today": today_for(actor, timezone.now()),
    }  # fmt: skip


def newest(offer: Offer) -> Any:
    """The round that lies on the table."""
    return max(offer.rounds.all(), key=lambda row: row.number)


def shelf(programmes: list[Programme], at: datetime, language: str) -> list[dict[str, Any]]:
    """Each title with its offers and one bar: in how many of the fifteen territories its SVOD is free for a year."""
    rights = read_rights(programmes, at)
    asked = replace(usual(timezone.localdate(at)), territories=territories.HOME)
    count = Count("offerlines", filter=Q(offerlines__offer__state=OfferState.OPEN))
    offers = dict(Programme.objects.filter(pk__in=rights).annotate(n=count).values_list("pk", "n"))
    rows = []
    for one in programmes:
        states = Counter(worst_state(timeline(rights[one.pk], cell, asked)) for cell in asked.cells)
        rows.append(
            {"p": one, "card": Card(one, language), "bar": shares(states), "free": states["free"], "offers": offers[one.pk]}
        )  # fmt: skip
    return rows


def shares(states: Counter[str]) -> list[tuple[float, float, str]]:
    """The states as parts of one bar, the best first: (start %, width %, state)."""
    parts, start, whole = [], 0.0, states.total() or 1
    for state in sorted(states, key=SEVERITY.index):
        width = round(100 * states[state] / whole, 2)
        parts.append((start, width, state))
        start = round(start + width, 2)
    return parts


def licences_by_territory(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """How many licences of the own titles run or will run, by territory."""
    rows = RightOut.objects.filter(programme__organisation=actor.organisation, active=True)
    sold = rows.filter(purpose__in=(Purpose.LICENCE, Purpose.EXTERNAL), period__endswith__gt=today_for(actor, at))
    counts = Counter(code for row in sold for code in row.territories)
    most = max(TONES, *counts.values(), 0)
    return [tile(code, counts[code], most) for code in territories.HOME]


def tile(code: str, count: int, most: int) -> dict[str, Any]:
    """One territory; the more licences, the deeper its tone."""
    tone = f"h{math.ceil(TONES * count / most)}" if count else ""
    said = ngettext("%(n)s licence", "%(n)s licences", count) % {"n": count}
    return {"code": code, "css": tone, "text": str(count) if count else "", "label": said}


def sums(amounts: Iterable[tuple[int, str]]) -> list[Money]:
    """Totals per currency, the largest first."""
    totals: dict[str, int] = {}
    for minor, currency in amounts:
        totals[currency] = totals.get(currency, 0) + minor
    return sorted((Money(minor, currency) for currency, minor in totals.items()), key=lambda m: -m.minor)

"""What a seller's home shows of the titles: how many, the rights of the newest, where licences run, what is to be confirmed."""

import math
from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext

from accounts.actors import Actor
from accounts.days import today_for
from listings.catalogue.web.cards import Card
from listings.catalogue.web.presenting import usual_request_on, worst_state
from listings.models import Programme, RightOut
from listings.programmes.queries.stale import stale_titles
from listings.rights.queries.cells import SEVERITY, make_timeline, read_rights
from listings.states import ListingState, Purpose
from marketplace.vocabularies import territories

SHOWN = 6
# Tones of a territory's tile, the deepest for the one with the most licences.
TONES = 4


def read_titles(actor: Actor) -> dict[str, Any]:
    """The facts of all cards about titles."""
    own, now = Programme.objects.owned_by(actor), timezone.now()
    return {
        "title_count": own.count(),
        "published": own.filter(state=ListingState.PUBLISHED).count(),
        "stale": stale_titles(actor, now).count(),
        "tiles": licences_by_territory(actor, now),
    }


def newest_titles(actor: Actor) -> list[Programme]:
    """The own titles that were changed last."""
    own = Programme.objects.owned_by(actor).select_related("organisation")
    return list(own.prefetch_related("texts", "artworks", "versions").order_by("-changed_at")[:SHOWN])


def list_shelf(programmes: list[Programme], at: datetime) -> list[dict[str, Any]]:
    """Each title with one bar: in how many of the fifteen territories its SVOD is free for a year."""
    rights, language = read_rights(programmes, at), get_language() or "en"
    asked = replace(usual_request_on(timezone.localdate(at)), territories=territories.HOME)
    rows = []
    for one in programmes:
        states = Counter(worst_state(make_timeline(rights[one.pk], cell, asked)) for cell in asked.cells)
        rows.append({"p": one, "card": Card(one, language), "bar": state_shares(states), "free": states["free"]})
    return rows


def state_shares(states: Counter[str]) -> list[tuple[float, float, str]]:
    """The states as parts of one bar, the best first: (start %, width %, state)."""
    parts, start, whole = [], 0.0, states.total() or 1
    for state in sorted(states, key=SEVERITY.index):
        width = round(100 * states[state] / whole, 2)
        parts.append((start, width, state))
        start = round(start + width, 2)
    return parts


def licences_by_territory(actor: Actor, at: datetime) -> list[dict[str, Any]]:
    """How many licences of the own titles run or will run, by territory."""
    rows = RightOut.objects.visible_to(actor).filter(active=True)
    sold = rows.filter(purpose__in=(Purpose.LICENCE, Purpose.EXTERNAL), period__endswith__gt=today_for(actor, at))
    counts = Counter(code for row in sold for code in row.territories)
    most = max(TONES, *counts.values(), 0)
    return [territory_tile(code, counts[code], most) for code in territories.HOME]


def territory_tile(code: str, count: int, most: int) -> dict[str, Any]:
    """One territory; the more licences, the deeper its tone."""
    tone = f"h{math.ceil(TONES * count / most)}" if count else ""
    said = ngettext("%(n)s licence", "%(n)s licences", count) % {"n": count}
    return {"code": code, "css": tone, "text": str(count) if count else "", "label": said}

"""The facts of a listing as plain values: as buyers see them, as its seller would have them, and where these differ."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.db import models

from listings.models import Artwork, ListingRevision, Programme
from listings.programmes.queries.seasons import seasons_of
from listings.states import OPEN_REVISION

Facts = dict[str, Any]

COLUMNS = (
    "kind",
    "original_title",
    "original_language",
    "production_territories",
    "year",
    "episode_count",
    "minutes",
    "genres",
    "trailer_url",
)
ROWS = {
    "texts": ("language", "title", "logline", "synopsis"),
    "credits": ("role", "name", "name_local"),
    "awards": ("name", "category", "year"),
    "identifiers": ("scheme", "value"),
    "permits": ("territory", "kind", "number"),
    "ratings": ("territory", "value"),
    "versions": ("language", "kind", "state", "note"),
}
IN_ORDER = frozenset({"credits"})

# What a seller changes in a published listing at once: numbers, and codes of our own lists. Rights, asks and confirmations
# are not facts of the listing: they have their own rules.
LIVE_AT_ONCE = ("episode_count", "minutes", "genres", "ratings", "versions")
# All the rest waits for review: words, names, links, pictures, where a work comes from and which work it is.
REVIEWED = (
    "kind",
    "original_title",
    "original_language",
    "production_territories",
    "year",
    "trailer_url",
    "texts",
    "credits",
    "awards",
    "identifiers",
    "permits",
    "seasons",
    "artworks",
)


def reviewed_in(changes: Iterable[str]) -> set[str]:
    """Those of the changed fields that wait for review. Another type brings its number of episodes along."""
    names = set(changes)
    return names & {*REVIEWED, *(["episode_count"] if "kind" in names else [])}


def facts_of(programme: Programme) -> Facts:
    """Everything that buyers see of the listing, as JSON holds it."""
    found: Facts = {name: plain_value(getattr(programme, name)) for name in COLUMNS}
    found |= {name: plain_rows(name, getattr(programme, name).order_by("pk")) for name in ROWS}
    found["seasons"] = plain_seasons(seasons_of(programme))
    found["artworks"] = [picture_of(row) for row in programme.artworks.order_by("pk")]
    return found


def mark_of(programme: Programme) -> str:
    """Another one as soon as any fact or picture is another."""
    return sha256(json.dumps(facts_of(programme), sort_keys=True).encode()).hexdigest()[:32]


def plain_value(value: Any) -> Any:
    return list(value) if isinstance(value, (list, tuple, frozenset)) else value


def plain_rows(name: str, rows: Iterable[models.Model]) -> list[Facts]:
    """The rows of a list by the fields that people write."""
    return [{key: getattr(row, key) for key in ROWS[name]} for row in rows]


def plain_seasons(seasons: Iterable[Mapping[str, Any]]) -> list[Facts]:
    """Seasons and their episodes, in order of their numbers."""
    found = sorted(seasons, key=lambda season: season["number"])
    return [
        {key: season[key] for key in ("number", "title", "year")}
        | {"episodes": sorted(season["episodes"], key=lambda episode: episode["number"])}
        for season in found
    ]


def picture_of(row: Artwork) -> Facts:
    return {"id": row.pk, "kind": row.kind, "sha256": row.sha256}


def open_revision(programme: Programme) -> ListingRevision | None:
    """The changes that wait, or were returned and not given up."""
    return programme.revisions.filter(state__in=OPEN_REVISION).select_related("author", "decided_by").first()


def wanted_facts(programme: Programme) -> Facts:
    """The facts as the seller would have them: with the changes that wait."""
    revision = open_revision(programme)
    return facts_of(programme) | (revision.proposed if revision else {})


def wanted_pictures(programme: Programme) -> list[Artwork]:
    """The pictures as the seller would have them, those that wait included."""
    revision = open_revision(programme)
    if revision is None or "artworks" not in revision.proposed:
        return list(programme.artworks.order_by("pk"))
    rows = Artwork.with_waiting.filter(programme=programme).in_bulk([p["id"] for p in revision.proposed["artworks"]])
    return [rows[pk] for pk in sorted(rows)]


def differing_facts(stored: Facts, said: Facts) -> Facts:
    """What is said otherwise than stored."""
    return {name: value for name, value in said.items() if not says_same(name, stored[name], value)}


def says_same(name: str, one: Any, other: Any) -> bool:
    """Do two values of a field say the same? Lists of rows have no order, but for people."""
    if name not in ROWS:
        return bool(one == other)
    pairs = [[tuple(as_written(row.get(key)) for key in ROWS[name]) for row in rows] for rows in (one, other)]
    return pairs[0] == pairs[1] if name in IN_ORDER else sorted(pairs[0]) == sorted(pairs[1])


def as_written(value: Any) -> str:
    """A value as text; lines end alike, whoever wrote them."""
    return str(value or "").replace("\r\n", "\n")

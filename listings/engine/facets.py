"""Counting what each facet value would leave, the choices in the other facets kept.

A match carries a bit for each facet whose choice it fails. It counts in a facet when it fails no other one.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from listings.catalogue.queries.search_terms import CONFIRMED_DAYS, FACETS
from listings.engine.block import Block
from listings.engine.layout import Array
from listings.engine.sets import having, members
from listings.engine.values import EXTRAS, KIND_CODES, KIND_NUMBERS, NUMBERS, SET_FACETS, language_number
from marketplace.vocabularies import languages

Chosen: TypeAlias = Mapping[str, frozenset[str]]


def bit(facet: str) -> int:
    """The facet's bit among those that a programme fails."""
    return 1 << FACETS.index(facet)


def allowed(block: Block, facet: str, values: frozenset[str]) -> tuple[str, Array]:
    """Which numbers of which column have one of the values: (column, table of truth)."""
    if facet in SET_FACETS:
        column, name, _codes = SET_FACETS[facet]
        bits = [NUMBERS[facet][value] for value in values if value in NUMBERS[facet]]
        return column, having(block, name, bits)
    if facet == "kind":
        return "slot_kind", table(256, [KIND_NUMBERS[value] for value in values if value in KIND_NUMBERS])
    if facet == "language":
        return "slot_language", table(256, [n for value in values if (n := language_number(value))])
    if facet == "decade":
        decades = [int(value) for value in values if value.isdecimal() and len(value) == 4]
        return "slot_year", table(65536, [year for decade in decades for year in range(decade, decade + 10) if year])
    mask = sum(EXTRAS.get(value, 0) for value in values)
    return "slot_live", np.asarray(np.arange(256) & mask != 0)


def table(size: int, numbers: Sequence[int]) -> Array:
    """A table of truth with these numbers."""
    found = np.zeros(size, "?")
    found[np.array(numbers, "i8")] = True
    return found


@dataclass(frozen=True)
class Matches:
    """What is counted: slots; for each, its place in what the scan found; there, the bits of the media that are free
    (None without a request); the names of these bits; and since when something is recently confirmed, in seconds since
    1970."""

    slots: Array
    places: Array
    free_media: Array | None
    media: Sequence[str]
    recently: int


def failed(block: Block, matches: Matches, chosen: Chosen) -> Array:
    """For each slot: the bits of the facets whose choice it fails."""
    slots, free_media = matches.slots, matches.free_media
    fails = np.zeros(len(slots), "u2")
    for facet, values in chosen.items():
        if not values or facet not in FACETS:
            continue
        if facet == "medium":
            mask = sum(1 << number for number, medium in enumerate(matches.media) if medium in values)
            has = np.zeros(len(slots), "?") if free_media is None else free_media[matches.places] & np.uint32(mask) != 0
        elif facet == "seller":
            sellers = np.array([int(value) for value in values if value.isdecimal() and len(value) < 10], "u4")
            has = np.isin(block["slot_seller"][slots], sellers)
        elif facet == "confirmed":
            recent = block["slot_confirmed"][slots] >= matches.recently
            has = recent & (str(CONFIRMED_DAYS) in values)
        else:
            column, truth = allowed(block, facet, values)
            has = truth[block[column][slots]]
        fails |= ~has * np.uint16(bit(facet))
    return fails


@dataclass(frozen=True)
class Tally:
    """How many matches there are for each number of each column, for the facets below."""

    kind: Array
    language: Array
    year: Array
    genres: Array
    origins: Array
    ratings: Array
    ready: Array
    live: Array
    seller: Array
    media: Array
    recent: int


# facet -> the column that it is counted by
COLUMNS = {
    "kind": "kind",
    "language": "language",
    "decade": "year",
    "genre": "genres",
    "origin": "origins",
    "rating": "ratings",
    "ready": "ready",
    "extra": "live",
    "seller": "seller",
}


def sizes(block: Block) -> dict[str, int]:
    """How many numbers each column may have."""
    sets = {name: block.room.sets[name] for _column, name, _codes in SET_FACETS.values()}
    return {"kind": 256, "language": 256, "year": 65536, "live": 256} | sets


def tally(block: Block, matches: Matches, chosen: Chosen) -> tuple[Tally, Array]:
    """Count with numpy, and find the matches that fail nothing (their places). A match counts in a facet when it fails
    no other one."""
    fails = failed(block, matches, chosen)
    good = np.flatnonzero(fails == 0)
    seen = int(np.bitwise_or.reduce(fails, initial=0))

    good_slots = matches.slots[good]

    def counted_in(facet: str) -> tuple[Array, Array]:
        own = bit(facet)
        if not seen & own:
            return good, good_slots
        places = np.flatnonzero(fails & ~np.uint16(own) == 0)
        return places, matches.slots[places]

    counts = {}
    room = sizes(block)
    for facet, column in COLUMNS.items():
        _places, slots = counted_in(facet)
        counts[column] = np.bincount(block[f"slot_{column}"][slots], minlength=room.get(column, 1))
    bits = matches.free_media
    free = np.zeros(0, "u4") if bits is None else bits[matches.places[counted_in("medium")[0]]]
    media = np.array([np.count_nonzero(free >> np.uint32(number) & 1) for number in range(len(matches.media))], "i8")
    recent = block["slot_confirmed"][counted_in("confirmed")[1]] >= matches.recently
    return Tally(**counts, media=media, recent=int(np.count_nonzero(recent))), good


def name_tally(block: Block, matches: Matches, found: Tally) -> dict[str, Counter[str]]:
    """A tally in the words of the facets."""
    makers: dict[str, Counter[str]] = {
        "kind": of_numbers(found.kind, kind_name),
        "language": of_numbers(found.language, language_name),
        "decade": of_numbers(found.year, decade_name),
        "seller": of_numbers(found.seller, str),
        "extra": Counter({name: int(found.live[np.arange(256) & mask != 0].sum()) for name, mask in EXTRAS.items()}),
        "medium": Counter({medium: int(n) for medium, n in zip(matches.media, found.media, strict=True)}),
        "confirmed": Counter({str(CONFIRMED_DAYS): found.recent}),
    }
    for facet, (_column, name, codes) in SET_FACETS.items():
        makers[facet] = of_members(block, name, codes, getattr(found, name))
    return {facet: Counter({value: n for value, n in makers[facet].items() if n}) for facet in FACETS}


def of_numbers(counts: Array, name: Callable[[int], str | None]) -> Counter[str]:
    """Counts per number as counts per name; numbers without a name are left out."""
    found: Counter[str] = Counter()
    for number in np.flatnonzero(counts).tolist():
        value = name(number)
        if value is not None:
            found[value] += int(counts[number])
    return found


def of_members(block: Block, name: str, codes: Sequence[str], counts: Array) -> Counter[str]:
    """Counts per set as counts per member."""
    number, member = members(block, name)
    totals = np.bincount(member, weights=counts[number], minlength=len(codes)).astype("i8")
    return Counter({codes[n]: int(totals[n]) for n in np.flatnonzero(totals[: len(codes)]).tolist()})


def kind_name(number: int) -> str | None:
    return KIND_CODES[number] if number < len(KIND_CODES) else None


def language_name(number: int) -> str | None:
    return languages.code(number) if number else None


def decade_name(year: int) -> str | None:
    return str(year // 10 * 10) if year else None

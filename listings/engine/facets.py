"""Counting what each facet value would leave, the choices in the other facets kept.

A match carries a bit for each facet whose choice it fails. It counts in a facet when it fails no other one.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from listings.engine.block import Block
from listings.engine.layout import Array
from listings.engine.sets import members
from listings.engine.values import EXTRAS, KIND_CODES, KIND_NUMBERS, NUMBERS, SET_FACETS, language_number
from listings.queries.searching import CONFIRMED_DAYS, FACETS
from marketplace.kit.vocab import languages

Chosen: TypeAlias = Mapping[str, frozenset[str]]
MANY_SELLERS = 1 << 20


def bit(facet: str) -> int:
    """The facet's bit among those that a programme fails."""
    return 1 << FACETS.index(facet)


def allowed(block: Block, facet: str, values: frozenset[str]) -> tuple[str, Array]:
    """Which numbers of which column have one of the values: (column, table of truth)."""
    if facet in SET_FACETS:
        column, name, _codes = SET_FACETS[facet]
        bits = [NUMBERS[facet][value] for value in values if value in NUMBERS[facet]]
        return column, np.asarray(members(block, name)[:, bits].any(axis=1))
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
    """What is counted: slots; for each, the bits of the media that are free (None without a request); the names of
    these bits; and since when something is recently confirmed, in seconds since 1970."""

    slots: Array
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
            has = np.zeros(len(slots), "?") if free_media is None else free_media & np.uint32(mask) != 0
        elif facet == "seller":
            sellers = np.array([int(value) for value in values if value.isdecimal() and len(value) < 10], "u4")
            has = np.isin(block["slot_seller"][slots], sellers)
        elif facet == "confirmed":
            recent = block["slot_confirmed"][slots] >= matches.recently
            has = recent & (str(CONFIRMED_DAYS) in values)
        else:
            column, truth = allowed(block, facet, values)
            has = truth[block[column][slots]]
        fails |= np.where(has, 0, bit(facet)).astype("u2")
    return fails


def count(block: Block, matches: Matches, fails: Array) -> dict[str, Counter[str]]:
    """The counts of every facet. `matches` are those of the search without its choices in facets."""
    good = np.flatnonzero(fails == 0)
    seen = int(np.bitwise_or.reduce(fails, initial=0))
    found = {}
    for facet in FACETS:
        own = bit(facet)
        which = good if not seen & own else np.flatnonzero(fails & ~np.uint16(own) == 0)
        if facet == "medium":
            found[facet] = of_media(matches, which)
        elif facet == "confirmed":
            recent = block["slot_confirmed"][matches.slots[which]] >= matches.recently
            found[facet] = Counter({str(CONFIRMED_DAYS): n} if (n := int(np.count_nonzero(recent))) else {})
        else:
            found[facet] = COUNTERS[facet](block, matches.slots[which])
    return found


def of_media(matches: Matches, which: Array) -> Counter[str]:
    """How many are free in each medium asked for."""
    if matches.free_media is None:
        return Counter()
    bits = matches.free_media[which]
    lines = ((medium, bits >> np.uint32(number) & np.uint32(1)) for number, medium in enumerate(matches.media))
    return Counter({medium: n for medium, line in lines if (n := int(line.sum()))})


def by_number(column: str, name: Callable[[int], str | None]) -> Callable[[Block, Array], Counter[str]]:
    """A counter of a column whose numbers have names; those without a name are left out."""

    def counted(block: Block, slots: Array) -> Counter[str]:
        counts = np.bincount(block[column][slots])
        return named(counts, name)

    return counted


def named(counts: Array, name: Callable[[int], str | None]) -> Counter[str]:
    """Counts per number as counts per name."""
    found: Counter[str] = Counter()
    for number in np.flatnonzero(counts).tolist():
        value = name(number)
        if value is not None:
            found[value] += int(counts[number])
    return found


def by_set(facet: str) -> Callable[[Block, Array], Counter[str]]:
    """A counter of the members of interned sets: counted by set first."""
    column, name, codes = SET_FACETS[facet]

    def counted(block: Block, slots: Array) -> Counter[str]:
        counts = np.bincount(block[column][slots], minlength=block.room.sets[name])
        return of_members(block, name, codes, counts)

    return counted


def of_members(block: Block, name: str, codes: Sequence[str], counts: Array) -> Counter[str]:
    """Counts per set as counts per member."""
    inside = members(block, name)[:, : len(codes)]
    totals = counts @ inside
    return Counter({codes[n]: int(totals[n]) for n in np.flatnonzero(totals).tolist()})


def extras(block: Block, slots: Array) -> Counter[str]:
    """Those with an ask, those with a Chinese version."""
    live = block["slot_live"][slots]
    return Counter({name: n for name, mask in EXTRAS.items() if (n := int(np.count_nonzero(live & mask)))})


def sellers(block: Block, slots: Array) -> Counter[str]:
    """By organisation."""
    column = block["slot_seller"][slots]
    if len(column) and int(column.max()) < MANY_SELLERS:
        counts = np.bincount(column)
        return Counter({str(n): int(counts[n]) for n in np.flatnonzero(counts).tolist()})
    values, counts = np.unique(column, return_counts=True)
    return Counter(dict(zip(map(str, values.tolist()), counts.tolist(), strict=True)))


def kind_name(number: int) -> str | None:
    return KIND_CODES[number] if number < len(KIND_CODES) else None


def language_name(number: int) -> str | None:
    return languages.code(number) if number else None


def decade_name(year: int) -> str | None:
    return str(year // 10 * 10) if year else None


COUNTERS: dict[str, Callable[[Block, Array], Counter[str]]] = {
    "kind": by_number("slot_kind", kind_name),
    "language": by_number("slot_language", language_name),
    "decade": by_number("slot_year", decade_name),
    "genre": by_set("genre"),
    "origin": by_set("origin"),
    "rating": by_set("rating"),
    "ready": by_set("ready"),
    "extra": extras,
    "seller": sellers,
}

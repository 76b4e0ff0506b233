"""Counting for the facets in one compiled pass: the same tally as that of facets.py."""

from functools import partial
from typing import Any

import numpy as np

from listings.catalogue.queries.search_terms import FACETS
from listings.engine.block import Block
from listings.engine.compiled import compiled
from listings.engine.facets import COLUMNS, Chosen, Matches, Tally, allowed, bit, failed, sizes
from listings.engine.layout import Array
from listings.engine.parallel import shared

NARROW = ("kind", "language", "live")
WIDE = ("year", "genres", "origins", "ratings", "ready")
FACET_OF = {column: facet for facet, column in COLUMNS.items()}
MIN_MATCHES = 65536  # matches; a thread is not worth less
OWN = tuple(bit(FACET_OF.get(name, name)) for name in (*NARROW, *WIDE, "seller", "medium", "confirmed"))


def tally(block: Block, matches: Matches, chosen: Chosen) -> tuple[Tally, Array]:
    """Count, and find the matches that fail nothing (their places). A match counts in a facet when it fails no other."""
    size = block.count("slots")
    room = {"seller": int(block["slot_seller"][:size].max(initial=0)) + 1} | sizes(block)
    asked = {facet: values for facet, values in chosen.items() if values and facet in FACETS}
    tables = {
        name: table for facet in asked if (named := refusal(block, facet, asked[facet])) for name, table in [named]
    }
    others = {facet: values for facet, values in asked.items() if facet in ELSEWHERE}
    fails = failed(block, matches, others) if others else np.zeros(0, "u2")
    parts = shared(partial(of_part, block, matches, fails, tables, room), len(matches.slots), MIN_MATCHES)
    tallies, good = [told for told, _good in parts], np.concatenate([good for _told, good in parts])
    return Tally(**{name: sum(getattr(told, name) for told in tallies) for name in vars(tallies[0])}), good


def of_part(
    block: Block, matches: Matches, fails: Array, tables: dict[str, Array], room: dict[str, int], low: int, high: int
) -> tuple[Tally, Array]:
    """One thread's part: these of the matches."""
    counts = {column: np.zeros(room[column], "i8") for column in COLUMNS.values()}
    media, recent, good = np.zeros(len(matches.media), "i8"), np.zeros(1, "i8"), np.empty(high - low, "i8")
    bits = np.zeros(0, "u4") if matches.free_media is None else matches.free_media
    number = count(
        matches.slots[low:high],
        matches.places[low:high],
        fails[low:high],
        bits,
        matches.recently,
        tuple(block[f"slot_{column}"] for column in NARROW),
        tuple(counts[column] for column in NARROW),
        tuple(tables.get(f"slot_{column}", NOTHING) for column in NARROW),
        tuple(block[f"slot_{column}"] for column in WIDE),
        tuple(counts[column] for column in WIDE),
        tuple(tables.get(f"slot_{column}", NOTHING) for column in WIDE),
        block["slot_seller"],
        counts["seller"],
        block["slot_confirmed"],
        media,
        recent,
        np.array(OWN, "u2"),
        good,
    )
    return Tally(**counts, media=media, recent=int(recent[0])), good[:number] + low


# Choices that are not looked up in a table of a column.
ELSEWHERE = frozenset({"medium", "seller", "confirmed"})
NOTHING = np.zeros(0, "u2")


def refusal(block: Block, facet: str, values: frozenset[str]) -> tuple[str, Array] | None:
    """A column, and for each of its numbers the facet's bit where it has none of the values."""
    if facet in ELSEWHERE:
        return None
    column, truth = allowed(block, facet, values)
    return column, np.where(truth, 0, bit(facet)).astype("u2")


@compiled
def count(
    slots: Any,
    places: Any,
    others: Any,
    bits: Any,
    recently: Any,
    narrow: Any,
    narrow_counts: Any,
    narrow_tables: Any,
    wide: Any,
    wide_counts: Any,
    wide_tables: Any,
    seller: Any,
    seller_counts: Any,
    confirmed: Any,
    media: Any,
    recent: Any,
    own: Any,
    good: Any,
) -> Any:
    """One pass over the matches; `own` are the bits of the facets, in the order of the columns."""
    found = 0
    for place in range(len(slots)):
        slot = slots[place]
        failed = np.uint16(0) if len(others) == 0 else others[place]
        for column in range(3):
            if len(narrow_tables[column]) > 0:
                failed |= narrow_tables[column][narrow[column][slot]]
        for column in range(5):
            if len(wide_tables[column]) > 0:
                failed |= wide_tables[column][wide[column][slot]]
        if failed & (failed - 1):
            continue
        other = failed != 0
        if not other:
            good[found] = place
            found += 1
        for column in range(3):
            if not other or failed == own[column]:
                narrow_counts[column][narrow[column][slot]] += 1
        for column in range(5):
            if not other or failed == own[3 + column]:
                wide_counts[column][wide[column][slot]] += 1
        if (not other or failed == own[8]) and seller[slot] < len(seller_counts):
            seller_counts[seller[slot]] += 1
        if not other or failed == own[9]:
            for medium in range(len(media) if len(bits) else 0):
                media[medium] += bits[places[place]] >> np.uint32(medium) & np.uint32(1)
        if (not other or failed == own[10]) and confirmed[slot] >= recently:
            recent[0] += 1
    return found

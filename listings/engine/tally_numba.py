"""Counting for the facets in one compiled pass: the same tally as that of facets.py."""

from typing import Any

import numpy as np

from listings.engine.block import Block
from listings.engine.compiled import compiled
from listings.engine.facets import COLUMNS, Matches, Tally, bit, sizes
from listings.engine.layout import Array

NARROW = ("kind", "language", "live")
WIDE = ("year", "genres", "origins", "ratings", "ready")
FACET_OF = {column: facet for facet, column in COLUMNS.items()}
OWN = tuple(bit(FACET_OF.get(name, name)) for name in (*NARROW, *WIDE, "seller", "medium", "confirmed"))


def tally(block: Block, matches: Matches, fails: Array) -> Tally:
    """Count. A match counts in a facet when it fails no other one."""
    room = sizes(block)
    size = block.count("slots")
    sellers = int(block["slot_seller"][:size].max(initial=0)) + 1
    counts = {column: np.zeros(room.get(column, sellers), "i8") for column in COLUMNS.values()}
    media, recent = np.zeros(len(matches.media), "i8"), np.zeros(1, "i8")
    bits = np.zeros(0, "u4") if matches.free_media is None else matches.free_media
    count(
        matches.slots, fails, bits, matches.recently,
        tuple(block[f"slot_{column}"] for column in NARROW), tuple(counts[column] for column in NARROW),
        tuple(block[f"slot_{column}"] for column in WIDE), tuple(counts[column] for column in WIDE),
        block["slot_seller"], counts["seller"], block["slot_confirmed"], media, recent, np.array(OWN, "u2"),
    )  # fmt: skip
    return Tally(**counts, media=media, recent=int(recent[0]))


@compiled
def count(
    slots: Any, fails: Any, bits: Any, recently: Any, narrow: Any, narrow_counts: Any, wide: Any, wide_counts: Any,
    seller: Any, seller_counts: Any, confirmed: Any, media: Any, recent: Any, own: Any,
) -> None:  # fmt: skip
    """One pass over the matches; `own` are the bits of the facets, in the order of the columns."""
    for place in range(len(slots)):
        failed = fails[place]
        if failed & (failed - 1):
            continue
        slot, other = slots[place], failed != 0
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
                media[medium] += bits[place] >> np.uint32(medium) & np.uint32(1)
        if (not other or failed == own[10]) and confirmed[slot] >= recently:
            recent[0] += 1

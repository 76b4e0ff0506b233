"""The engine: a block, and the answers it gives."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from django.utils import timezone

from listings.catalogue.queries.search_terms import CONFIRMED_DAYS, Search
from listings.engine import facets, kernels, memory, top
from listings.engine.block import Block
from listings.engine.layout import HELD, LIVE, ROWS, RUNS, SIGNS, SLOTS, TAKEN, Array
from listings.engine.plan import plan

LIKENESS_STEPS = 10_000


@dataclass(frozen=True)
class Result:
    """`ids` of the page in order, with the number of free cells and the likeness of each."""

    total: int
    fits: int
    facets: dict[str, Counter[str]]
    ids: Array
    free: Array
    likeness: Array


@dataclass(frozen=True)
class Words:
    """What the words of a search found: programme ids (ascending), and how like each is to them (0 to 1)."""

    ids: Array
    likeness: Array


class Engine:
    """Answers searches from one block. Safe to use from many threads at once."""

    def __init__(self, block: Block, kernel: str | None = None) -> None:
        memory.keep()
        self.block = block
        self.kernel = kernel or kernels.chosen()
        self._kernel = kernels.kernel(self.kernel)

    def search(self, wanted: Search, words: Words | None = None, *, at: datetime | None = None) -> Result:
        """Answer a search; `words` replace its text. Availability is that of the last change applied; `at` (now) only
        says what was confirmed recently."""
        block = self.block
        size = block.count("slots")
        live = block["slot_live"][:size] & LIVE != 0
        slots = self.slots_of(words.ids, live) if words else None
        missing = free = media = match = None
        asked = wanted.request
        names = asked.media if asked else ()
        if asked is not None:
            prepared = plan(block, asked)
            found = self._kernel.scan(block, prepared, slots)
            match = np.flatnonzero(found.offered if slots is not None else found.offered & live[: len(found.offered)])
            slots = match if slots is None else slots[match]
            media = found.media
        elif slots is None:
            slots = np.flatnonzero(live)
        recently = int(((at or timezone.now()) - timedelta(days=CONFIRMED_DAYS)).timestamp())
        matches = facets.Matches(slots, slots if match is None else match, media, names, recently)
        tally, good = self._kernel.tally(block, matches, wanted.chosen)
        chosen = slots[good]
        if match is not None:
            free = found.free[match[good]]
            missing = np.uint16(prepared.cells) - free
        order = top.keys(block, chosen, wanted.sort, missing, language=wanted.title_order)
        likeness = self.likeness_of(words, chosen)
        if words and wanted.sort == "fit":
            unlike = (LIKENESS_STEPS - likeness * LIKENESS_STEPS).astype("u4")
            order.insert(0, lambda places: unlike[places])
        page = top.best(len(chosen), order, wanted.first + wanted.size)[wanted.first :]
        return Result(
            total=len(chosen),
            fits=0 if missing is None else int(np.count_nonzero(missing == 0)),
            facets=facets.name_tally(block, matches, tally),
            ids=block["slot_id"][chosen[page]].astype("i8"),
            free=np.zeros(len(page), "u2") if free is None else free[page],
            likeness=likeness[page],
        )

    def slots_of(self, ids: Array, live: Array) -> Array:
        """The live slots of programmes, in the order of slots. What the block does not know is left out."""
        known = self.block["slot_id"][: len(live)]
        base = self.block.count("base_slots")
        place = np.minimum(np.searchsorted(known[:base], ids), max(base - 1, 0))
        hit = place[known[place] == ids] if base else place[:0]
        late = base + np.flatnonzero(np.isin(known[base:], ids))
        found: Array = np.concatenate([hit, late])
        return np.asarray(found[live[found]])

    def likeness_of(self, words: Words | None, slots: Array) -> Array:
        """How like each slot's programme is to the words; 0 without words."""
        if words is None or not len(words.ids):
            return np.zeros(len(slots), "f4")
        ids = self.block["slot_id"][slots]
        place = np.minimum(np.searchsorted(words.ids, ids), len(words.ids) - 1)
        return np.where(words.ids[place] == ids, words.likeness[place], 0).astype("f4")

    def bytes_read(self) -> int:
        """The bytes of everything that answers lie in: one pass over the block without its room to grow."""
        tables = (
            (SLOTS, "slots"),
            (ROWS, "rows"),
            (HELD, "held"),
            (TAKEN, "taken"),
            (SIGNS, "signs"),
            (RUNS, "runs"),
        )
        parts = (
            sum(np.dtype(dtype).itemsize for dtype in columns.values()) * self.block.count(counter)
            for columns, counter in tables
        )
        return sum(parts) + self.block["count"].nbytes

    def memory(self) -> int:
        """The bytes of shared memory that the block takes, with its room to grow."""
        return self.block.bytes

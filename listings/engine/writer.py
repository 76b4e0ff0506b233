"""Writing a block: the base in one go, then programme after programme behind it.

The order of the stores is what makes reading without locks safe, and killing the writer harmless: rows are reserved,
written, and only then pointed to; whatever is counted is written before its counter.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from listings.engine.block import Block
from listings.engine.layout import CHUNK, DEAD, KIND_SHIFT, MARK, ROWS, SLOTS, Array, pointer
from listings.engine.sets import Full, Sets, open_sets

PLAIN_ROWS = tuple(name for name in ROWS if name != "local")
SPAN = 256  # slots that a chunk may reach over: `local` is a byte


class Row(NamedTuple):
    """One row of rights, its sets interned."""

    territories: int
    media: int
    languages: int
    start: int
    end: int
    flags: int


def pack(slots: Array) -> Array:
    """Where each row of the base goes, given its slot (ascending).

    A chunk ends early where it would reach over more slots than a byte can say; what is left of it stays dead.
    """
    place, first, at = np.empty(len(slots), "i8"), 0, 0
    while first < len(slots):
        last = min(first + CHUNK, len(slots))
        if slots[last - 1] - slots[first] >= SPAN:
            last = first + int(np.searchsorted(slots[first:last], slots[first] + SPAN))
        place[first:last] = np.arange(at, at + last - first)
        at += CHUNK
        first = last
    return place


def write_base(block: Block, slots: Mapping[str, Array], rows: Mapping[str, Array], place: Array) -> None:
    """Fill an empty block. `rows` come in the order of slots, with their slot under "slot"; `place` is from `pack`."""
    # The base is never empty, so that what begins behind it can be told from what has no rows.
    count, many = len(slots["id"]), int(place[-1]) + 1 if len(place) else 1
    for name in SLOTS:
        if name != "pointer":
            block[f"slot_{name}"][:count] = slots[name]
    block["row_flags"][:many] = DEAD << KIND_SHIFT
    for name in PLAIN_ROWS:
        block[f"row_{name}"][place] = rows[name]
    begins = np.flatnonzero(place % CHUNK == 0)
    chunk = block["chunk"]
    chunk[place[begins] // CHUNK] = rows["slot"][begins]
    block["row_local"][place] = rows["slot"] - chunk[place // CHUNK]
    first = np.searchsorted(rows["slot"], np.arange(count + 1))
    ends = np.append(place, many)
    start = ends[first[:-1]]
    has = first[1:] > first[:-1]
    length = np.where(has, ends[first[1:] - 1] + 1 - start, 0)
    block["slot_pointer"][:count] = np.where(has, start, 0).astype("u8") << np.uint64(32) | length.astype("u8")
    marks = np.minimum(np.arange(count // MARK + 2) * MARK, count)
    block["mark"][: len(marks)] = ends[first[marks]]
    for name, value in (("base_rows", many), ("rows", many), ("base_slots", count), ("slots", count)):
        block.put(name, value)


class Writer:
    """Rewrites programmes in a block. There must be one only; it keeps where each programme's slot is."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.sets: dict[str, Sets] = open_sets(block)
        self._slots = {int(pk): slot for slot, pk in enumerate(block["slot_id"][: block.count("slots")].tolist())}
        self._rewritten = set(block["dirty"][: block.count("dirty")].tolist())
        self._repair()

    def _repair(self) -> None:
        """What a killed writer pointed to without listing it."""
        base, size = self.block.count("base_slots"), self.block.count("base_rows")
        begin = self.block["slot_pointer"][:base] >> np.uint64(32)
        for slot in np.flatnonzero(begin >= size).tolist():
            self._list(slot)

    def slot_of(self, programme: int) -> int | None:
        """The slot of a programme that the block knows."""
        return self._slots.get(programme)

    @property
    def worn(self) -> float:
        """The share of the rows' spare room that is used."""
        spare = self.block.room.rows - self.block.count("base_rows")
        return (self.block.count("rows") - self.block.count("base_rows")) / max(spare, 1)

    def write(self, programme: int, attributes: Mapping[str, int], rows: Sequence[Row]) -> None:
        """The programme as it is now, new or known. Raises Full when there is no room left."""
        slot = self._slots.get(programme)
        if slot is None:
            self._add(programme, attributes, rows)
            return
        begin = self._append(rows)
        self._attributes(slot, attributes)
        self.block["slot_pointer"][slot] = pointer(begin, len(rows))
        self._list(slot)

    def remove(self, programme: int) -> None:
        """The programme is gone."""
        slot = self._slots.get(programme)
        if slot is not None:
            self.block["slot_live"][slot] = 0

    def _add(self, programme: int, attributes: Mapping[str, int], rows: Sequence[Row]) -> None:
        slot = self.block.count("slots")
        if slot >= self.block.room.slots:
            raise Full("slots")
        begin = self._append(rows)
        self.block["slot_id"][slot] = programme
        self._attributes(slot, attributes)
        self.block["slot_pointer"][slot] = pointer(begin, len(rows))
        self.block.put("slots", slot + 1)
        self._slots[programme] = slot

    def _attributes(self, slot: int, attributes: Mapping[str, int]) -> None:
        for name, value in attributes.items():
            self.block[f"slot_{name}"][slot] = value

    def _append(self, rows: Sequence[Row]) -> int:
        begin = self.block.count("rows")
        if begin + len(rows) > self.block.room.rows:
            raise Full("rows")
        self.block.put("rows", begin + len(rows))  # reserved: whoever goes on after us will not write here
        for name, column in zip(PLAIN_ROWS, zip(*rows, strict=True), strict=False):
            self.block[f"row_{name}"][begin : begin + len(rows)] = column
        return begin

    def _list(self, slot: int) -> None:
        """Say that the rows of a slot are no longer those of the base."""
        if slot in self._rewritten or slot >= self.block.count("base_slots"):
            return
        number = self.block.count("dirty")
        if number >= self.block.room.dirty:
            raise Full("dirty")
        self.block["dirty"][number] = slot
        self.block.put("dirty", number + 1)
        self._rewritten.add(slot)

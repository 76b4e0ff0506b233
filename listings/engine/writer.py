"""Writing what has changed: programme after programme into the tail of a block.

The order of the stores is what makes reading without locks safe, and killing the writer harmless: rows are reserved,
written, and only then pointed to; whatever is counted is written before its counter.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from listings.engine.block import Block
from listings.engine.layout import ROWS, pointer
from listings.engine.sets import Full, Sets, open_sets

PLAIN_ROWS = tuple(ROWS)


class Row(NamedTuple):
    """One row of rights, its sets interned."""

    territories: int
    media: int
    languages: int
    start: int
    end: int
    flags: int


class Writer:
    """Rewrites programmes in a block. There must be one only; it keeps where each programme's slot is."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.sets: dict[str, Sets] = open_sets(block)
        self._slots = {int(pk): slot for slot, pk in enumerate(block["slot_id"][: block.count("slots")].tolist())}

    def slot_of(self, programme: int) -> int | None:
        """The slot of a programme that the block knows."""
        return self._slots.get(programme)

    @property
    def worn(self) -> float:
        """The share of the tail that is used."""
        return self.block.count("rows") / max(self.block.room.rows, 1)

    def write(self, programme: int, attributes: Mapping[str, int], rows: Sequence[Row]) -> None:
        """The programme as it is now, new or known. Raises Full when there is no room left."""
        slot = self._slots.get(programme)
        if slot is None:
            self._add(programme, attributes, rows)
            return
        begin = self._append(rows)
        self._attributes(slot, attributes)
        self.block["slot_pointer"][slot] = pointer(begin, len(rows))

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

"""What lies where in a block: the columns of programmes (slots), of rows of rights, of interned sets, and the counters.

A row is 13 bytes: three set numbers, two days, a byte of flags, and its slot as a distance from its chunk's first slot.
Rows of the base lie in the order of slots, those of one programme together; whatever changes later is appended behind
them and the programme's pointer is swapped, so readers need no lock.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from listings.states import Grade
from marketplace.kit.vocab import languages, uses

Array = npt.NDArray[Any]
Words = npt.NDArray[np.uint64]

VERSION: Final = 1
HEADER_BYTES: Final = 16384
CHUNK: Final = 256  # rows that share one first slot
MARK: Final = 16384  # slots between two marks of where their rows begin

# Days are counted from 2000; the first and last stand for everything before and after, OPEN for an open end.
DAY_ZERO: Final = date(2000, 1, 1).toordinal()
LAST_DAY: Final = 65533
OPEN: Final = 65535

# A row's flags: four bits of language uses, then what kind of row it is.
IN_SHARED, IN_EXCLUSIVE, DEAD = 0, 1, 7
OUT_KINDS: Final = {Grade.SOLE: 2, Grade.EXCLUSIVE: 3, Grade.NON_EXCLUSIVE: 4, Grade.HOLDBACK: 5, Grade.OWN: 6}
USE_BITS: Final = 15
KIND_SHIFT: Final = 4

LIVE, HAS_ASK, HAS_CHINESE = 1, 2, 4
NO_ASK: Final = 2**64 - 1

# A pointer: where the rows begin, and how many there are (32 bits each).
COUNT_BITS: Final = 32

SLOTS: Final = {
    "pointer": "u8", "ask": "u8", "id": "u4", "published": "u4", "confirmed": "u4", "title_en": "u4", "title_zh": "u4",
    "seller": "u4", "genres": "u2", "origins": "u2", "ratings": "u2", "ready": "u2", "year": "u2", "kind": "u1",
    "language": "u1", "live": "u1",
}  # fmt: skip
ROWS: Final = {
    "territories": "u2",
    "media": "u2",
    "languages": "u2",
    "start": "u2",
    "end": "u2",
    "flags": "u1",
    "local": "u1",
}
# Each kind of set with the number of 64-bit words of its mask.
SETS: Final = {"territories": 4, "media": 1, "languages": 2, "genres": 1, "origins": 4, "ratings": 2, "ready": 5}
COUNTERS: Final = (
    "slots", "rows", "dirty", "base_slots", "base_rows", "mark_xid", "mark_seq", "beat", "cluster", "table", "unplaced",
    *(f"set_{name}" for name in SETS),
)  # fmt: skip


@dataclass(frozen=True)
class Room:
    """How much of everything a block can hold; counts, not bytes."""

    slots: int
    rows: int
    dirty: int
    sets: dict[str, int]


@dataclass(frozen=True)
class Place:
    """One array of a block: its name, type, shape and the byte where it begins."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int


def places(room: Room) -> tuple[list[Place], int]:
    """Every array of a block with this room, and the block's size in bytes."""
    wanted: list[tuple[str, str, tuple[int, ...]]] = [(f"slot_{n}", t, (room.slots,)) for n, t in SLOTS.items()]
    wanted += [(f"row_{name}", dtype, (room.rows,)) for name, dtype in ROWS.items()]
    wanted += [("chunk", "u4", (room.rows // CHUNK + 1,)), ("mark", "u4", (room.slots // MARK + 2,))]
    wanted += [("dirty", "u4", (room.dirty,))]
    wanted += [(f"set_{name}", "u8", (room.sets[name], words)) for name, words in SETS.items()]
    found, offset = [], HEADER_BYTES
    for name, dtype, shape in wanted:
        found.append(Place(name, dtype, shape, offset))
        size = int(np.prod(shape)) * np.dtype(dtype).itemsize
        offset += -(-size // 64) * 64
    return found, offset


def day(value: date | None) -> int:
    """A day as the number that rows keep; None is an open end."""
    return OPEN if value is None else min(max(value.toordinal() - DAY_ZERO, 0), LAST_DAY + 1)


def pointer(start: int, count: int) -> int:
    """Where a programme's rows lie, as one word."""
    return start << COUNT_BITS | count


def flags(kind: int, use_bits: int) -> int:
    """A row's flags."""
    return kind << KIND_SHIFT | use_bits


ALL_USES: Final = (1 << len(uses.codes)) - 1
READY_KINDS: Final = ("original", "sub", "dub", "vo")
# Bits of a set of ready materials: each kind in each language, and last the music and effects track.
READY: Final = (*(f"{code}:{kind}" for kind in READY_KINDS for code in languages.codes), "me")

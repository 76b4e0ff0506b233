"""What lies where in a block: the columns of programmes (slots), of rows of rights, of interned sets, and the counters.

The base is what a block was made with. Its rights in lie in the order of slots; a row is 10 bytes, since all but its days
is a "sign" that many rows share. Its rights out lie in runs: those of 65,536 slots with the same media and of the same
kind together, in the order of their territories, so that a search skips the runs that cannot matter to it. Whatever
changes later is appended as a tail, all rows of the programme anew, and the programme's pointer is swapped: readers need
no lock, and what the pointer no longer means is ignored.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from listings.states import Grade
from marketplace.kit.interface_languages import OFFERED
from marketplace.vocabularies import languages, uses

Array = npt.NDArray[Any]
Words = npt.NDArray[np.uint64]

VERSION: Final = 2
HEADER_BYTES: Final = 16384
MARK: Final = 65536  # slots of a section: its rights in begin at a mark, its rights out have their runs

# Days are counted from 2000; the first and last stand for everything before and after, OPEN for an open end.
DAY_ZERO: Final = date(2000, 1, 1).toordinal()
LAST_DAY: Final = 65533
OPEN: Final = 65535

# A row's flags: four bits of language uses, then what kind of row it is.
IN_SHARED, IN_EXCLUSIVE = 0, 1
OUT_KINDS: Final = {Grade.EXCLUSIVE: 2, Grade.SOLE: 3, Grade.NON_EXCLUSIVE: 4, Grade.HOLDBACK: 5, Grade.OWN: 6}
USE_BITS: Final = 15
KIND_SHIFT: Final = 4

LIVE, HAS_ASK, HAS_CHINESE = 1, 2, 4
NO_ASK: Final = 2**64 - 1

# A pointer: is it into the tail (1 bit), where the rows begin (31), how many there are (32).
TAIL: Final = 1 << 63
BEGIN_SHIFT: Final = 32
BEGIN_MASK, COUNT_MASK = (1 << 31) - 1, (1 << 32) - 1

# Where a title stands in the order of each language of the interface: {column: language}.
TITLE_ORDERS: Final = {f"title_{language.code}": language.code for language in OFFERED}
SLOTS: Final = {
    "pointer": "u8", "ask": "u8", "id": "u4", "published": "u4", "confirmed": "u4", "seller": "u4",
    **dict.fromkeys(TITLE_ORDERS, "u4"), "genres": "u2", "origins": "u2", "ratings": "u2", "ready": "u2", "year": "u2", "kind": "u1",
    "language": "u1", "live": "u1",
}  # fmt: skip
ROWS: Final = {"territories": "u2", "media": "u2", "languages": "u2", "start": "u2", "end": "u2", "flags": "u1"}
HELD: Final = {"sign": "u4", "start": "u2", "end": "u2", "local": "u2"}
SIGNS: Final = {"territories": "u2", "media": "u2", "languages": "u2", "flags": "u1"}
TAKEN: Final = {"territories": "u2", "languages": "u2", "start": "u2", "end": "u2", "flags": "u1", "local": "u2"}
RUNS: Final = {"begin": "u4", "section": "u2", "media": "u2", "kind": "u1"}
# Each kind of set with the number of 64-bit words of its mask.
SETS: Final = {"territories": 4, "media": 1, "languages": 2, "genres": 1, "origins": 4, "ratings": 2, "ready": 5}
COUNTERS: Final = (
    "slots",
    "rows",
    "base_slots",
    "held",
    "taken",
    "signs",
    "runs",
    "mark_xid",
    "mark_seq",
    "beat",
    "cluster",
    "table",
    "unplaced",
    *(f"set_{name}" for name in SETS),
)


@dataclass(frozen=True)
class Room:
    """How much of everything a block can hold; counts, not bytes. `rows` is the tail; `base_slots` to `runs` the base."""

    slots: int
    rows: int
    base_slots: int
    held: int
    taken: int
    signs: int
    runs: int
    sets: dict[str, int]


@dataclass(frozen=True)
class Place:
    """One array of a block: its name, type, shape and the byte where it begins."""

    name: str
    dtype: str
    shape: tuple[int, ...]
    offset: int


def place_arrays(room: Room) -> tuple[list[Place], int]:
    """Every array of a block with this room, and the block's size in bytes."""
    tables = (
        ("slot", SLOTS, room.slots),
        ("row", ROWS, room.rows),
        ("held", HELD, room.held),
        ("taken", TAKEN, room.taken),
        ("sign", SIGNS, room.signs),
        ("run", RUNS, room.runs + 1),
    )
    wanted: list[tuple[str, str, tuple[int, ...]]] = [
        (f"{table}_{name}", dtype, (count,)) for table, columns, count in tables for name, dtype in columns.items()
    ]
    # How many rights in each slot of the base has, and where those of each section begin.
    wanted += [("count", "u2", (room.base_slots,)), ("mark", "u4", (room.base_slots // MARK + 2,))]
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
    """Where a programme's rows lie in the tail, as one word."""
    return TAIL | start << BEGIN_SHIFT | count


def flags(kind: int, use_bits: int) -> int:
    """A row's flags."""
    return kind << KIND_SHIFT | use_bits


ALL_USES: Final = (1 << len(uses.codes)) - 1
READY_KINDS: Final = ("original", "sub", "dub", "vo")
# Bits of a set of ready materials: each kind in each language, and last the music and effects track.
READY: Final = (*(f"{code}:{kind}" for kind in READY_KINDS for code in languages.codes), "me")

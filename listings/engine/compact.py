"""A new generation from the old one, without the database: rows that nobody points to and sets that nobody uses go."""

from pathlib import Path

import numpy as np

from listings.engine.block import Block
from listings.engine.build import Contents, put_mark, write_block
from listings.engine.layout import BEGIN_MASK, BEGIN_SHIFT, COUNT_MASK, LIVE, MARK, ROWS, SETS, SLOTS, TAIL, Array
from listings.engine.scan_numpy import expand
from listings.engine.sets import room_for

KEPT = ("cluster", "table", "unplaced")


def compact(block: Block, path: Path, more: int = 0) -> Block:
    """A new block with what is on offer in this one, and room to grow again: `more` rows, slots and sets than usual."""
    live = np.flatnonzero(block["slot_live"][: block.count("slots")] & LIVE)
    live = live[np.argsort(block["slot_id"][live], kind="stable")]
    slots = {name: block[f"slot_{name}"][live] for name in SLOTS if name != "pointer"}
    rows = rows_of(block, live)
    sets = {name: used_sets(block, name, rows if name in ROWS else slots) for name in SETS}
    room = room_for({name: len(masks) for name, masks in sets.items()}, more)
    made = write_block(path, Contents(slots, rows, sets), room, more)
    for counter in KEPT:
        made.put(counter, block.count(counter))
    put_mark(made, (block.count("mark_xid"), block.count("mark_seq")))
    return made


def rows_of(block: Block, slots: Array) -> dict[str, Array]:
    """All rows of these slots, base and tail; "slot" is the place among `slots`."""
    place = np.full(block.count("slots"), -1, "i8")
    place[slots] = np.arange(len(slots))
    pointers = block["slot_pointer"][slots]
    begin = (pointers >> np.uint64(BEGIN_SHIFT) & np.uint64(BEGIN_MASK)).astype("i8")
    count = (pointers & np.uint64(COUNT_MASK)).astype("i8")
    tail = pointers >= TAIL
    held = expand(begin[~tail], count[~tail])
    later = expand(begin[tail], count[tail])
    sign = block["held_sign"][held.number]
    out = taken_rows(block, place)
    found = {}
    for name in ROWS:
        first = block[f"held_{name}"][held.number] if name in ("start", "end") else block[f"sign_{name}"][sign]
        found[name] = np.concatenate([first, out[name], block[f"row_{name}"][later.number]])
    found["slot"] = np.concatenate([np.flatnonzero(~tail)[held.place], out["slot"], np.flatnonzero(tail)[later.place]])
    return found


def taken_rows(block: Block, place: Array) -> dict[str, Array]:
    """The rights out of the base that still count, for the slots that have a place."""
    size, runs = block.count("taken"), block.count("runs")
    begin = block["run_begin"][: runs + 1].astype("i8")
    run = np.repeat(np.arange(runs), np.diff(begin))
    slot = block["run_section"][run].astype("i8") * MARK + block["taken_local"][:size]
    kept = np.flatnonzero((place[slot] >= 0) & (block["slot_pointer"][slot] < TAIL))
    names = [name for name in ROWS if name != "media"]
    found = {name: block[f"taken_{name}"][kept] for name in names}
    return found | {"media": block["run_media"][run[kept]], "slot": place[slot[kept]]}


def used_sets(block: Block, name: str, columns: dict[str, Array]) -> Array:
    """The masks of the sets that are used, which are numbered anew in their column."""
    used, again = np.unique(columns[name], return_inverse=True)
    columns[name] = again.astype("u2")
    return np.asarray(block[f"set_{name}"][used])

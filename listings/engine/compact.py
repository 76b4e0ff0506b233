"""A new generation from the old one, without the database: rows that nobody points to and sets that nobody uses go."""

from pathlib import Path

import numpy as np

from listings.engine.block import Block
from listings.engine.build import Contents, put_mark, written
from listings.engine.layout import DEAD, KIND_SHIFT, LIVE, ROWS, SETS, SLOTS, Array
from listings.engine.scan_numpy import COUNT_MASK, expand
from listings.engine.sets import MOST

# Which columns hold the numbers of each kind of set.
USERS = {name: ("rows", name) if name in ROWS else ("slots", name) for name in SETS}
KEPT = ("mark_xid", "mark_seq", "cluster", "table", "unplaced")


def compact(block: Block, path: Path, more: int = 0) -> Block:
    """A new block with what is on offer in this one, and room to grow again: `more` rows and slots than usual."""
    live = np.flatnonzero(block["slot_live"][: block.count("slots")] & LIVE)
    live = live[np.argsort(block["slot_id"][live], kind="stable")]
    slots = {name: block[f"slot_{name}"][live] for name in SLOTS if name != "pointer"}
    pointers = block["slot_pointer"][live]
    run = expand((pointers >> np.uint64(32)).astype("i8"), (pointers & np.uint64(COUNT_MASK)).astype("i8"))
    kept = block["row_flags"][run.number] >> KIND_SHIFT != DEAD
    number = run.number[kept]
    rows = {name: block[f"row_{name}"][number] for name in ROWS if name != "local"}
    rows["slot"] = run.place[kept]
    sets = {name: used_sets(block, name, slots if USERS[name][0] == "slots" else rows) for name in SETS}
    room = {name: min(max(len(masks) * 3 // 2, 1024), MOST) for name, masks in sets.items()}
    made = written(path, Contents(slots, rows, sets), room, more)
    for counter in KEPT:
        if counter not in ("mark_xid", "mark_seq"):
            made.put(counter, block.count(counter))
    put_mark(made, (block.count("mark_xid"), block.count("mark_seq")))
    return made


def used_sets(block: Block, name: str, columns: dict[str, Array]) -> Array:
    """The masks of the sets that are used, which are numbered anew in their column."""
    used, again = np.unique(columns[name], return_inverse=True)
    columns[name] = again.astype("u2")
    return np.asarray(block[f"set_{name}"][used])

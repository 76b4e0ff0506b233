"""The base of a block: all rows as they are when the block is made, in the orders in which they are searched."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from listings.engine.block import Block
from listings.engine.layout import BEGIN_SHIFT, HELD, IN_EXCLUSIVE, KIND_SHIFT, MARK, RUNS, SIGNS, SLOTS, TAKEN, Array

Columns = Mapping[str, Array]


@dataclass(frozen=True)
class Base:
    """The columns of a base; `count` are the rights in of each slot."""

    slots: Columns
    count: Array
    held: Columns
    signs: Columns
    taken: Columns
    runs: Columns


def base_of(slots: Columns, rows: Columns) -> Base:
    """Put rows in their orders. `rows` have the columns of layout.ROWS and "slot", in any order."""
    inside = rows["flags"] >> KIND_SHIFT <= IN_EXCLUSIVE
    held = {name: column[inside] for name, column in rows.items()}
    order = np.argsort(held["slot"], kind="stable")
    held = {name: column[order] for name, column in held.items()}
    taken, runs = in_runs({name: column[~inside] for name, column in rows.items()})
    signs, held["sign"] = signed(held)
    held["local"] = held["slot"] % MARK
    count = np.bincount(held["slot"], minlength=len(slots["id"]))
    return Base(slots, count, held, signs, taken, runs)


def signed(held: Columns) -> tuple[Columns, Array]:
    """The different signs of rows, the most frequent first, and the number of each row's sign."""
    key = np.zeros(len(held["flags"]), "u8")
    for name in SIGNS:
        key = key << np.uint64(16) | held[name]
    _keys, first, number, many = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    order = np.argsort(-many, kind="stable")
    place = np.empty(len(order), "u4")
    place[order] = np.arange(len(order))
    return {name: held[name][first[order]] for name in SIGNS}, place[number]


def in_runs(taken: dict[str, Array]) -> tuple[Columns, Columns]:
    """Rights out by section, media, kind, then territories; and where each run of the first three begins."""
    section, kind = taken["slot"] // MARK, taken["flags"] >> KIND_SHIFT
    run = section.astype("u8") << np.uint64(24) | taken["media"].astype("u8") << np.uint64(8) | kind
    order = np.argsort(run << np.uint64(16) | taken["territories"], kind="stable")
    sorted_run = run[order]
    begin = np.flatnonzero(np.diff(sorted_run, prepend=np.uint64(2**63)))
    columns = {name: column[order] for name, column in taken.items()}
    columns["local"] = columns["slot"] % MARK
    runs = {
        "begin": begin,
        "section": section[order][begin],
        "media": columns["media"][begin],
        "kind": kind[order][begin],
    }
    return columns, runs


def write_base(block: Block, base: Base) -> None:
    """Fill an empty block, whose room must be that of the base or more."""
    count = len(base.slots["id"])
    for name in SLOTS:
        if name != "pointer":
            block[f"slot_{name}"][:count] = base.slots[name]
    for table, names, columns in (
        ("held", HELD, base.held),
        ("sign", SIGNS, base.signs),
        ("taken", TAKEN, base.taken),
        ("run", RUNS, base.runs),
    ):
        for name in names:
            block[f"{table}_{name}"][: len(columns[name])] = columns[name]
    block["run_begin"][len(base.runs["begin"])] = len(base.taken["local"])
    block["count"][:count] = base.count
    begin = np.cumsum(base.count) - base.count
    block["slot_pointer"][:count] = begin.astype("u8") << np.uint64(BEGIN_SHIFT) | base.count.astype("u8")
    ends = np.append(begin, len(base.held["sign"]))
    block["mark"][:] = ends[np.minimum(np.arange(len(block["mark"])) * MARK, count)]
    for name, value in (
        ("held", len(base.held["sign"])),
        ("taken", len(base.taken["local"])),
        ("signs", len(base.signs["flags"])),
        ("runs", len(base.runs["begin"])),
        ("base_slots", count),
        ("slots", count),
    ):
        block.put(name, value)

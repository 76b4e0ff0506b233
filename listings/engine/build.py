"""A new block from the database: everything on offer, as one snapshot sees it."""

from array import array
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from listings.engine import source
from listings.engine.base import base_of, write_base
from listings.engine.block import Block
from listings.engine.layout import ROWS, SETS, SLOTS, TITLE_ORDERS, Array, Room
from listings.engine.sets import Sets, open_sets, room_for
from listings.engine.writer import PLAIN_ROWS

# Room to grow: a share of what there is, and some.
ROWS_SPARE, SLOTS_SPARE, MIN_SPARE = 0.12, 0.04, 4096
RANKS = 2**32
COLUMNS = tuple(name for name in SLOTS if name not in {"pointer", "id", *TITLE_ORDERS})
Mark = tuple[int, int]


@dataclass(frozen=True)
class Contents:
    """Everything of a block; rows carry their slot under "slot"."""

    slots: Mapping[str, Array]
    rows: Mapping[str, Array]
    sets: Mapping[str, Array]


@contextmanager
def snapshot(connection: BaseDatabaseWrapper) -> Iterator[CursorWrapper]:
    """One view of the database for all reads. (Inside a transaction, a test's for instance, that one serves.)"""
    with connection.cursor() as cursor:
        if connection.in_atomic_block:
            yield cursor
            return
        cursor.execute("begin isolation level repeatable read read only")
        try:
            yield cursor
        finally:
            cursor.execute("commit")


def build(connection: BaseDatabaseWrapper, path: Path, *, at: datetime) -> tuple[Block, list[tuple[int, int]]]:
    """A block of all programmes on offer at `at`, and (when, programme) of the reservations that will expire."""
    with snapshot(connection) as cursor:
        cursor.execute("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        mark = (int(cursor.fetchone()[0]), 0)
        sets = open_sets()
        slots = read_slots(cursor, sets, at)
        rows, expiries = read_rows(cursor, sets, at, slots["id"])
    contents = Contents(slots, rows, {name: known.masks for name, known in sets.items()})
    block = write_block(path, contents, room_for({name: len(known) for name, known in sets.items()}))
    put_mark(block, mark)
    return block, expiries


def put_mark(block: Block, mark: Mark) -> None:
    """Changes up to this one are in the block."""
    block.put("mark_seq", mark[1])
    block.put("mark_xid", mark[0])


def read_slots(cursor: CursorWrapper, sets: Mapping[str, Sets], at: datetime) -> dict[str, Array]:
    """The columns of programmes, by id."""
    ids = array("q")
    columns = {name: array("Q") for name in COLUMNS}
    for pk, attributes in source.programmes(cursor, sets, at):
        ids.append(pk)
        for name in COLUMNS:
            columns[name].append(attributes[name])
    order = np.argsort(np.array(ids))
    slots = {name: np.array(values)[order].astype(SLOTS[name]) for name, values in columns.items()}
    slots["id"] = np.array(ids, "u4")[order]
    for column, language in TITLE_ORDERS.items():
        slots[column] = ranks(slots["id"], source.titles_in_order(cursor, language))
    return slots


def ranks(ids: Array, in_order: list[int]) -> Array:
    """The place of each programme in an order, spread over all of 32 bits so that others fit between."""
    step = RANKS // (len(in_order) + 2)
    found = np.full(len(ids), RANKS - 1, "u4")
    ordered = np.array(in_order, "i8")
    place = np.searchsorted(ids, ordered)
    known = (place < len(ids)) & (ids[np.minimum(place, len(ids) - 1)] == ordered) if len(ids) else place < 0
    found[place[known]] = (np.flatnonzero(known) + 1) * step
    return found


def read_rows(
    cursor: CursorWrapper, sets: Mapping[str, Sets], at: datetime, ids: Array
) -> tuple[dict[str, Array], list[tuple[int, int]]]:
    """The columns of rows, and what will expire when."""
    programmes, values = array("q"), array("i")
    expiries: list[tuple[int, int]] = []
    for programme, row, expires_at in source.rights(cursor, sets, at):
        programmes.append(programme)
        values.extend(row)
        if expires_at is not None:
            expiries.append((expires_at, programme))
    owner = np.array(programmes, "i8")
    slot = np.searchsorted(ids, owner)
    offered = (slot < len(ids)) & (ids[np.minimum(slot, len(ids) - 1)] == owner) if len(ids) else slot < 0
    order = np.flatnonzero(offered)
    table = np.frombuffer(values, "i4").reshape(-1, len(PLAIN_ROWS))
    rows = {name: table[order, column].astype(ROWS[name]) for column, name in enumerate(PLAIN_ROWS)}
    rows["slot"] = slot[order]
    return rows, expiries


def write_block(path: Path, contents: Contents, sets_room: dict[str, int], more: int = 0) -> Block:
    """A new block with these contents, and `more` rows and slots to spare than usual."""
    base = base_of(contents.slots, contents.rows)
    slots, rows = len(contents.slots["id"]), len(contents.rows["slot"])
    room = Room(
        slots=grown(slots, SLOTS_SPARE) + more,
        rows=MIN_SPARE + int(rows * ROWS_SPARE) + more,
        base_slots=slots,
        held=len(base.held["sign"]),
        taken=len(base.taken["local"]),
        signs=len(base.signs["flags"]),
        runs=len(base.runs["begin"]),
        sets=sets_room,
    )
    block = Block.create(path, room)
    for name in SETS:
        masks = contents.sets[name]
        block[f"set_{name}"][: len(masks)] = masks
        block.put(f"set_{name}", len(masks))
    write_base(block, base)
    return block


def grown(count: int, share: float) -> int:
    """So many, with room to grow."""
    return count + int(count * share) + MIN_SPARE

"""The scan with numpy alone: which programmes hold something that was asked for, and how many of its cells are free.

Exact over unions. A cell is covered when at each of the days `window start` and `ends of its rows inside the window` some
row covers it, in every language and use asked for: what is covered can only stop being so on these days.
"""

from dataclasses import dataclass

import numpy as np

from listings.engine.block import Block
from listings.engine.layout import CHUNK, COUNT_BITS, MARK, Array, Words
from listings.engine.plan import ALL_USES, ELIGIBLE, EVERY, HELD, SOME, WORD, Plan

# So many slots at a time that what is made on the way stays in the processor's cache.
STRIDE = 4 * MARK
COUNT_MASK = (1 << COUNT_BITS) - 1


@dataclass(frozen=True)
class Found:
    """What the scan says of each slot: does its seller hold anything asked for, how many cells are free, and a bit for
    each medium asked for that is free in all its territories."""

    offered: Array
    free: Array
    media: Array


@dataclass(frozen=True)
class Rows:
    """Rows by their numbers, in the order of the places (0 …) of their programmes."""

    number: Array
    place: Array


def scan(block: Block, plan: Plan, slots: Array | None = None) -> Found:
    """Scan all slots, or only those given (the answer is then in their order)."""
    if slots is not None:
        return of_slots(block, plan, slots)
    size = block.count("slots")
    found = Found(np.zeros(size, "?"), np.zeros(size, "u2"), np.zeros(size, "u4"))
    base = block.count("base_slots")
    for first in range(0, base, STRIDE):
        last = min(first + STRIDE, base)
        put(found, slice(first, last), of_rows(block, plan, base_rows(block, plan, first, last), last - first))
    changed = changed_slots(block, base, size)
    put(found, changed, of_slots(block, plan, changed))
    return found


def changed_slots(block: Block, base: int, size: int) -> Array:
    """Slots whose rows are not those of the base: they were written anew, or added."""
    changed = np.unique(block["dirty"][: block.count("dirty")])
    return np.concatenate([changed[changed < base], np.arange(base, size)]).astype("i8")


def put(found: Found, where: slice | Array, part: Found) -> None:
    """Write a part of the answer into the whole."""
    found.offered[where], found.free[where], found.media[where] = part.offered, part.free, part.media


def base_rows(block: Block, plan: Plan, first: int, last: int) -> Rows:
    """Rows of the base between two slots (the first a multiple of MARK) that touch the window."""
    begin, end = int(block["mark"][first // MARK]), int(block["mark"][-(-last // MARK)])
    touch = (block["row_start"][begin:end] < plan.end) & (block["row_end"][begin:end] > plan.start)
    number = np.flatnonzero(touch) + begin
    place = block["chunk"][number // CHUNK].astype("i8") + block["row_local"][number] - first
    return Rows(number, place)


def of_slots(block: Block, plan: Plan, slots: Array) -> Found:
    """The answer for some slots, through their pointers."""
    pointers = block["slot_pointer"][slots]
    rows = expand((pointers >> np.uint64(COUNT_BITS)).astype("i8"), (pointers & np.uint64(COUNT_MASK)).astype("i8"))
    touch = (block["row_start"][rows.number] < plan.end) & (block["row_end"][rows.number] > plan.start)
    return of_rows(block, plan, Rows(rows.number[touch], rows.place[touch]), len(slots))


def expand(begin: Array, count: Array) -> Rows:
    """Runs of rows, one after another."""
    place = np.repeat(np.arange(len(begin)), count)
    offset = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
    return Rows(begin[place] + offset, place)


def of_rows(block: Block, plan: Plan, rows: Rows, size: int) -> Found:
    """The answer for `size` programmes whose rows that touch the window are given."""
    meaning = plan.flags[block["row_flags"][rows.number]]
    known = meaning != 0
    number, place, meaning = rows.number[known], rows.place[known], meaning[known]
    spoken = plan.spoken[block["row_languages"][number]] if plan.languages else None
    inside = meaning & HELD != 0
    held = side(block, number, place, inside)
    taken = side(block, number, place, ~inside if spoken is None else ~inside & (spoken & SOME != 0))
    full = meaning[inside] & ALL_USES != 0
    if spoken is not None:
        full &= spoken[inside] & EVERY != 0
    full &= (block["row_start"][held.number] <= plan.start) & (block["row_end"][held.number] >= plan.end)
    eligible = meaning[inside] & ELIGIBLE != 0
    offered, free = np.zeros(size, "?"), np.zeros(size, "u2")
    complete = np.ones((len(plan.media), size), "?")
    for word in range(plan.words):
        cells = free_cells(block, plan, word, held, taken, eligible, full, offered, size)
        free += np.bitwise_count(cells & plan.wanted[word])
        for medium, parts in enumerate(plan.media):
            for at, mask in parts:
                if at == word and mask:
                    complete[medium] &= cells & np.uint64(mask) == mask
    media = np.zeros(size, "u4")
    for medium, line in enumerate(complete):
        media |= line.astype("u4") << np.uint32(medium)
    return Found(offered, free, media)


@dataclass(frozen=True)
class Side:
    """Rows of one side, in or out, with their places and sets."""

    number: Array
    place: Array
    territories: Array
    media: Array


def side(block: Block, number: Array, place: Array, which: Array) -> Side:
    """Some of the rows, with their sets."""
    mine = number[which]
    return Side(mine, place[which], block["row_territories"][mine], block["row_media"][mine])


def cells_of(plan: Plan, word: int, rows: Side) -> Words:
    """The requested cells of each row, in one word."""
    found: Words = plan.by_chunk[plan.chunk_of[word]][rows.territories] & plan.by_medium[word][rows.media]
    return found


def free_cells(
    block: Block,
    plan: Plan,
    word: int,
    held: Side,
    taken: Side,
    eligible: Array,
    full: Array,
    offered: Array,
    size: int,
) -> Words:
    """One word of cells that are free, for each programme. Marks those that are offered at all."""
    cells = cells_of(plan, word, held)
    offered[held.place[cells & plan.wanted[word] != 0]] = True
    meant = np.flatnonzero((cells != 0) & eligible)
    whole = full[meant]
    covered = joined(cells[meant[whole]], held.place[meant[whole]], size)
    parts = meant[~whole]
    if len(parts):
        places = np.flatnonzero(np.bincount(held.place[parts], minlength=size) > 1)
        among = np.isin(held.place[meant], places)
        covered[places] |= by_parts(block, plan, held, cells, meant[among], places)
    out = cells_of(plan, word, taken)
    some = out != 0
    blocked: Words = joined(out[some], taken.place[some], size)
    return covered & ~blocked


def joined(cells: Words, place: Array, size: int) -> Words:
    """The union of the cells of each place; rows come in the order of places."""
    union = np.zeros(size, "u8")
    if len(place):
        starts = np.flatnonzero(np.diff(place, prepend=-1))
        union[place[starts]] = np.bitwise_or.reduceat(cells, starts)
    return union


def by_parts(block: Block, plan: Plan, held: Side, cells: Words, which: Array, places: Array) -> Words:
    """The cells that only several rows together cover, for each of `places`. `which` are their rows, in order."""
    number, place = held.number[which], held.place[which]
    start, end = block["row_start"][number], block["row_end"][number]
    first = np.searchsorted(place, places)
    count = np.append(first[1:], len(place)) - first
    own = np.searchsorted(places, place)
    # Every row is the source of a day to try: its end where that lies in the window, else the window's start.
    day = np.where((end > plan.start) & (end < plan.end), end, plan.start)
    pair = expand(first[own], count[own])
    active = (start[pair.number] <= day[pair.place]) & (end[pair.number] > day[pair.place])
    # The window's start is tried for every programme, whatever ends its rows have.
    at_start = (start <= plan.start) & (end > plan.start)
    covered = np.full(len(places), 2**WORD - 1, "u8")
    days = np.cumsum(count[own]) - count[own]
    for has in aspects(block, plan, number):
        mine = np.where(has, cells[which], np.uint64(0))
        on_day = np.bitwise_or.reduceat(np.where(active, mine[pair.number], np.uint64(0)), days)
        covered &= np.bitwise_and.reduceat(on_day, first)
        covered &= np.bitwise_or.reduceat(np.where(at_start, mine, np.uint64(0)), first)
    return covered


def aspects(block: Block, plan: Plan, number: Array) -> list[Array]:
    """For each language and use asked for: which of the rows has it. One line of truth when nothing is asked."""
    sets = block["set_languages"][block["row_languages"][number]]
    flags = block["row_flags"][number]
    spoken = [sets[:, n // WORD] >> np.uint64(n % WORD) & np.uint64(1) != 0 for n in plan.languages]
    used = [flags >> use & 1 != 0 for use in plan.uses]
    everything = [np.ones(len(number), "?")]
    return [one & other for one in spoken or everything for other in used or everything]

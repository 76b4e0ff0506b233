"""The scan with numpy alone: which programmes hold something that was asked for, and how many of its cells are free.

Exact over unions. A cell is covered when at each of the days `window start` and `ends of its rows inside the window` some
row covers it, in every language and use asked for: what is covered can only stop being so on these days.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from listings.engine.block import Block
from listings.engine.layout import BEGIN_MASK, BEGIN_SHIFT, COUNT_MASK, MARK, TAIL, Array, Words
from listings.engine.parallel import shared
from listings.engine.plan import ALL_USES, BLOCKS, ELIGIBLE, EVERY, HELD, SOME, WORD, Plan

MIN_SECTIONS = 2  # a thread is not worth less
NARROW = 32  # so many cells leave half of a word free
PARTLY, WHOLLY = 1, 2  # what a right in can give of its cells, but for its days: in parts of what is asked, or in all


@dataclass(frozen=True)
class Found:
    """What the scan says of each slot: does its seller hold anything asked for, how many cells are free, and a bit for
    each medium asked for that is free in all its territories."""

    offered: Array
    free: Array
    media: Array


@dataclass(frozen=True)
class Runs:
    """Rows by their numbers, in the order of the places (0 …) of their programmes."""

    number: Array
    place: Array


@dataclass(frozen=True)
class Rights:
    """Rights in, in the order of their programmes (`owner`, 0 …), which have `count` of them each. `gives`: PARTLY,
    WHOLLY or 0. `detail` tells the language sets and flags of some rows, given as places in these arrays."""

    cells: Words
    gives: Array
    start: Array
    end: Array
    owner: Array
    count: Array
    detail: Callable[[Array], tuple[Array, Array]]


def scan(block: Block, plan: Plan, slots: Array | None = None) -> Found:
    """Scan all slots, or only those given (the answer is then in their order)."""
    size = block.count("slots")
    every = np.array(block["slot_pointer"][:size])
    pointers = every if slots is None else every[slots]
    found = Found(np.zeros(len(pointers), "?"), np.zeros(len(pointers), "u2"), np.zeros(len(pointers), "u4"))
    complete = np.ones((len(plan.media), len(pointers)), "?")
    later = np.flatnonzero(pointers >= TAIL)
    tail = tail_rows(block, plan, pointers[later])
    gives, offered = sign_gives(block, plan), np.zeros(len(later), "?")
    for word in range(plan.words):
        if slots is None:
            cells = base_cells(block, plan, word, gives, found.offered)
            cells = np.concatenate([cells, np.zeros(size - len(cells), "u8")])
        else:
            cells = chosen_cells(block, plan, word, gives, pointers, found.offered)
        cells[later] = tail_cells(block, plan, word, tail, offered)
        blocked = base_blocked(block, plan, word, size)
        blocked = blocked if slots is None else blocked[slots]
        blocked[later] = 0
        cells &= ~blocked & plan.wanted[word]
        cells[later] &= ~tail_blocked(block, plan, word, tail, len(later))
        found.free[:] += np.bitwise_count(cells)
        for medium, parts in enumerate(plan.media):
            for at, mask in parts:
                if at == word and mask:
                    complete[medium] &= cells & np.uint64(mask) == mask
    found.offered[later] = offered
    for medium, line in enumerate(complete):
        found.media[:] |= line.astype("u4") << np.uint32(medium)
    return found


def sign_gives(block: Block, plan: Plan) -> Array:
    """For each sign: what its rows can give, but for their days."""
    many = block.count("signs")
    means = plan.flags[block["sign_flags"][:many]]
    spoken = plan.spoken[block["sign_languages"][:many]]
    return gives_of(means, spoken)


def gives_of(means: Array, spoken: Array) -> Array:
    """PARTLY when the kind of right is the one asked for, WHOLLY when also all uses and languages are there."""
    eligible = means & ELIGIBLE != 0
    whole = eligible & (means & ALL_USES != 0) & (spoken & EVERY != 0)
    found: Array = eligible.astype("u1") + whole.astype("u1")
    return found


def sign_cells(block: Block, plan: Plan, word: int) -> Words:
    """For each sign: its cells in a word."""
    many = block.count("signs")
    return cells_of(plan, word, block["sign_territories"][:many], block["sign_media"][:many])


def cells_of(plan: Plan, word: int, territories: Array, media: Array) -> Words:
    """The requested cells of rows, in one word."""
    found: Words = plan.by_chunk[plan.chunk_of[word]][territories] & plan.by_medium[word][media]
    return found


def base_cells(block: Block, plan: Plan, word: int, gives: Array, offered: Array) -> Words:
    """One word of cells that the base covers, for each of its slots. Marks those that are offered at all."""
    cells, size = sign_cells(block, plan, word), block.count("base_slots")
    found = np.zeros(size, "u8")

    def some(low: int, high: int) -> None:
        for section in range(low, high):
            begin, end = block["mark"][section : section + 2].tolist()
            own = slice(section * MARK, min((section + 1) * MARK, size))
            rights = of_signs(
                block, cells, gives, slice(begin, end), block["held_local"][begin:end], block["count"][own]
            )
            seen, found[own] = covered(block, plan, rights)
            offered[own] |= seen & plan.wanted[word] != 0

    shared(some, -(-size // MARK), MIN_SECTIONS)
    return found


def of_signs(block: Block, cells: Words, gives: Array, rows: slice | Array, owner: Array, count: Array) -> Rights:
    """Rights in of the base, by their numbers."""
    sign = block["held_sign"][rows]

    def detail(places: Array) -> tuple[Array, Array]:
        return block["sign_languages"][sign[places]], block["sign_flags"][sign[places]]

    return Rights(cells[sign], gives[sign], block["held_start"][rows], block["held_end"][rows], owner, count, detail)


def chosen_cells(block: Block, plan: Plan, word: int, gives: Array, pointers: Words, offered: Array) -> Words:
    """The same for some slots; those with rows in the tail get none."""
    run, count = expanded(np.where(pointers < TAIL, pointers, np.uint64(0)))
    rights = of_signs(block, sign_cells(block, plan, word), gives, run.number, run.place, count)
    seen, found = covered(block, plan, rights)
    offered |= seen & plan.wanted[word] != 0
    return found


def expanded(pointers: Words) -> tuple[Runs, Array]:
    """The rows that pointers mean, and how many each of them means."""
    begin = (pointers >> np.uint64(BEGIN_SHIFT) & np.uint64(BEGIN_MASK)).astype("i8")
    count = (pointers & np.uint64(COUNT_MASK)).astype("i8")
    return expand(begin, count), count


def expand(begin: Array, count: Array) -> Runs:
    """Runs of rows, one after another."""
    place = np.repeat(np.arange(len(begin)), count)
    offset = np.arange(len(place)) - np.repeat(np.cumsum(count) - count, count)
    return Runs(begin[place] + offset, place)


def covered(block: Block, plan: Plan, rights: Rights) -> tuple[Words, Words]:
    """For each programme: the cells that it holds at all in the window, and those that are covered as asked."""
    touch = (rights.start < plan.end) & (rights.end > plan.start)
    whole = (rights.start <= plan.start) & (rights.end >= plan.end) & (rights.gives == WHOLLY)
    seen, held = unions(rights, touch, whole, narrow=plan.cells <= NARROW)
    part = np.flatnonzero(touch & ~whole & (rights.gives != 0) & (rights.cells != 0))
    if len(part) > 1:
        owner = rights.owner[part]
        twice = owner[1:][owner[1:] == owner[:-1]]
        if len(twice):
            needed = np.zeros(len(rights.count), "?")
            needed[twice] = True
            rows = np.flatnonzero(needed[rights.owner] & touch & (rights.gives != 0) & (rights.cells != 0))
            places, own = np.unique(rights.owner[rows], return_inverse=True)
            held[places] |= by_parts(block, plan, rights, rows, own)
    return seen, held


def unions(rights: Rights, touch: Array, whole: Array, *, narrow: bool) -> tuple[Words, Words]:
    """The union of the cells of each programme's rows that touch the window, and of those that give all of it. Both at
    once where they fit into one word."""
    # Multiplied by the truth: `np.where` takes a branch for each row, which is foretold wrongly half of the time.
    if not narrow:
        return union(rights.cells * touch, rights.count), union(rights.cells * whole, rights.count)
    half = np.uint64(NARROW)
    both = union((rights.cells * touch << half) | rights.cells * whole, rights.count)
    return both >> half, both & np.uint64(2**NARROW - 1)


def union(cells: Words, count: Array) -> Words:
    """The union of the cells of each programme's rows."""
    found = np.zeros(len(count), "u8")
    if not len(cells):
        return found
    begin = np.cumsum(count, dtype="i8") - count
    if count.min():
        joined: Words = np.bitwise_or.reduceat(cells, begin)
        return joined
    some = count > 0
    found[some] = np.bitwise_or.reduceat(cells, begin[some])
    return found


def by_parts(block: Block, plan: Plan, rights: Rights, rows: Array, own: Array) -> Words:
    """The cells that only several rows together cover. `own` is the programme (0 …) of each row, in order."""
    start, end, cells = rights.start[rows], rights.end[rows], rights.cells[rows]
    count = np.bincount(own)
    first = np.cumsum(count) - count
    # Every row is the source of a day to try: its end where that lies in the window, else the window's start.
    day = np.where((end > plan.start) & (end < plan.end), end, plan.start)
    pair = expand(first[own], count[own])
    active = (start[pair.number] <= day[pair.place]) & (end[pair.number] > day[pair.place])
    # The window's start is tried for every programme, whatever ends its rows have.
    at_start = (start <= plan.start) & (end > plan.start)
    found = np.full(len(count), 2**WORD - 1, "u8")
    days = np.cumsum(count[own]) - count[own]
    for has in aspects(block, plan, *rights.detail(rows)):
        mine = cells * has
        on_day = np.bitwise_or.reduceat(mine[pair.number] * active, days)
        found &= np.bitwise_and.reduceat(on_day, first)
        found &= np.bitwise_or.reduceat(mine * at_start, first)
    return found


def aspects(block: Block, plan: Plan, languages: Array, flags: Array) -> list[Array]:
    """For each language and use asked for: which of the rows has it. One line of truth when nothing is asked."""
    sets = block["set_languages"][languages]
    spoken = [sets[:, n // WORD] >> np.uint64(n % WORD) & np.uint64(1) != 0 for n in plan.languages]
    used = [flags >> use & 1 != 0 for use in plan.uses]
    everything = [np.ones(len(flags), "?")]
    return [one & other for one in spoken or everything for other in used or everything]


def base_blocked(block: Block, plan: Plan, word: int, size: int) -> Words:
    """One word of cells that rights out of the base refuse, for each slot."""
    blocked = np.zeros(size, "u8")
    many = block.count("runs")
    cells = plan.by_medium[word][block["run_media"][:many]]
    kinds = np.array([(plan.flags[kind << 4 : (kind + 1) << 4] & BLOCKS).any() for kind in range(16)])
    runs = np.flatnonzero((cells != 0) & kinds[block["run_kind"][:many]])
    sections = block["run_section"][runs]

    def some(low: int, high: int) -> None:
        begin, end = np.searchsorted(sections, (low, high))
        if begin < end:
            block_runs(block, plan, word, runs[begin:end], cells[runs[begin:end]], blocked)

    shared(some, -(-size // MARK), MIN_SECTIONS)
    return blocked


def block_runs(block: Block, plan: Plan, word: int, runs: Array, cells: Words, blocked: Words) -> None:
    """Add the cells that these runs of rights out refuse; `cells` are those of the runs' media."""
    begin, end = block["run_begin"][runs].tolist(), block["run_begin"][runs + 1].tolist()
    column = block["taken_territories"]
    territories = np.concatenate([column[a:b] for a, b in zip(begin, end, strict=True)])
    count = np.subtract(end, begin)
    found = plan.by_chunk[plan.chunk_of[word]][territories] & np.repeat(cells, count)
    some = np.flatnonzero(found)
    run = np.repeat(np.arange(len(runs)), count)[some]
    number = some + (np.array(begin) - (np.cumsum(count) - count))[run]
    refuses = (block["taken_start"][number] < plan.end) & (block["taken_end"][number] > plan.start)
    if plan.uses:
        refuses &= plan.flags[block["taken_flags"][number]] & BLOCKS != 0
    if plan.languages:
        refuses &= plan.spoken[block["taken_languages"][number]] & SOME != 0
    slot = block["run_section"][runs].astype("i8")[run[refuses]] * MARK + block["taken_local"][number[refuses]]
    np.bitwise_or.at(blocked, slot, found[some[refuses]])


@dataclass(frozen=True)
class Tail:
    """Rows of the tail, of programmes in the order of `own`; what they mean and speak, and how many rights in each has."""

    number: Array
    own: Array
    means: Array
    spoken: Array
    count: Array


def tail_rows(block: Block, plan: Plan, pointers: Words) -> Tail:
    """The rows that changed programmes have, those that mean nothing left out."""
    run, _count = expanded(pointers)
    means = plan.flags[block["row_flags"][run.number]]
    known = means != 0
    number, own, means = run.number[known], run.place[known], means[known]
    count = np.bincount(own[means & HELD != 0], minlength=len(pointers))
    return Tail(number, own, means, plan.spoken[block["row_languages"][number]], count)


def tail_cells(block: Block, plan: Plan, word: int, tail: Tail, offered: Array) -> Words:
    """One word of cells that are covered, for each changed programme. Marks those that are offered at all."""
    inside = tail.means & HELD != 0
    number = tail.number[inside]
    cells = cells_of(plan, word, block["row_territories"][number], block["row_media"][number])

    def detail(places: Array) -> tuple[Array, Array]:
        return block["row_languages"][number[places]], block["row_flags"][number[places]]

    gives = gives_of(tail.means[inside], tail.spoken[inside])
    start, end = block["row_start"][number], block["row_end"][number]
    rights = Rights(cells, gives, start, end, tail.own[inside], tail.count, detail)
    seen, found = covered(block, plan, rights)
    offered |= seen & plan.wanted[word] != 0
    return found


def tail_blocked(block: Block, plan: Plan, word: int, tail: Tail, size: int) -> Words:
    """One word of cells that are refused, for each changed programme."""
    blocked = np.zeros(size, "u8")
    out = (tail.means & BLOCKS != 0) & (tail.spoken & SOME != 0)
    number = tail.number[out]
    touch = (block["row_start"][number] < plan.end) & (block["row_end"][number] > plan.start)
    number = number[touch]
    cells = cells_of(plan, word, block["row_territories"][number], block["row_media"][number])
    np.bitwise_or.at(blocked, tail.own[out][touch], cells)
    return blocked

"""The scan as a compiled loop: the same answers as scan_numpy, several times as fast. Needs numba.

One section of slots at a time, whose cells stay in the cache: first what is held, programme by programme, then the runs
of rights out that can matter take from it.
"""

from functools import partial
from typing import Any, cast

import numpy as np

from listings.engine.block import Block
from listings.engine.compiled import bits, compiled
from listings.engine.layout import BEGIN_MASK, BEGIN_SHIFT, COUNT_MASK, MARK, TAIL, Array
from listings.engine.parallel import shared
from listings.engine.plan import ALL_USES, BLOCKS, ELIGIBLE, EVERY, HELD, SOME, Plan
from listings.engine.scan_numpy import MIN_SECTIONS, WHOLLY, Found, sign_cells, sign_gives

SHIFT, BEGINS, COUNTS, IN_TAIL = np.uint64(BEGIN_SHIFT), np.uint64(BEGIN_MASK), np.uint64(COUNT_MASK), np.uint64(TAIL)


def scan(block: Block, plan: Plan, slots: Array | None = None) -> Found:
    """Scan all slots, or only those given (the answer is then in their order)."""
    size = block.count("slots")
    offered, free = np.zeros(size, "?"), np.zeros(size, "u2")
    media = np.full(size, 2 ** len(plan.media) - 1, "u4")
    chosen = np.empty(0, "?")
    if slots is not None:
        chosen = np.zeros(size, "?")
        chosen[slots] = True
    gives, taken_apart = sign_gives(block, plan), columns(block)
    for word in range(plan.words):
        cells, parts = sign_cells(block, plan, word) & plan.wanted[word], parts_of(plan, word)
        tables = (
            plan.start,
            plan.end,
            plan.flags,
            plan.spoken,
            plan.by_chunk[plan.chunk_of[word]],
            plan.by_medium[word],
            plan.wanted[word],
            block["set_languages"],
            np.array(plan.languages, "i8"),
            np.array(plan.uses, "i8"),
        )
        whole = (size, chosen, cells, gives, tables, *taken_apart, *parts, offered, free, media)
        shared(partial(of_sections, block["run_section"][: block.count("runs")], whole), -(-size // MARK), MIN_SECTIONS)
    if slots is None:
        return Found(offered, free, media)
    return Found(offered[slots], free[slots], media[slots])


def of_sections(run_section: Array, whole: tuple[Any, ...], low: int, high: int) -> None:
    """One thread's part: these sections, and the runs of rights out that are theirs."""
    kernel = cast(Any, of_word)
    kernel(low, high, *np.searchsorted(run_section, (low, high)), *whole)


def columns(block: Block) -> tuple[Any, ...]:
    """The columns that the kernel takes apart: pointers, rights in, rights out, their runs, the tail."""
    runs = slice(0, block.count("runs") + 1)
    held = tuple(block[f"held_{name}"] for name in ("sign", "start", "end"))
    return (
        block["mark"],
        block["slot_pointer"],
        (*held, block["sign_languages"], block["sign_flags"], block["held_local"]),
        tuple(block[f"taken_{name}"] for name in ("territories", "languages", "start", "end", "flags", "local")),
        tuple(block[f"run_{name}"][runs] for name in ("begin", "section", "media", "kind")),
        tuple(block[f"row_{name}"] for name in ("territories", "media", "languages", "start", "end", "flags")),
    )


def parts_of(plan: Plan, word: int) -> tuple[Array, Array]:
    """The media with cells in a word: their bits, and their cells."""
    parts = [(1 << bit, mask) for bit, pairs in enumerate(plan.media) for at, mask in pairs if at == word and mask]
    return np.array([bit for bit, _mask in parts], "u4"), np.array([mask for _bit, mask in parts], "u8")


@compiled
def room(many: Any) -> Any:
    """Room for so many rows of one programme: cells, start, end, languages, flags."""
    days = np.empty(many, np.int64), np.empty(many, np.int64)
    return np.empty(many, np.uint64), days[0], days[1], np.empty(many, np.int64), np.empty(many, np.uint8)


@compiled
def together(tables: Any, many: Any, known: Any, covered: Any) -> Any:
    """Those of the cells that `many` rows of a programme cover together: on every day on which coverage could stop, in
    every language and use asked for. The rows are all of the kind that was asked for."""
    first, last = tables[0], tables[1]
    sets, asked, uses = tables[7], tables[8], tables[9]
    cells, start, end, languages, flags = known
    for source in range(-1, many):
        day = np.int64(first) if source < 0 else end[source]
        if source >= 0 and (day <= first or day >= last):
            continue
        for spoken in range(max(len(asked), 1)):
            for used in range(max(len(uses), 1)):
                on_day = np.uint64(0)
                for row in range(many):
                    if start[row] > day or end[row] <= day:
                        continue
                    if len(asked) > 0:
                        number = asked[spoken]
                        if sets[languages[row], number >> 6] >> np.uint64(number & 63) & np.uint64(1) == 0:
                            continue
                    if len(uses) > 0 and (flags[row] >> uses[used]) & 1 == 0:
                        continue
                    on_day |= cells[row]
                covered &= on_day
                if covered == 0:
                    return covered
    return covered


@compiled
def of_tail(begin: Any, after: Any, tables: Any, tail: Any, known: Any) -> Any:
    """(cells held at all, cells free) of a programme that has changed."""
    first, last, meaning, spoken, by_set, by_medium = tables[:6]
    territories, media, languages, start, end, flags = tail
    cells_of, starts, ends, languages_of, flags_of = known if after - begin <= len(known[0]) else room(after - begin)
    seen, held, blocked, parts = np.uint64(0), np.uint64(0), np.uint64(0), 0
    for row in range(begin, after):
        means = meaning[flags[row]]
        cells = by_set[territories[row]] & by_medium[media[row]]
        if means == 0 or cells == 0 or start[row] >= last or end[row] <= first:
            continue
        if means & BLOCKS:
            if spoken[languages[row]] & SOME:
                blocked |= cells
        elif means & HELD:
            seen |= cells
            if means & ELIGIBLE:
                if means & ALL_USES and spoken[languages[row]] & EVERY and start[row] <= first and end[row] >= last:
                    held |= cells
                else:
                    cells_of[parts], starts[parts], ends[parts] = cells, start[row], end[row]
                    languages_of[parts], flags_of[parts] = languages[row], flags[row]
                    parts += 1
    if parts > 1:
        held |= together(tables, parts, (cells_of, starts, ends, languages_of, flags_of), ~held)
    return seen, held & ~blocked


@compiled
def of_base(
    begin: Any, after: Any, tables: Any, sign_cells: Any, gives: Any, base: Any, known: Any, missing: Any
) -> Any:
    """Those of the missing cells that several rights in of the base cover together. Rows that give all of their cells are
    counted already, and need not be seen again: a cell is covered by parts alone, or it is not missing."""
    first, last = tables[0], tables[1]
    sign, start, end, sign_languages, sign_flags = base[:5]
    cells_of, starts, ends, languages_of, flags_of = known if after - begin <= len(known[0]) else room(after - begin)
    parts = 0
    for row in range(begin, after):
        number, opens, closes = sign[row], np.int64(start[row]), np.int64(end[row])
        if gives[number] and sign_cells[number] & missing and opens < last and closes > first:
            cells_of[parts], starts[parts], ends[parts] = sign_cells[number], opens, closes
            languages_of[parts], flags_of[parts] = sign_languages[number], sign_flags[number]
            parts += 1
    if parts < 2:
        return np.uint64(0)
    return together(tables, parts, (cells_of, starts, ends, languages_of, flags_of), missing)


# What is known of a slot's rights in, as counts in one word: rows that touch the window, and those that give only parts.
SEEN, PART, TWO_PARTS = np.uint32(1), np.uint32(1 << 16), np.uint32(2 << 16)


@compiled
def hold_all(begin: Any, after: Any, many: Any, cells: Any, gives: Any, tables: Any, base: Any, sums: Any) -> None:
    """What the rights in of a section hold, row by row and without branches, which could not be foretold."""
    first, last = tables[0], tables[1]
    sign, start, end, local = base[0], base[1], base[2], base[5]
    held, seen = sums
    held[:many], seen[:many] = 0, 0
    for row in range(begin, after):
        number, slot, opens, ends = sign[row], local[row], np.int64(start[row]), np.int64(end[row])
        mine, gift = cells[number], gives[number]
        touch = (opens < last) & (ends > first) & (mine != 0)
        whole = touch & (opens <= first) & (ends >= last) & (gift == WHOLLY)
        held[slot] |= mine & (np.uint64(0) - np.uint64(whole))
        seen[slot] += SEEN * np.uint32(touch) + PART * np.uint32(touch & ~whole & (gift != 0))


@compiled
def hold_some(
    low: Any, many: Any, chosen: Any, cells: Any, gives: Any, tables: Any, pointers: Any, base: Any, sums: Any
) -> None:
    """The same for the chosen slots of a section, by their pointers."""
    first, last = tables[0], tables[1]
    sign, start, end = base[0], base[1], base[2]
    held, seen = sums
    held[:many], seen[:many] = 0, 0
    for slot in range(many):
        pointer = pointers[low + slot]
        if not chosen[low + slot] or pointer & IN_TAIL:
            continue
        begin = np.int64(pointer >> SHIFT & BEGINS)
        for row in range(begin, begin + np.int64(pointer & COUNTS)):
            number = sign[row]
            if cells[number] == 0 or start[row] >= last or end[row] <= first:
                continue
            seen[slot] += SEEN
            if gives[number] == WHOLLY and start[row] <= first and end[row] >= last:
                held[slot] |= cells[number]
            elif gives[number] != 0:
                seen[slot] += PART


@compiled
def settle(
    low: Any,
    many: Any,
    chosen: Any,
    cells: Any,
    gives: Any,
    tables: Any,
    pointers: Any,
    base: Any,
    tail: Any,
    sums: Any,
    done: Any,
    offered: Any,
    known: Any,
) -> None:
    """Add to what single rows hold: what several hold together, and what the tail says, which goes into `done`: no run
    may take from it."""
    wanted = tables[6]
    held, seen = sums
    some = len(chosen) > 0
    for slot in range(many):
        pointer = pointers[low + slot]
        done[slot] = 0
        offered[low + slot] |= (seen[slot] != 0) & (pointer < IN_TAIL)
        if seen[slot] < TWO_PARTS and pointer < IN_TAIL:
            continue
        begin = np.int64(pointer >> SHIFT & BEGINS)
        after = begin + np.int64(pointer & COUNTS)
        if pointer < IN_TAIL:
            missing = wanted & ~held[slot]
            if missing:
                held[slot] |= of_base(begin, after, tables, cells, gives, base, known, missing)
            continue
        held[slot] = 0
        if not some or chosen[low + slot]:
            mine, covered = of_tail(begin, after, tables, tail, known)
            done[slot] = covered & wanted
            offered[low + slot] |= mine & wanted != 0


@compiled
def take(run: Any, after: Any, mine: Any, tables: Any, taken: Any, held: Any) -> None:
    """One run of rights out takes its cells from what is held."""
    first, last, meaning, spoken, by_set = tables[:5]
    territories, languages, start, end, flags, local = taken
    any_language, any_use = len(tables[8]) == 0, len(tables[9]) == 0
    for row in range(run, after):
        cells = by_set[territories[row]] & mine
        refuses = (np.int64(start[row]) < last) & (np.int64(end[row]) > first)
        if not any_language:
            refuses &= spoken[languages[row]] & SOME != 0
        if not any_use:
            refuses &= meaning[flags[row]] & BLOCKS != 0
        held[local[row]] &= ~(cells & (np.uint64(0) - np.uint64(refuses)))


@compiled
def sum_up(many: Any, held: Any, done: Any, part_bits: Any, part_cells: Any, free: Any, media: Any) -> None:
    """Count the cells of a section; loops so plain that they become vector instructions."""
    for slot in range(many):
        held[slot] |= done[slot]
        free[slot] += np.uint16(bits(held[slot]))
    for part in range(len(part_bits)):
        bit, all_cells = part_bits[part], part_cells[part]
        for slot in range(many):
            media[slot] &= ~(bit * np.uint32(held[slot] & all_cells != all_cells))


@compiled
def of_word(
    first_section: Any,
    after_section: Any,
    run: Any,
    last_run: Any,
    size: Any,
    chosen: Any,
    cells: Any,
    gives: Any,
    tables: Any,
    mark: Any,
    pointers: Any,
    base: Any,
    taken: Any,
    runs: Any,
    tail: Any,
    part_bits: Any,
    part_cells: Any,
    offered: Any,
    free: Any,
    media: Any,
) -> None:
    """One word of cells for the slots of some sections and their runs: adds to `free`, marks in `offered`, takes away from `media`."""
    meaning, by_medium = tables[2], tables[5]
    run_begin, run_section, run_media, run_kind = runs
    held, done = np.empty(MARK, np.uint64), np.empty(MARK, np.uint64)
    sums, known = (held, np.empty(MARK, np.uint32)), room(64)
    for section in range(first_section, after_section):
        low = section * MARK
        many = min(MARK, size - low)
        if len(chosen):
            hold_some(low, many, chosen, cells, gives, tables, pointers, base, sums)
        elif section < len(mark) - 1:
            hold_all(mark[section], mark[section + 1], many, cells, gives, tables, base, sums)
        else:
            held[:many], sums[1][:many] = 0, 0
        settle(low, many, chosen, cells, gives, tables, pointers, base, tail, sums, done, offered, known)
        while run < last_run and run_section[run] == section:
            mine = by_medium[run_media[run]]
            blocks = False
            for use in range(16):
                blocks |= meaning[run_kind[run] * 16 + use] & BLOCKS != 0
            if mine and blocks:
                take(run_begin[run], run_begin[run + 1], mine, tables, taken, held)
            run += 1
        sum_up(many, held, done, part_bits, part_cells, free[low : low + many], media[low : low + many])

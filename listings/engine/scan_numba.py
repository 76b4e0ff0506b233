"""The scan as a compiled loop: the same answers as scan_numpy, several times as fast. Needs numba.

One pass over the rows of MARK slots at a time, whose cells lie in the cache; programmes whose cells only several rows
together cover, and those whose rows were written anew, are gone through by their pointers.
"""

from typing import Any

import numba
import numpy as np

from listings.engine.block import Block
from listings.engine.layout import MARK, Array
from listings.engine.plan import ALL_USES, ELIGIBLE, EVERY, HELD, SOME, Plan
from listings.engine.scan_numpy import Found, changed_slots

ROW_COLUMNS = ("territories", "media", "languages", "start", "end", "flags")
compiled = numba.njit(cache=True, nogil=True, boundscheck=False)


def scan(block: Block, plan: Plan, slots: Array | None = None) -> Found:
    """Scan all slots, or only those given (the answer is then in their order)."""
    rows = tuple(block[f"row_{name}"] for name in ROW_COLUMNS)
    tables = tables_of(block, plan)
    if slots is not None:
        found = empty(len(slots))
        of_slots(slots.astype("i8"), block["slot_pointer"], rows, tables, *found, False)
        return Found(*found)
    size, base = block.count("slots"), block.count("base_slots")
    found = empty(size)
    kernel = of_base_word if plan.words == 1 else of_base
    kernel(base, block["mark"], block["chunk"], block["row_local"], block["slot_pointer"], rows, tables, *found)
    of_slots(changed_slots(block, base, size), block["slot_pointer"], rows, tables, *found, True)
    return Found(*found)


def empty(size: int) -> tuple[Array, Array, Array]:
    """Room for an answer."""
    return np.zeros(size, "?"), np.zeros(size, "u2"), np.zeros(size, "u4")


def tables_of(block: Block, plan: Plan) -> tuple[Any, ...]:
    """The plan as a tuple of arrays and numbers that the kernels take apart."""
    parts = [(medium, word, mask) for medium, pairs in enumerate(plan.media) for word, mask in pairs if mask]
    return (
        plan.start, plan.end, plan.flags, plan.spoken, plan.by_chunk, plan.chunk_of, plan.by_medium, plan.wanted,
        block["set_languages"], np.array(plan.languages, "i8"), np.array(plan.uses, "i8"),
        np.array([part[0] for part in parts], "i8"), np.array([part[1] for part in parts], "i8"),
        np.array([part[2] for part in parts], "u8"), np.uint32(2 ** len(plan.media) - 1),
    )  # fmt: skip


@compiled
def bits(word: Any) -> Any:
    """How many bits are set."""
    word = word - ((word >> np.uint64(1)) & np.uint64(0x5555555555555555))
    word = (word & np.uint64(0x3333333333333333)) + ((word >> np.uint64(2)) & np.uint64(0x3333333333333333))
    word = (word + (word >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return (word * np.uint64(0x0101010101010101)) >> np.uint64(56)


@compiled
def together(begin: Any, end_row: Any, word: Any, rows: Any, tables: Any) -> Any:
    """The cells of a word that the rows of a programme cover together: on every day on which coverage could stop, in
    every language and use asked for."""
    territories, media, languages, start, end, flags = rows
    first, last, meaning, _spoken, by_chunk, chunk_of, by_medium, _w, sets, asked, uses = tables[:11]
    spoken_count, used_count = max(len(asked), 1), max(len(uses), 1)
    covered = ~np.uint64(0)
    table, mediums = by_chunk[chunk_of[word]], by_medium[word]
    for source in range(begin - 1, end_row):
        day = first
        if source >= begin:
            day = end[source]
            if meaning[flags[source]] & ELIGIBLE == 0 or day <= first or day >= last:
                continue
        for spoken in range(spoken_count):
            for used in range(used_count):
                on_day = np.uint64(0)
                for row in range(begin, end_row):
                    if meaning[flags[row]] & ELIGIBLE == 0 or start[row] > day or end[row] <= day:
                        continue
                    if len(asked) > 0:
                        number = asked[spoken]
                        if sets[languages[row], number >> 6] >> np.uint64(number & 63) & np.uint64(1) == 0:
                            continue
                    if len(uses) > 0 and flags[row] >> uses[used] & 1 == 0:
                        continue
                    on_day |= table[territories[row]] & mediums[media[row]]
                covered &= on_day
                if covered == 0:
                    return covered
    return covered


@compiled
def of_slots(
    slots: Any, pointers: Any, rows: Any, tables: Any, offered: Any, free: Any, complete: Any, scatter: Any
) -> None:
    """The answer for some slots, by their pointers; written at their place in the list, or at the slot (`scatter`)."""
    territories, media, languages, start, end, flags = rows
    first, last, meaning, spoken, by_chunk, chunk_of, by_medium, wanted = tables[:8]
    part_medium, part_word, part_mask, every = tables[11:]
    words = len(wanted)
    for place in range(len(slots)):
        slot = slots[place]
        at = slot if scatter else place
        begin = np.int64(pointers[slot] >> np.uint64(32))
        end_row = begin + np.int64(pointers[slot] & np.uint64(0xFFFFFFFF))
        offered[at], free[at], media_free = False, 0, every
        part = 0
        for word in range(words):
            held = blocked = seen = parts = np.uint64(0)
            many = 0
            table, mediums = by_chunk[chunk_of[word]], by_medium[word]
            for row in range(begin, end_row):
                means = meaning[flags[row]]
                if means == 0 or start[row] >= last or end[row] <= first:
                    continue
                cells = table[territories[row]] & mediums[media[row]]
                if cells == 0:
                    continue
                if means & HELD:
                    seen |= cells
                    if means & ELIGIBLE:
                        if (
                            means & ALL_USES
                            and start[row] <= first
                            and end[row] >= last
                            and spoken[languages[row]] & EVERY
                        ):
                            held |= cells
                        else:
                            parts |= cells
                            many += 1
                elif spoken[languages[row]] & SOME:
                    blocked |= cells
            if many > 1 and parts & ~held:
                held |= together(begin, end_row, word, rows, tables)
            if seen & wanted[word]:
                offered[at] = True
            held &= ~blocked & wanted[word]
            free[at] += bits(held)
            for part in range(len(part_word)):
                if part_word[part] == word and held & part_mask[part] != part_mask[part]:
                    media_free &= ~(np.uint32(1) << np.uint32(part_medium[part]))
        complete[at] = media_free


@compiled
def of_base_word(
    base: Any,
    mark: Any,
    chunk: Any,
    local: Any,
    pointers: Any,
    rows: Any,
    tables: Any,
    offered: Any,
    free: Any,
    complete: Any,
) -> None:
    """The answer for the base, when all cells lie in one word."""
    territories, media, languages, start, end, flags = rows
    first, last, meaning, spoken, by_chunk, _c, by_medium, wanted = tables[:8]
    part_medium, _p, part_mask, every = tables[11:]
    any_language = len(tables[9]) == 0
    table, mediums, whole = by_chunk[0], by_medium[0], wanted[0]
    base_rows = mark[(base + MARK - 1) // MARK]
    held = np.empty(MARK, np.uint64)
    blocked = np.empty(MARK, np.uint64)
    seen = np.empty(MARK, np.uint64)
    many = np.empty(MARK, np.uint8)
    nothing = every
    for part in range(len(part_mask)):
        nothing &= ~(np.uint32(1) << np.uint32(part_medium[part]))
    for low in range(0, base, MARK):
        size = min(MARK, base - low)
        held[:size], blocked[:size], seen[:size], many[:size] = 0, 0, 0, 0
        for row in range(mark[low // MARK], mark[low // MARK + 1]):
            if start[row] >= last or end[row] <= first:
                continue
            means = meaning[flags[row]]
            cells = table[territories[row]] & mediums[media[row]]
            if means == 0 or cells == 0:
                continue
            slot = np.int64(chunk[row >> 8]) + local[row] - low
            if means & HELD:
                seen[slot] |= cells
                if means & ELIGIBLE:
                    if (
                        means & ALL_USES and start[row] <= first and end[row] >= last
                        and (any_language or spoken[languages[row]] & EVERY)
                    ):  # fmt: skip
                        held[slot] |= cells
                    elif many[slot] < 2:
                        many[slot] += 1
            elif any_language or spoken[languages[row]] & SOME:
                blocked[slot] |= cells
        for slot in range(size):
            at = low + slot
            offered[at] = seen[slot] & whole != 0
            if many[slot] > 1:
                begin = np.int64(pointers[at] >> np.uint64(32))
                if begin < base_rows:
                    end_row = begin + np.int64(pointers[at] & np.uint64(0xFFFFFFFF))
                    held[slot] |= together(begin, end_row, 0, rows, tables)
            cells = held[slot] & ~blocked[slot] & whole
            if cells == 0:
                free[at], complete[at] = 0, nothing
                continue
            free[at] = bits(cells)
            media_free = every
            for part in range(len(part_mask)):
                if cells & part_mask[part] != part_mask[part]:
                    media_free &= ~(np.uint32(1) << np.uint32(part_medium[part]))
            complete[at] = media_free


@compiled
def of_base(
    base: Any,
    mark: Any,
    chunk: Any,
    local: Any,
    pointers: Any,
    rows: Any,
    tables: Any,
    offered: Any,
    free: Any,
    complete: Any,
) -> None:
    """The answer for the base, for any number of words: programme by programme."""
    slots = np.arange(min(base, MARK))
    for low in range(0, base, MARK):
        size = min(MARK, base - low)
        part = slots[:size] + low
        of_slots(part, pointers, rows, tables, offered, free, complete, True)

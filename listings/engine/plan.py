"""A request projected onto the interned sets: after that, scanning a row is a few looks into small tables.

Requested cells are bits of words. A word holds the cells of a chunk of the territories in one or several media: all
cells in one word for up to 64 of them; for more than 64 territories the sets' own words are the chunks, in each medium.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from listings.engine.block import Block
from listings.engine.layout import DAY_ZERO, KIND_SHIFT, LAST_DAY, OPEN, OUT_KINDS, Array, Words
from listings.rights.queries.cells import MEETS
from listings.rights.request import AvailsRequest
from marketplace.vocabularies import languages, media, territories, uses

WORD = 64
# What the table of flags says of a row.
HELD, ELIGIBLE, ALL_USES, BLOCKS = 1, 2, 4, 8
EVERY, SOME = 1, 2
FIRST_DAY = date.fromordinal(DAY_ZERO)
LAST = date.fromordinal(DAY_ZERO + LAST_DAY)


@dataclass(frozen=True)
class Plan:
    """Tables of one request for one block.

    start, end     the window, as days of rows
    flags          [256] HELD: a right in; ELIGIBLE: of the kind asked for; ALL_USES: it has them; BLOCKS: a right out
                   that refuses
    spoken         [language sets] EVERY: has all languages asked for; SOME: has one of them
    by_chunk       [chunks, territory sets] cells of the set's territories, in each medium of the word
    chunk_of       [words] the chunk of each word
    by_medium      [words, media sets] cells of the set's media
    wanted         [words] the cells asked for
    media          for each medium asked for: (word, mask) pairs
    """

    start: int
    end: int
    cells: int
    flags: Array
    spoken: Array
    by_chunk: Words
    chunk_of: Array
    by_medium: Words
    wanted: Words
    media: tuple[tuple[tuple[int, int], ...], ...]
    languages: tuple[int, ...]
    uses: tuple[int, ...]

    @property
    def words(self) -> int:
        return len(self.wanted)


def fits_days(request: AvailsRequest) -> bool:
    """Can the request's window be said in the days of rows? (2000 to 2179, or open.)"""
    return request.window.start >= FIRST_DAY and (request.window.end is None or request.window.end <= LAST)


def plan(block: Block, request: AvailsRequest) -> Plan:
    """Project `request` onto the sets of `block`. Microseconds to a millisecond.

    Tables are as long as the sets may become: a set that is added while we read is of no cells, not beyond the end.
    """
    place = [territories.number(code) - 1 for code in request.territories]
    medium = [media.number(code) - 1 for code in request.media]
    own_words = len(place) > WORD
    layout = wide(place, len(medium)) if own_words else packed(len(place), len(medium))
    by_chunk = chunks(block, place, layout, own_words=own_words)
    by_medium = media_words(block, medium, layout)
    wanted, parts = asked(request, place, layout, own_words=own_words)
    end = request.window.end
    return Plan(
        start=request.window.start.toordinal() - DAY_ZERO,
        end=OPEN if end is None else end.toordinal() - DAY_ZERO,
        cells=len(request.cells),
        flags=flag_table(request),
        spoken=spoken(block, request),
        by_chunk=by_chunk,
        chunk_of=np.array([word.chunk for word in layout], "i8"),
        by_medium=by_medium,
        wanted=wanted,
        media=parts,
        languages=tuple(languages.number(code) - 1 for code in request.languages),
        uses=tuple(uses.number(code) - 1 for code in request.uses),
    )


@dataclass(frozen=True)
class Word:
    """One word of cells: its chunk of the territories, and at which bit each of its media (by place) begins."""

    chunk: int
    begins: tuple[tuple[int, int], ...]
    width: int


def packed(places: int, many_media: int) -> list[Word]:
    """Up to 64 territories: as many media in a word as there is room for."""
    room = WORD // places
    return [
        Word(0, tuple((m, (m - first) * places) for m in range(first, min(first + room, many_media))), places)
        for first in range(0, many_media, room)
    ]


def wide(place: list[int], many_media: int) -> list[Word]:
    """More than 64 territories: a word for each medium and each word of the sets that has any of them."""
    used = sorted({number // WORD for number in place})
    return [Word(chunk, ((m, 0),), WORD) for m in range(many_media) for chunk in range(len(used))]


def chunks(block: Block, place: list[int], layout: list[Word], *, own_words: bool) -> Words:
    """by_chunk: the requested territories of each set, repeated for every medium of a word."""
    sets = block["set_territories"]
    if own_words:
        masks = word_masks(place)
        return np.ascontiguousarray((sets[:, list(masks)] & np.array(list(masks.values()), "u8")).T)
    bits = np.zeros(len(sets), "u8")
    for bit, number in enumerate(place):
        bits |= (sets[:, number // WORD] >> np.uint64(number % WORD) & np.uint64(1)) << np.uint64(bit)
    copies = max(len(word.begins) for word in layout)
    factor = sum(1 << (copy * len(place)) for copy in range(copies))
    return (bits * np.uint64(factor))[None, :]


def word_masks(place: list[int]) -> dict[int, int]:
    """{word of the sets: mask of the requested territories in it}."""
    masks: dict[int, int] = {}
    for number in sorted(place):
        masks[number // WORD] = masks.get(number // WORD, 0) | 1 << number % WORD
    return masks


def media_words(block: Block, medium: list[int], layout: list[Word]) -> Words:
    """by_medium: for each word, the cells of the set's media."""
    sets = block["set_media"][:, 0]
    found = np.zeros((len(layout), len(sets)), "u8")
    for w, word in enumerate(layout):
        whole = np.uint64(2**word.width - 1)
        for m, bit in word.begins:
            found[w] |= (sets >> np.uint64(medium[m]) & np.uint64(1)) * (whole << np.uint64(bit))
    return found


def asked(
    request: AvailsRequest, place: list[int], layout: list[Word], *, own_words: bool
) -> tuple[Words, tuple[tuple[tuple[int, int], ...], ...]]:
    """The cells asked for as bits, and the same for each medium; cells that the request leaves out are left out."""
    cells = set(request.cells)
    used = list(word_masks(place)) if own_words else []
    parts: list[list[tuple[int, int]]] = [[] for _medium in request.media]
    wanted = np.zeros(len(layout), "u8")
    for w, word in enumerate(layout):
        for m, begin in word.begins:
            mask = 0
            for t, number in enumerate(place):
                bit = number % WORD if own_words else begin + t
                inside = not own_words or number // WORD == used[word.chunk]
                if inside and (request.media[m], request.territories[t]) in cells:
                    mask |= 1 << bit
            wanted[w] |= np.uint64(mask)
            parts[m].append((w, mask))
    return wanted, tuple(map(tuple, parts))


def flag_table(request: AvailsRequest) -> Array:
    """What each value of a row's flags means for this request."""
    asked_uses = sum(1 << (uses.number(code) - 1) for code in request.uses)
    meets = {OUT_KINDS[grade] for grade in OUT_KINDS if grade in MEETS[request.grade]}
    table = np.zeros(256, "u1")
    for value in range(256):
        kind, use_bits = value >> KIND_SHIFT, value & 15
        if kind <= 1:
            eligible = kind == 1 or not request.exclusive
            full = use_bits & asked_uses == asked_uses
            table[value] = HELD | ELIGIBLE * eligible | ALL_USES * full
        elif kind in meets and (not asked_uses or use_bits & asked_uses):
            table[value] = BLOCKS
    return table


def spoken(block: Block, request: AvailsRequest) -> Array:
    """For each language set: has it every language asked for, has it one?"""
    sets = block["set_languages"]
    if not request.languages:
        return np.full(len(sets), EVERY | SOME, "u1")
    mask = np.zeros(sets.shape[1], "u8")
    for code in request.languages:
        number = languages.number(code) - 1
        mask[number // WORD] |= np.uint64(1 << number % WORD)
    common = sets & mask
    every = (common == mask).all(axis=1)
    found: Array = (every * EVERY | common.any(axis=1) * SOME).astype("u1")
    return found

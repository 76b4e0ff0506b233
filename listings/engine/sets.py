"""Interned sets: each set of codes has a number, and a mask of bits in the block."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from listings.engine.block import Block
from listings.engine.layout import SETS

WORD = 64
MOST = 65536


class Full(Exception):
    """There is no room for another set; the next generation has more."""


def words_of(numbers: Iterable[int], words: int) -> tuple[int, ...]:
    """A mask with these bits, as words; bits beyond the last word are refused with IndexError."""
    mask = [0] * words
    for number in numbers:
        mask[number // WORD] |= 1 << number % WORD
    return tuple(mask)


@lru_cache(maxsize=65536)
def bits_of_multirange(text: str) -> tuple[int, ...]:
    """The bits of a multirange as PostgreSQL writes it, {[1,4),[7,8)}: number 1 is bit 0."""
    pairs = [part.strip("[)").split(",") for part in text.strip("{}").replace("),[", ") [").split(" ") if part]
    return tuple(number - 1 for low, high in pairs for number in range(int(low), int(high)))


class Sets:
    """The sets of one kind in a block, for its writer."""

    def __init__(self, block: Block, name: str) -> None:
        self._block, self._name = block, name
        self._masks = block[f"set_{name}"]
        self._words = SETS[name]
        known = self._masks[: block.count(f"set_{name}")].tolist()
        self._numbers = {tuple(mask): number for number, mask in enumerate(known)}

    def number(self, bits: Iterable[int]) -> int:
        """The number of a set, new ones are added. Raises Full."""
        return self.number_of_mask(words_of(bits, self._words))

    def number_of_mask(self, mask: tuple[int, ...]) -> int:
        """The same for a mask."""
        found = self._numbers.get(mask)
        if found is not None:
            return found
        number = len(self._numbers)
        if number >= len(self._masks):
            raise Full(self._name)
        self._masks[number] = mask
        self._block.put(f"set_{self._name}", number + 1)
        self._numbers[mask] = number
        return number


def members(block: Block, name: str) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Which bits each set has: [sets, bits]."""
    masks = block[f"set_{name}"][: block.count(f"set_{name}")]
    shifts = np.arange(WORD, dtype="u8")
    found: np.ndarray[tuple[int, int], np.dtype[np.bool_]] = (
        (masks[:, :, None] >> shifts & np.uint64(1)).reshape(len(masks), -1).astype("?")
    )
    return found


def open_sets(block: Block) -> dict[str, Sets]:
    """All kinds of sets of a block."""
    return {name: Sets(block, name) for name in SETS}


def room_for(counts: dict[str, int] | None = None, names: Sequence[str] = tuple(SETS)) -> dict[str, int]:
    """Room for so many sets, and for as many to come; at least a thousand, at most what 16 bits can number."""
    known = counts or {}
    return {name: min(max(2 * known.get(name, 0), 1024), MOST) for name in names}

"""Interned sets: each set of codes has a number, and a mask of bits in the block."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

import numpy as np

from listings.engine.block import Block
from listings.engine.layout import SETS, Array
from marketplace.kit.fields import ranges_of

WORD = 64
MIN_SLOTS, MAX_SLOTS = 1024, 65536


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
    """The bits of a multirange as PostgreSQL writes it: number 1 is bit 0."""
    return tuple(number - 1 for low, high in ranges_of(text) for number in range(low, high))


class Sets:
    """The sets of one kind, for a block's writer. Without a block they are only numbered: a new block gets them whole."""

    def __init__(self, name: str, block: Block | None = None) -> None:
        self._block, self._name = block, name
        self._words = SETS[name]
        self._spelled: dict[str, int] = {}
        known = block[f"set_{name}"][: block.count(f"set_{name}")].tolist() if block else []
        self._numbers = {tuple(mask): number for number, mask in enumerate(known)}

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def room(self) -> int:
        return self._block.room.sets[self._name] if self._block else MAX_SLOTS

    @property
    def masks(self) -> Array:
        """All masks in the order of their numbers: [sets, words]."""
        return np.array(list(self._numbers), "u8").reshape(len(self._numbers), self._words)

    def number(self, bits: Iterable[int]) -> int:
        """The number of a set, new ones are added. Raises Full."""
        mask = words_of(bits, self._words)
        found = self._numbers.get(mask)
        if found is not None:
            return found
        number = len(self._numbers)
        if number >= self.room:
            raise Full(self._name)
        if self._block is not None:
            self._block[f"set_{self._name}"][number] = mask
            self._block.put(f"set_{self._name}", number + 1)
        self._numbers[mask] = number
        return number

    def of_multirange(self, text: str) -> int:
        """The number of a set that PostgreSQL has written as a multirange."""
        found = self._spelled.get(text)
        if found is None:
            found = self._spelled[text] = self.number(bits_of_multirange(text))
        return found

    def of_codes(self, text: str, bits: Mapping[str, int]) -> int:
        """The number of a set given as codes with commas; codes that have no bit are left out."""
        found = self._spelled.get(text)
        if found is None:
            found = self._spelled[text] = self.number(bits[code] for code in text.split(",") if code in bits)
        return found


def members(block: Block, name: str) -> tuple[Array, Array]:
    """All members of all sets, as two columns: the number of a set, and a bit that it has. Kept for the next time."""
    many = block.count(f"set_{name}")
    known = block.kept.get(name)
    if known is None or known[0] != many:
        octets = block[f"set_{name}"][:many].view("u1")
        number, bit = np.nonzero(np.unpackbits(octets, axis=1, bitorder="little"))
        known = block.kept[name] = (many, (number, bit))
    return known[1]


def having(block: Block, name: str, bits: Iterable[int]) -> Array:
    """Which sets have one of the bits: a table of truth, as long as there may be sets."""
    mask = np.array(words_of(bits, SETS[name]), "u8")
    found: Array = (block[f"set_{name}"] & mask != 0).any(axis=1)
    return found


def open_sets(block: Block | None = None) -> dict[str, Sets]:
    """All kinds of sets of a block, or of one to come."""
    return {name: Sets(name, block) for name in SETS}


def room_for(many: Mapping[str, int], more: int = 0) -> dict[str, int]:
    """Room for so many sets of each kind, for half as many to come, and `more`; at least a thousand, at most what 16 bits
    can number."""
    return {name: min(max(count * 3 // 2, MIN_SLOTS) + more, MAX_SLOTS) for name, count in many.items()}

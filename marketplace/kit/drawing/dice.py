"""Numbers that look thrown and are always the same for the same name: a poster must not change between two visits."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of numbers drawn from the hash of a name."""

    def __init__(self, name: str) -> None:
        self.name, self.block, self.left = name, 0, b""

    def next(self) -> int:
        """The next number, 0 to 65535."""
        if len(self.left) < 2:
            self.left = hashlib.sha256(f"{self.name}/{self.block}".encode()).digest()
            self.block += 1
        number = int.from_bytes(self.left[:2])
        self.left = self.left[2:]
        return number

    def between(self, low: float, high: float) -> float:
        """A number from `low` to `high`, to a tenth."""
        return round(low + (high - low) * self.next() / 65535, 1)

    def chance(self, share: float) -> bool:
        """True in about `share` of all throws."""
        return self.next() < share * 65536

    def one_of(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[self.next() % len(things)]

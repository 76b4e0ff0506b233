"""Chance that is the same on every run: the same seed and number always make the same programme."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import TypeVar

import numpy as np

T = TypeVar("T")
DRAWN = 4096


class Weighted:
    """Values with weights, ready to be drawn from."""

    def __init__(self, weights: dict[int, float]) -> None:
        total = sum(weights.values())
        self.values = list(weights)
        self.edges = [edge / total for edge in accumulate(weights.values())]


class Dice:
    """Draws from one stream of random numbers; drawn many at once, since single draws are slow."""

    def __init__(self, *seed: int) -> None:
        self._source = np.random.default_rng(seed)
        self._drawn: list[float] = []

    def roll(self) -> float:
        """From 0 up to, not including, 1."""
        if not self._drawn:
            self._drawn = self._source.random(DRAWN).tolist()
        return self._drawn.pop()

    def chance(self, share: float) -> bool:
        """True in `share` of all cases."""
        return self.roll() < share

    def below(self, count: int) -> int:
        """A number from 0 up to, not including, `count`."""
        return int(self.roll() * count)

    def between(self, least: int, most: int) -> int:
        """A number from `least` to `most`."""
        return least + int(self.roll() * (most - least + 1))

    def pick(self, values: Sequence[T]) -> T:
        """One of the values."""
        return values[int(self.roll() * len(values))]

    def early(self, values: Sequence[T]) -> T:
        """One of the values, the first ones much more often, as people use words and sets."""
        return values[int(self.roll() ** 3 * len(values))]

    def weighted(self, values: Weighted) -> int:
        """One of the values by their weights."""
        return values.values[min(bisect_right(values.edges, self.roll()), len(values.values) - 1)]

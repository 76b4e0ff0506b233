"""A brute-force judge: every requested cell of every programme, row by row, with nothing shared with the engine.

A cell is free when, in every language and use asked for, some right in covers each day of the window (looked for day after
day, from the start to where the cover found ends), and no right out that refuses the request overlaps it.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from tests.bench.cells import wanted
from tests.bench.copied import Copied
from tests.bench.wishes import Wish

CODES = {"t": 250, "m": 21, "l": 67}
Table = NDArray[np.int64]
Truths = NDArray[np.bool_]
Numbers = NDArray[np.integer[Any]]
Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """The same loop, compiled when it is first run."""
    return cast(Loop, numba.njit(cache=False)(loop))


class Oracle:
    """Sets as tables of truths, rows by programme."""

    def __init__(self, data: Copied) -> None:
        self.has = {name: truths(data.sets[name], codes) for name, codes in CODES.items()}
        self.held, self.taken = rows(data.held, "x"), rows(data.taken, "g")
        self.programmes = data.programmes["p"]
        self.first_held, self.first_taken = (
            np.searchsorted(table[:, 0], [*self.programmes, 2**31 - 1]) for table in (self.held, self.taken)
        )

    def answer(self, wish: Wish) -> tuple[np.ndarray, np.ndarray]:
        """For each programme: is anything asked for held at any time of the window, and how many cells are free."""
        asked, request = wanted(wish.request), wish.request
        places = np.array(
            [n for word, mask in asked.words.items() for n in range(64 * word, 64 * word + 64) if mask >> (n % 64) & 1],
            "i4",
        )
        assert len(places) == len(request.territories)
        return judged(
            self.held, self.taken, self.first_held, self.first_taken, self.has["t"], self.has["m"], self.has["l"], places,
            np.array(asked.media, "i4"), np.array(asked.languages or (0,), "i4"), np.array(asked.uses or (0,), "i4"),
            np.array(asked.grades, "i4"), asked.start, asked.end, asked.exclusive,
        )  # fmt: skip


def truths(sets: list[int], codes: int) -> np.ndarray:
    """[set, number]: is it in the set?"""
    return np.array([[whole >> number & 1 == 1 for number in range(codes)] for whole in sets], "?").reshape(-1, codes)


def rows(table: dict[str, np.ndarray], last: str) -> np.ndarray:
    """The columns as one table of numbers."""
    return np.stack([table[name].astype("i8") for name in ("p", "t", "m", "l", "u", "s", "e", last)], axis=1)


@compiled
def judged(
    held: Table,
    taken: Table,
    first_held: Numbers,
    first_taken: Numbers,
    has_t: Truths,
    has_m: Truths,
    has_l: Truths,
    places: Numbers,
    media: Numbers,
    tongues: Numbers,
    uses: Numbers,
    grades: Numbers,
    start: int,
    end: int,
    exclusive: bool,
) -> tuple[np.ndarray, np.ndarray]:
    """See Oracle.answer."""
    many = len(first_held) - 1
    offered, free = np.zeros(many, np.bool_), np.zeros(many, np.int64)
    for p in range(many):
        for t in places:
            for m in media:
                for r in range(first_held[p], first_held[p + 1]):
                    row = held[r]
                    if has_t[row[1], t] and has_m[row[2], m] and row[5] < end and row[6] > start:
                        offered[p] = True
                if not blocked(
                    taken,
                    first_taken[p],
                    first_taken[p + 1],
                    has_t,
                    has_m,
                    has_l,
                    t,
                    m,
                    tongues,
                    uses,
                    grades,
                    start,
                    end,
                ):
                    free[p] += all_covered(
                        held,
                        first_held[p],
                        first_held[p + 1],
                        has_t,
                        has_m,
                        has_l,
                        t,
                        m,
                        tongues,
                        uses,
                        start,
                        end,
                        exclusive,
                    )
    return offered, free


@compiled
def blocked(
    taken: Table,
    first: int,
    last: int,
    has_t: Truths,
    has_m: Truths,
    has_l: Truths,
    t: int,
    m: int,
    tongues: Numbers,
    uses: Numbers,
    grades: Numbers,
    start: int,
    end: int,
) -> bool:
    """Does a right out refuse the cell? Without languages or uses any that overlaps does."""
    for r in range(first, last):
        row = taken[r]
        if not (has_t[row[1], t] and has_m[row[2], m] and row[5] < end and row[6] > start):
            continue
        meets = False
        for grade in grades:
            meets |= grade == row[7]
        spoken = used = False
        for n in tongues:
            spoken |= n == 0 or has_l[row[3], n]
        for u in uses:
            used |= u == 0 or (row[4] >> u) & 1 == 1
        if meets and spoken and used:
            return True
    return False


@compiled
def all_covered(
    held: Table,
    first: int,
    last: int,
    has_t: Truths,
    has_m: Truths,
    has_l: Truths,
    t: int,
    m: int,
    tongues: Numbers,
    uses: Numbers,
    start: int,
    end: int,
    exclusive: bool,
) -> int:
    """1 if each language in each use is covered on each day, else 0."""
    for n in tongues:
        for u in uses:
            day = start
            while day < end:
                further = day
                for r in range(first, last):
                    row = held[r]
                    if (
                        has_t[row[1], t]
                        and has_m[row[2], m]
                        and (n == 0 or has_l[row[3], n])
                        and (u == 0 or (row[4] >> u) & 1 == 1)
                        and (row[7] == 1 or not exclusive)
                        and row[5] <= day
                        and row[6] > further
                    ):
                        further = row[6]
                if further == day:
                    return 0
                day = further
    return 1

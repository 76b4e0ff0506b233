"""Searches: the engine against one pass over its bytes, exact SQL, DuckDB and polars; all of HTTP against engine + page check."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numba
import numpy as np
from numpy.typing import NDArray

from tests.bench.rivals import DUCKDB, ENGINE, NUMPY, POLARS, SQL, Rivals, words
from tests.bench.rows import Row, milliseconds, p50, p95, repeated
from tests.bench.stage import Stage
from tests.bench.wishes import Wish

GROUP = "Search"
# The slow ones answer some of the requests: every one so many.
EVERY = {SQL: {"100k": 4, "1M": 10}, DUCKDB: {"1M": 4}, POLARS: {"1M": 4}}
FASTER = {SQL: 50.0, DUCKDB: 4.0, POLARS: 2.5}
WORK = (
    "a search does more than read rights: it counts eleven facets of every match (some 800,000 of a million in a broad request) "
    "and orders them; that is half of its time."
)
PASSES = {ENGINE: 4.0, NUMPY: 12.0}


def rows(stage: Stage, rivals: Rivals, wishes: list[Wish]) -> Iterator[Row]:
    """Medians over the requests, and their ratios."""
    prepared = [words(one) for one in wishes]
    timed: dict[str, list[float]] = {}
    for name in rivals.ways:
        step = EVERY.get(name, {}).get(stage.size, 1)
        chosen = range(0, len(wishes), step)
        if name in rivals.engines:
            engine = rivals.engines[name]
            timed[name] = times([partial(engine.search, wishes[n].search, prepared[n], at=stage.at) for n in chosen])
        else:
            timed[name] = times([partial(rivals.ways[name], wishes[n]) for n in chosen])
        yield Row(f"{name}: p50", stage.size, p50(timed[name]), "ms", group=GROUP, note=f"{len(chosen)} requests")
        yield Row(f"{name}: p95", stage.size, p95(timed[name]), "ms", group=GROUP)
    largest = stage.size == "1M"
    one_pass = repeated(lambda: sweep(rivals), 25)
    yield Row("one pass over the engine's bytes", stage.size, one_pass, "ms", group=GROUP)
    for name, goal in PASSES.items():
        yield Row(
            f"{name} p50 / one pass over its bytes",
            stage.size,
            p50(timed[name]) / one_pass,
            "x",
            goal if largest else None,
            group=GROUP,
            why=WORK,
        )
    for name, goal in FASTER.items():
        # The same requests on both sides.
        step = EVERY.get(name, {}).get(stage.size, 1)
        ratio = p50(timed[name]) / p50(timed[ENGINE][::step])
        yield Row(f"{name} p50 / engine p50", stage.size, ratio, "x", goal if largest else None, "higher", group=GROUP)


def times(searches: list[Callable[[], Any]]) -> list[float]:
    """Milliseconds of each, after the first has warmed up."""
    searches[0]()
    return [milliseconds(search) for search in searches]


# The columns of the block that hold programmes and rights, with the counter of each table; without sets, which are few.
TABLES = {"slot": "slots", "row": "rows", "held": "held", "taken": "taken", "run": "runs"}


def sweep(rivals: Rivals) -> int:
    """Read every byte of programmes and rights once, as fast as one thread can."""
    block, total = rivals.block, 0
    for name, column in block.arrays.items():
        counter = TABLES.get(name.partition("_")[0])
        if counter:
            plain = column[: block.count(counter)].reshape(-1).view("u1")
            total += int(added(plain[: len(plain) // 8 * 8].view("u8")))
    return total


@numba.njit(cache=False)
def added(words: NDArray[np.uint64]) -> np.uint64:
    """The sum of all words."""
    total = np.uint64(0)
    for word in words:
        total += word
    return total

"""Before anything is timed: all who are measured give the same answers, and a brute-force judge agrees with the engine."""

import random
from collections.abc import Iterator

import numpy as np

from tests.bench import by_postgres
from tests.bench.copied import Copied
from tests.bench.oracle import Oracle
from tests.bench.rivals import Rivals
from tests.bench.rows import Row
from tests.bench.stage import Stage
from tests.bench.wishes import Wish, wish

GROUP = "All agree"
JUDGED, BY_ROWS = 2000, 20


class Disagree(Exception):
    """Two answers differ; nothing that is timed would mean anything."""


def rows(stage: Stage, data: Copied, rivals: Rivals, wishes: list[Wish]) -> Iterator[Row]:
    """Differences, which must be none. Raises Disagree."""
    names = list(rivals.ways)
    different = dict.fromkeys(names, 0)
    for one in wishes:
        answers = {name: rivals.ways[name](one) for name in names}
        for name in names:
            if answers[name] != answers[names[0]]:
                different[name] += 1
                print(f"{name} differs from {names[0]}: {one.search}")
    for name in names[1:]:
        yield none(
            f"{names[0]} and {name}: different answers of {len(wishes)} (total, fits, facets, page)",
            stage,
            different[name],
        )
    if stage.programmes <= 10_000:
        yield judged(stage, data, rivals)
        yield by_rows(stage, rivals, wishes)


def none(name: str, stage: Stage, value: int) -> Row:
    """A line whose goal is 0."""
    if value:
        raise Disagree(name)
    return Row(name, stage.size, value, "answers", 0, group=GROUP)


def judged(stage: Stage, data: Copied, rivals: Rivals) -> Row:
    """The engine against counting, every programme of every answer: numpy and numba alike."""
    oracle, chance, wrong = Oracle(data), random.Random(11), 0
    for _ in range(JUDGED):
        one = wish(chance, words=False)
        offered, free = oracle.answer(one)
        for engine in rivals.engines.values():
            wrong += not np.array_equal(rivals.free_of(engine, one), np.where(offered, free, -1))
    return none(
        f"engine ({' and '.join(rivals.engines)}) and brute force: different answers of {JUDGED} (every programme)",
        stage,
        wrong,
    )


def by_rows(stage: Stage, rivals: Rivals, wishes: list[Wish]) -> Row:
    """What answers when the engine is away, from the rights' own rows."""
    narrow = [one for one in wishes if len(one.request.cells) <= 40][:BY_ROWS]
    name = next(iter(rivals.ways))
    wrong = sum(rivals.ways[name](one) != by_postgres.by_rows(one, stage.at) for one in narrow)
    return none(f"{name} and the fallback in SQL: different answers of {len(narrow)}", stage, wrong)

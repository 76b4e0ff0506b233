"""From a commit until every reader finds it: eight writers at once, some of whom commit late, and nothing may be lost."""

import multiprocessing
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing.queues import Queue

import numpy as np
from django.db import connection

from listings.engine.build import build
from listings.engine.engine import Engine
from tests.bench.following import engine_now, following
from tests.bench.rows import Row, p95
from tests.bench.stage import Stage
from tests.bench.wishes import Wish
from tests.bench.writers import Change, write

GROUP = "Freshness"
WRITERS, CHANGES, QUICK_CHANGES = 8, 10_000, 2_000
MAX_SECONDS = 60.0


def rows(stage: Stage, wishes: list[Wish]) -> Iterator[Row]:
    """Each change lets a right go and marks its programme with a number of its own; readers wait for the number."""
    many = QUICK_CHANGES if stage.size == "10k" else CHANGES
    with following(stage.folder):
        delays, lost = watched(stage, changes(many))
        different = differences(stage, wishes)
    size = f"{stage.size}, {many:,} changes"
    yield Row("commit to searchable, 8 writers: p95", size, p95(delays), "ms", 100, group=GROUP)
    yield Row("commit to searchable, 8 writers: longest", size, max(delays), "ms", 1000, group=GROUP)
    yield Row("changes lost", size, lost, "changes", 0, group=GROUP)
    yield Row("answers unlike those of an engine built anew", size, different, "answers", 0, group=GROUP)


def changes(many: int) -> list[Change]:
    """(right out, programme, number): rights of different programmes where there are enough of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, programme_id from (select distinct on (programme_id) id, programme_id from listings_rightout "
            "where active) o order by hashint8(id) limit %s",
            [many],
        )
        found = cursor.fetchall()
    first = int(datetime(2020, 1, 1, tzinfo=UTC).timestamp())
    return [(right, programme, first + number) for number, (right, programme) in enumerate(found)]


def watched(stage: Stage, todo: list[Change]) -> tuple[list[float], int]:
    """Milliseconds from each commit until a reader found it, and how many never came."""
    context = multiprocessing.get_context("spawn")
    told: Queue[tuple[int, int, float]] = context.Queue()
    writers = [
        context.Process(
            target=write, args=(os.environ["DATABASE_URL"], todo[number::WRITERS], number, told), daemon=True
        )
        for number in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    waiting: dict[int, tuple[int, float]] = {}
    delays: list[float] = []
    last = time.time()
    while len(delays) < len(todo) and time.time() - last < MAX_SECONDS:
        while not told.empty():
            programme, number, at = told.get()
            waiting[programme], last = (number, at), time.time()
        found = seen(engine_now(stage.folder), waiting)
        now = time.time()
        delays += [(now - waiting.pop(programme)[1]) * 1000 for programme in found]
        time.sleep(0.002)
    for writer in writers:
        writer.join()
    return delays, len(todo) - len(delays)


def seen(engine: Engine, waiting: dict[int, tuple[int, float]]) -> list[int]:
    """The programmes whose number a reader finds now."""
    if not waiting:
        return []
    block = engine.block
    live = block["slot_live"][: block.count("slots")] & 1 != 0
    slots = engine.slots_of(np.array(sorted(waiting), "i8"), live)
    ids, numbers = block["slot_id"][slots].tolist(), block["slot_confirmed"][slots].tolist()
    return [pk for pk, number in zip(ids, numbers, strict=True) if waiting[pk][0] == number]


def differences(stage: Stage, wishes: list[Wish]) -> int:
    """How many answers of the followed engine differ from those of a new one."""
    block, _expiries = build(connection, stage.folder / "bench-anew", at=datetime.now(UTC))
    anew, followed, wrong = Engine(block), engine_now(stage.folder), 0
    for one in wishes:
        first, second = (engine.search(one.search, at=stage.at) for engine in (anew, followed))
        wrong += (first.total, first.fits, first.facets, first.ids.tolist()) != (
            second.total,
            second.fits,
            second.facets,
            second.ids.tolist(),
        )
    block.path.unlink()
    return wrong

"""What the engine takes of memory, and how long it takes to build."""

import time
from collections.abc import Iterator

from django.db import connection

from listings.engine.source import PROGRAMMES, RIGHTS, statement
from tests.bench.rivals import ENGINE, Rivals
from tests.bench.rows import Row
from tests.bench.stage import Stage

GROUP = "Memory and build"
MEGABYTE = 1e6
# Seconds say how fast the machine is; this says what the build adds to reading what it must read.
MAX_BUILD = 8


def rows(stage: Stage, rivals: Rivals) -> Iterator[Row]:
    """Shared memory with its room to grow, and the build from PostgreSQL."""
    largest = stage.size == "1M"
    taken = rivals.engines[ENGINE].memory() / MEGABYTE
    yield Row("shared memory, with room to grow", stage.size, taken, "MB", 150 if largest else None, group=GROUP)
    yield Row("build from PostgreSQL", stage.size, rivals.build_seconds, "s", group=GROUP)
    copied = rivals.build_seconds / copy_plainly(stage)
    yield Row("build / a plain COPY out of the same rows", stage.size, copied, "x", MAX_BUILD, group=GROUP)
    yield Row("making the programmes", stage.size, stage.seconds, "s", group=GROUP)


def copy_plainly(stage: Stage) -> float:
    """Seconds for the statements that the build asks, their rows dropped as they come."""
    began = time.monotonic()
    with connection.cursor() as cursor:
        for template in (RIGHTS, PROGRAMMES):
            with cursor.cursor.copy(f"copy ({statement(template, stage.at, None)}) to stdout") as rows:
                for _row in rows:
                    pass
    return time.monotonic() - began

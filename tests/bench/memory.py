"""What the engine takes of memory, and how long it takes to build."""

from collections.abc import Iterator

from tests.bench.rivals import ENGINE, Rivals
from tests.bench.rows import Row
from tests.bench.stage import Stage

GROUP = "Memory and build"
MEGABYTE = 1e6


def rows(stage: Stage, rivals: Rivals) -> Iterator[Row]:
    """Shared memory with its room to grow, and the build from PostgreSQL."""
    largest = stage.size == "1M"
    taken = rivals.engines[ENGINE].memory() / MEGABYTE
    yield Row("shared memory, with room to grow", stage.size, taken, "MB", 150 if largest else None, group=GROUP)
    yield Row("build from PostgreSQL", stage.size, rivals.build_seconds, "s", 60 if largest else None, group=GROUP)
    yield Row("making the programmes", stage.size, stage.seconds, "s", group=GROUP)

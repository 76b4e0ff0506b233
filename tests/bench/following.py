"""A follower in a process of its own, as production runs one."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from listings.engine.engine import Engine
from listings.engine.folder import reader

ROOT = Path(__file__).resolve().parents[2]
MAX_SECONDS = 600.0


@contextmanager
def following(folder: Path) -> Iterator[float]:
    """A follower that is up to date; yields the seconds it took from its start."""
    began = time.monotonic()
    process = subprocess.Popen([sys.executable, "manage.py", "follow_rights"], cwd=ROOT)
    try:
        while reader(folder).engine() is None:
            if process.poll() is not None or time.monotonic() - began > MAX_SECONDS:
                raise RuntimeError("the follower does not follow")
            time.sleep(0.05)
        yield time.monotonic() - began
    finally:
        process.terminate()
        process.wait(30)


def engine_now(folder: Path) -> Engine:
    """The engine as readers see it."""
    found = reader(folder).engine()
    if found is None:
        raise RuntimeError("the engine is behind")
    return found

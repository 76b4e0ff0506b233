"""The folder of the blocks: which file holds the newest generation, and the reader's way to it."""

import logging
import os
import threading
import time
from datetime import date
from pathlib import Path

import numpy as np

from listings.catalogue.queries.search_terms import Search
from listings.engine import kernels
from listings.engine.block import Block, Damaged
from listings.engine.engine import Engine, Words
from listings.rights.request import AvailsRequest
from listings.states import Grade
from marketplace.kit.periods import Period

logger = logging.getLogger(__name__)

NEWEST = "engine.newest"
# A block that has not been brought up to date for so long does not answer.
FRESH_SECONDS = 2.0


def block_path(folder: Path, generation: int) -> Path:
    """The file of a generation."""
    return folder / f"engine-{generation}.bin"


def newest(folder: Path) -> int | None:
    """The number of the newest whole generation."""
    try:
        return int((folder / NEWEST).read_text())
    except (OSError, ValueError):
        return None


def publish(folder: Path, generation: int) -> None:
    """Make a generation the newest in one step, and forget the older ones. Who reads them keeps them until it looks."""
    fresh = folder / f"{NEWEST}.new"
    fresh.write_text(str(generation))
    fresh.replace(folder / NEWEST)
    for path in folder.glob("engine-*.bin"):
        if path != block_path(folder, generation):
            path.unlink(missing_ok=True)


def age(block: Block) -> float:
    """Seconds since every change was in the block."""
    return (time.time_ns() - block.count("beat")) / 1e9


def seconds_behind(folder: Path) -> float | None:
    """How long ago the newest block had every change; None when there is no block."""
    generation = newest(folder)
    if generation is None:
        return None
    try:
        return age(Block.open(block_path(folder, generation)))
    except (OSError, Damaged):
        return None


class Reader:
    """The newest block of a folder, mapped when it is first wanted, and anew when there is a newer one.

    Compiling takes a while, in a process's life as in a machine's: until it is done, aside, numpy answers.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._engine: Engine | None = None

    def engine(self) -> Engine | None:
        """An engine that is up to date, or None: then the database has to answer."""
        try:
            stat = os.stat(self.folder / NEWEST)  # noqa: PTH116 -- asked at every search
        except OSError:
            return None
        seen = (stat.st_ino, stat.st_mtime_ns)
        if seen != self._seen:
            with self._lock:
                self._engine, self._seen = self._open(), seen
        engine = self._engine
        return engine if engine is not None and age(engine.block) < FRESH_SECONDS else None

    def use_kernel(self, kernel: str) -> None:
        """Let another kernel answer from now on."""
        with self._lock:
            if self._engine is not None:
                self._engine = Engine(self._engine.block, kernel)

    def _open(self) -> Engine | None:
        generation = newest(self.folder)
        if generation is None:
            return None
        try:
            block = Block.open(block_path(self.folder, generation))
        except (OSError, Damaged):
            return None
        return Engine(block, compiler.kernel(block))


class Compiler:
    """Compiles once in a process's life."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._done = False

    def kernel(self, block: Block) -> str:
        """The kernel for a block that has just been opened: "numpy" until "numba" is ready, or for ever without it."""
        if self._thread is None and kernels.chosen() == "numba":
            self._thread = threading.Thread(target=self._compile, args=(block,), daemon=True)
            self._thread.start()
        return "numba" if self._done else "numpy"

    def _compile(self, block: Block) -> None:
        try:
            warm_up(block)
        except Exception:  # whatever is wrong with the compiler, numpy answers
            logger.exception("no compiled kernel; numpy goes on")
            return
        self._done = True
        for known in list(_readers.values()):
            known.use_kernel("numba")


compiler = Compiler()


def warm_up(block: Block) -> None:
    """Compile what searches need, or load what was compiled before."""
    window = Period(date(2027, 1, 1), date(2028, 1, 1))
    asked = AvailsRequest(("SVOD",), ("TH",), window, Grade.SOLE, ("th",), ("SUB",))
    engine, wanted = Engine(block, "numba"), Search(request=asked)
    engine.search(wanted)
    engine.search(wanted, Words(np.zeros(1, "i8"), np.zeros(1, "f4")))


_readers: dict[Path, Reader] = {}


def reader(folder: Path) -> Reader:
    """This process's reader of a folder."""
    found = _readers.get(folder)
    return found or _readers.setdefault(folder, Reader(folder))

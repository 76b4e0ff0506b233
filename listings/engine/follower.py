"""The one process of a machine that keeps the newest block up to date.

Killing it harms nothing: its block stays whole, readers turn to the database once it is no longer up to date, and the
next follower goes on from the mark in the block, or builds another.
"""

import fcntl
import logging
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import Error, connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from listings.engine import source
from listings.engine.apply import Applier
from listings.engine.block import Block, Damaged
from listings.engine.build import build, put_mark
from listings.engine.compact import compact
from listings.engine.folder import age, block_path, newest, publish
from listings.engine.sets import Full

POLL_SECONDS = 0.02
# More sets than 16 bits can number: it takes long to find that out again.
TOO_MUCH_SECONDS = 30.0
MAX_AT_ONCE = 20_000
# Of changes that are not settled, those so far behind the newest wait until they are.
REORDERED = 2000
# The outbox forgets after a day: a block that nobody followed for half of one is built anew.
RESUME_WITHIN = timedelta(hours=12)
PRUNE_EVERY = 60.0
WORN = 0.85
# Changes of more than this share of all programmes at once: reading everything anew is sooner done.
BACKLOG = 0.2
# What did not fit is tried again with so many more rows, programmes and sets to spare.
MORE_ROOM = (0, 1 << 16, 1 << 20, 1 << 23)

logger = logging.getLogger(__name__)


class Follower:
    """Follows the outbox of the default database into the blocks of a folder. `lock` first, then `open`, then `step`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.applier: Applier | None = None
        self._early: set[tuple[int, int]] = set()
        self._early_seq = 0
        self._pruned = time.monotonic()
        self._lock: int | None = None

    def lock(self) -> bool:
        """Become this folder's only follower; False while another is."""
        self.folder.mkdir(parents=True, exist_ok=True)
        if self._lock is None:
            self._lock = os.open(self.folder / "engine.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        """Let another one follow."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    @property
    def block(self) -> Block:
        assert self.applier is not None, "open first"
        return self.applier.block

    @property
    def mark(self) -> tuple[int, int]:
        """Every change up to this one is in the block."""
        return self.block.count("mark_xid"), self.block.count("mark_seq")

    def open(self) -> None:
        """Go on with the newest block, or build one."""
        with connection.cursor() as cursor:
            identity = source.identity(cursor)
        found = self._resumable(identity)
        if found is not None:
            with connection.cursor() as cursor:
                since = datetime.fromtimestamp(found.count("beat") / 1e9, UTC) - timedelta(minutes=1)
                self.applier = Applier(found, source.expiries(cursor, since))
            logger.info("goes on with %s programmes", found.count("slots"))
            return
        self.rebuild(identity)

    def _resumable(self, identity: tuple[int, int]) -> Block | None:
        generation = newest(self.folder)
        if generation is None:
            return None
        try:
            block = Block.open(block_path(self.folder, generation), write=True)
        except (OSError, Damaged):
            return None
        same = (block.count("cluster"), block.count("table")) == identity
        return block if same and age(block) < RESUME_WITHIN.total_seconds() else None

    def rebuild(self, identity: tuple[int, int]) -> None:
        """A new generation from the database."""
        began, generation = time.monotonic(), (newest(self.folder) or 0) + 1
        block, expiries = build(connection, block_path(self.folder, generation), at=timezone.now())
        block.put("cluster", identity[0])
        block.put("table", identity[1])
        self.applier = Applier(block, expiries)
        self._early.clear()
        self._early_seq = 0
        publish(self.folder, generation)
        logger.info("built %s programmes in %.1f s", block.count("slots"), time.monotonic() - began)

    def step(self) -> int:
        """Apply what has changed. Returns how many changes that were. Raises DatabaseError."""
        assert self.applier is not None, "open first"
        began, now = time.time_ns(), timezone.now()
        with connection.cursor() as cursor:
            found = source.changes(cursor, self.mark, self._early_seq - REORDERED, MAX_AT_ONCE)
            if len(found) >= MAX_AT_ONCE and self._is_far_behind(cursor):
                self.rebuild(self._identity)
                return len(found)
            fresh = [change for change in found if (change.xid, change.seq) not in self._early]
            ids = {change.programme for change in fresh} | self.applier.expired(now)
            if ids:
                retitled = {change.programme for change in fresh if change.titles}
                self._apply(lambda applier: applier.apply(cursor, sorted(ids), retitled, now))
            self._remember(found)
            if time.monotonic() - self._pruned > PRUNE_EVERY:
                source.prune(cursor, self.mark)
                self._pruned = time.monotonic()
        if len(found) < MAX_AT_ONCE:
            self.block.put("beat", began)
        if self.applier.writer.worn > WORN:
            self.renew()
        return len(fresh)

    def _is_far_behind(self, cursor: CursorWrapper) -> bool:
        """Is more waiting than is worth being applied one by one?"""
        most = max(MAX_AT_ONCE, int(self.block.count("slots") * BACKLOG))
        return source.count_waiting(cursor, self.mark, most + 1) > most

    @property
    def _identity(self) -> tuple[int, int]:
        return self.block.count("cluster"), self.block.count("table")

    def _apply(self, work: Callable[[Applier], None]) -> None:
        """Do the work, in a roomier block when there is no more room in this one. Doing it twice does no harm. What fits
        into none is read with everything else into a new one."""
        assert self.applier is not None
        for more in (*MORE_ROOM, None):
            try:
                work(self.applier)
            except Full as full:
                logger.info("no more room for %s", full)
            else:
                return
            if more is not None:
                self.renew(more)
        self.rebuild(self._identity)

    def renew(self, more: int = 0) -> None:
        """Go on in a new generation with room to grow, and `more` than usual."""
        assert self.applier is not None
        began, generation = time.monotonic(), (newest(self.folder) or 0) + 1
        block = compact(self.block, block_path(self.folder, generation), more)
        block.put("beat", self.block.count("beat"))
        self.applier.move(block)
        publish(self.folder, generation)
        logger.info("renewed %s programmes in %.2f s", block.count("slots"), time.monotonic() - began)

    def _remember(self, found: list[source.Change]) -> None:
        """Move the mark to the last settled change; of the others, know which are applied."""
        settled = [(change.xid, change.seq) for change in found if change.settled]
        if settled:
            put_mark(self.block, settled[-1])
        self._early = {place for place in self._early if place > self.mark}
        self._early |= {(change.xid, change.seq) for change in found if not change.settled}
        self._early_seq = max([self._early_seq, *(change.seq for change in found)])


def follow(folder: Path, stopping: Callable[[], bool]) -> None:
    """Follow until told to stop. Waits while another process follows; survives a database that is away."""
    follower = Follower(folder)
    while not stopping() and not follower.lock():
        time.sleep(0.25)
    opened = False
    while not stopping():
        try:
            if not opened:
                follower.open()
                opened = True
            busy = follower.step() >= MAX_AT_ONCE
        except (Error, Full) as problem:
            # Meanwhile the database answers searches by itself.
            logger.exception("cannot follow; trying again")
            connection.close()
            time.sleep(TOO_MUCH_SECONDS if isinstance(problem, Full) else 0.5)
        else:
            time.sleep(0 if busy else POLL_SECONDS)
    follower.release()

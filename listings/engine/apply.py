"""Bringing a block up to date: programmes that have changed are read anew and written behind what is there."""

import heapq
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.backends.utils import CursorWrapper

from listings.engine import source
from listings.engine.block import Block
from listings.engine.build import RANKS
from listings.engine.layout import TITLE_ORDERS
from listings.engine.writer import Row, Writer

BATCH = 2000


class Applier:
    """Writes what the database says of programmes, and remembers what will expire when."""

    def __init__(self, block: Block, expiries: Iterable[tuple[int, int]] = ()) -> None:
        self.writer = Writer(block)
        self._expiries = list(expiries)
        heapq.heapify(self._expiries)

    @property
    def block(self) -> Block:
        return self.writer.block

    def move(self, block: Block) -> None:
        """Go on in another block with the same contents."""
        self.writer = Writer(block)

    def expired(self, at: datetime) -> set[int]:
        """Programmes of which something held has expired by `at`; each is told once."""
        found, now = set(), at.timestamp()
        while self._expiries and self._expiries[0][0] <= now:
            found.add(heapq.heappop(self._expiries)[1])
        return found

    def apply(self, cursor: CursorWrapper, ids: Sequence[int], retitled: set[int], at: datetime) -> None:
        """Read these programmes and write them as they are. Raises Full; then nothing is lost, only not yet written."""
        for first in range(0, len(ids), BATCH):
            self._apply(cursor, ids[first : first + BATCH], retitled, at)

    def _apply(self, cursor: CursorWrapper, ids: Sequence[int], retitled: set[int], at: datetime) -> None:
        writer = self.writer
        rows: dict[int, list[Row]] = {pk: [] for pk in ids}
        attributes = dict(source.programmes(cursor, writer.sets, at, ids))
        for right in source.rights(cursor, writer.sets, at, ids):
            rows[right.programme].append(right.row)
            if right.expires_at is not None:
                heapq.heappush(self._expiries, (right.expires_at, right.programme))
        shown = {pk for pk, values in attributes.items() if values["live"] & 1}
        placed = [pk for pk in shown if pk in retitled or writer.slot_of(pk) is None]
        ranks = self.ranks(cursor, placed) if placed else {}
        for pk in ids:
            if pk in shown:
                writer.write(pk, attributes[pk] | ranks.get(pk, {}), rows[pk])
            else:
                writer.remove(pk)

    def ranks(self, cursor: CursorWrapper, ids: Sequence[int]) -> dict[int, dict[str, int]]:
        """The places of titles between their neighbours, of those whose order may be new."""
        found: dict[int, dict[str, int]] = {pk: dict.fromkeys(TITLE_ORDERS, RANKS - 1) for pk in ids}
        for name, language in TITLE_ORDERS.items():
            known: dict[int, int] = {}
            for pk, before, after in source.neighbours(cursor, language, ids):
                found[pk][name] = known[pk] = self._between(name, before, after, known, set(ids))
        return found

    def _between(self, name: str, before: list[int], after: list[int], known: dict[int, int], moving: set[int]) -> int:
        """A rank between the nearest neighbours whose ranks hold."""
        low, high = (self._rank(name, side, known, moving) for side in (before, after))
        if (low is None and before) or (high is None and after):
            self.block.put("unplaced", self.block.count("unplaced") + 1)
        return ((low or 0) + (RANKS - 1 if high is None else high)) // 2

    def _rank(self, name: str, side: list[int], known: dict[int, int], moving: set[int]) -> int | None:
        for pk in side:
            slot = self.writer.slot_of(pk)
            if pk in known:
                return known[pk]
            if slot is not None and pk not in moving:
                return int(self.block[f"slot_{name}"][slot])
        return None

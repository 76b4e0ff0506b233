"""Windows of the same offer that overlap, found in one sort at the end of a file.

Kept as five columns of machine integers (40 bytes a window and territory), so that a million rows stay small.
"""

from array import array
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

FOR_EVER = 2**62


def count_seconds(at: datetime) -> int:
    """The local time as a number that sorts."""
    return at.toordinal() * 86400 + at.hour * 3600 + at.minute * 60 + at.second


class Windows:
    """Collects (offer, territory, start, end, row) and names each row whose window overlaps that of an earlier one."""

    def __init__(self) -> None:
        self._columns = tuple(array("q") for _ in range(5))
        self._territories: dict[str, int] = {}

    def add(self, offer: int, territories: tuple[str, ...], start: int, end: int, row: int) -> None:
        """`offer` is a hash of everything that makes two windows the same offer, but for the territory."""
        offers, codes, starts, ends, rows = self._columns
        for territory in territories:
            offers.append(offer)
            codes.append(self._territories.setdefault(territory, len(self._territories)))
            starts.append(start)
            ends.append(end)
            rows.append(row)

    def overlaps(self) -> Iterator[tuple[int, int, str]]:
        """(row, the row it overlaps, the territories), each pair of rows once, in the order of rows."""
        import numpy as np  # noqa: PLC0415 -- takes a process's start a twentieth longer, and few read files

        offers, codes, starts, ends, rows = (np.frombuffer(column, dtype=np.int64) for column in self._columns)
        order = np.lexsort((rows, starts, codes, offers))
        names = list(self._territories)
        found: dict[tuple[int, int], list[str]] = {}
        last: tuple[int, int] = (0, -1)
        until, holder = -FOR_EVER, 0
        for index in order[self._suspects(order)]:
            this = (int(offers[index]), int(codes[index]))
            start, end, row = int(starts[index]), int(ends[index]), int(rows[index])
            if this == last and start < until:  # one may begin the moment another ends
                found.setdefault((max(row, holder), min(row, holder)), []).append(names[this[1]])
            if this != last or end > until:
                last, until, holder = this, end, row
        for (row, other), territories in sorted(found.items()):
            yield row, other, ", ".join(territories)

    def _suspects(
        self, order: "np.ndarray[tuple[int], np.dtype[np.int64]]"
    ) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
        """Which of the sorted windows share offer and territory with a neighbour: only those are looked at singly."""
        import numpy as np  # noqa: PLC0415 -- likewise

        offers, codes = (np.frombuffer(column, dtype=np.int64)[order] for column in self._columns[:2])
        same = (offers[1:] == offers[:-1]) & (codes[1:] == codes[:-1])
        suspect = np.zeros(len(order), dtype=bool)
        suspect[1:] |= same
        suspect[:-1] |= same
        return suspect

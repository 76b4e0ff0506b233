"""The staff's queue: what a slice adds to it. Everything that waits for a decision stands in one list."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise

PROMISED = timedelta(days=1)


@dataclass(frozen=True)
class Waiting:
    """One thing that waits. `language` is that of its name; `due` is when we promised an answer."""

    icon: str
    name: str
    about: str
    url: str
    since: datetime
    language: str = ""

    @property
    def due(self) -> datetime:
        """One working day after it came: a Saturday or Sunday does not count."""
        day = self.since
        for _step in range(PROMISED.days):
            day += timedelta(days=1)
            while day.weekday() > 4:
                day += timedelta(days=1)
        return day


@dataclass(frozen=True)
class StaffQueue:
    """One kind of things that wait. `key` stands in the address that shows them alone; `read` lists them, for readers of a
    language."""

    key: str
    order: int
    label: str | Promise
    read: Callable[[str], Iterable[Waiting]]

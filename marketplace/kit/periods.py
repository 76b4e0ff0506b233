"""Periods of days, half-open: [start, end). 2026 ends where 2027 begins. No end = for ever."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


class EmptyPeriod(ValueError):
    """The end does not lie after the start."""


@dataclass(frozen=True)
class Period:
    """Days from `start` up to, not including, `end`; `end` None is open. Raises EmptyPeriod."""

    start: date
    end: date | None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise EmptyPeriod(f"{self.start} to {self.end}")

    @property
    def last_day(self) -> date | None:
        """The last day in it, for people; None when it is open."""
        return self.end - timedelta(days=1) if self.end else None

    @property
    def until(self) -> date:
        """The end as a day that can be compared: an open end is the last of days."""
        return self.end or date.max

    @property
    def months(self) -> int:
        """Whole months, rounded down; 0 for an open end."""
        if self.end is None:
            return 0
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        return months - (self.end.day < self.start.day)

    @classmethod
    def from_months(cls, start: date, months: int) -> "Period":
        """`months` months from `start`; the 31st becomes the month's last day where there is none."""
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        day = start.day
        while True:
            try:
                return cls(start, date(year, month + 1, day))
            except ValueError as error:
                if isinstance(error, EmptyPeriod) or day < 28:
                    raise
                day -= 1

    def overlaps(self, other: "Period") -> bool:
        return self.start < other.until and other.start < self.until

    def contains(self, other: "Period") -> bool:
        return self.start <= other.start and other.until <= self.until

    def intersection(self, other: "Period") -> "Period | None":
        """The days in both, or None."""
        if not self.overlaps(other):
            return None
        until = min(self.until, other.until)
        return Period(max(self.start, other.start), None if until == date.max else until)

    def minus(self, others: Iterable["Period"]) -> list["Period"]:
        """The days that are in none of `others`, in order."""
        left, parts = self.start, []
        for other in sorted(others, key=lambda period: period.start):
            if other.until <= left or not other.overlaps(self):
                continue
            if other.start > left:
                parts.append(Period(left, other.start))
            left = max(left, other.until)
        if left < self.until:
            parts.append(Period(left, self.end))
        return parts

    @staticmethod
    def union(periods: Iterable["Period"]) -> list["Period"]:
        """The same days in the fewest periods, in order."""
        joined: list[Period] = []
        for period in sorted(periods, key=lambda p: p.start):
            if joined and period.start <= joined[-1].until:
                until = max(joined[-1].until, period.until)
                joined[-1] = Period(joined[-1].start, None if until == date.max else until)
            else:
                joined.append(period)
        return joined

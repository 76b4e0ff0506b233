"""Periods of days, half-open: [start, end). 2026 ends where 2027 begins. No end = for ever."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

# Days that people may write. (Within the programme further days occur: an answer may look ahead without an end.)
EARLIEST, LATEST = date(1950, 1, 1), date(2200, 1, 1)


class EmptyPeriod(ValueError):
    """The end does not lie after the start."""


class BadDay(ValueError):
    """A text that is no day between EARLIEST and LATEST. `code` is "not_a_day", "ambiguous" or "out_of_range"."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code, self.text = code, text


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
        """Whole months, rounded down (so that `from_months` of it fits in); 0 for an open end."""
        if self.end is None:
            return 0
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        day = min(self.start.day, monthrange(self.end.year, self.end.month)[1])
        return months - (self.end.day < day)

    @classmethod
    def from_months(cls, start: date, months: int) -> "Period":
        """`months` months from `start`; the 31st becomes the month's last day where there is none."""
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        day = min(start.day, monthrange(year, month + 1)[1])
        return cls(start, date(year, month + 1, day))

    @classmethod
    def parse(cls, first: str, last: str) -> "Period":
        """A period from its first and last day, or whole months or years, as `read_days` has them; an empty `last` leaves
        it open.

        "2027-03" to "2029-02" is [2027-03-01, 2029-03-01). Raises BadDay or EmptyPeriod.
        """
        return cls(day_of(first), day_after(last) if last.strip() else None)

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


# Year first: 2027-03-15, 2027/3, 2570.1.1, 2027年3月15日, 2570 alone. Day first: 15/3/2027, 1.1.2570.
YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.年 ](\d{1,2})(?:[-/.月 ](\d{1,2})|月)?)?[日年]?")
DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
BUDDHIST_YEARS = 543  # by which the years of the Thai calendar are ahead; no year that may be written is in both


def day_of(text: str) -> date:
    """The day, or the first day of the month or year, as it is written. Raises BadDay."""
    return read_days(text)[0]


def day_after(text: str) -> date:
    """The first day after the day, month or year written. Raises BadDay."""
    return read_days(text)[1] + timedelta(days=1)


def read_days(text: str) -> tuple[date, date]:
    """The first and the last day of what is written: a day, a month or a year, by the common or the Thai calendar.

    Raises BadDay, with "ambiguous" where day and month could be either.
    """
    year, month, day = read_numbers(text)
    year -= BUDDHIST_YEARS if year >= EARLIEST.year + BUDDHIST_YEARS else 0
    try:
        first = date(year, month or 1, day or 1)
    except ValueError as error:
        raise BadDay("not_a_day", text) from error
    if not EARLIEST <= first < LATEST:
        raise BadDay("out_of_range", text)
    last_month = month or 12
    return first, first if day else first.replace(month=last_month, day=monthrange(first.year, last_month)[1])


def read_numbers(text: str) -> tuple[int, int | None, int | None]:
    """Year, month and day as they are written, the last two where they are. Raises BadDay."""
    written = text.strip()
    if found := YEAR_FIRST.fullmatch(written):
        year, month, day = (int(part) if part else None for part in found.groups())
        if 0 in (month, day):
            raise BadDay("not_a_day", text)
        return year or 0, month, day
    found = DAY_FIRST.fullmatch(written)
    if found is None:
        raise BadDay("not_a_day", text)
    one, two, year = (int(part) for part in found.groups())
    if not (one and two):
        raise BadDay("not_a_day", text)
    # In Thailand and with its years the day comes first; elsewhere only a number over 12 tells.
    if one == two or one > 12 or year >= EARLIEST.year + BUDDHIST_YEARS:
        return year, two, one
    raise BadDay("ambiguous", text)

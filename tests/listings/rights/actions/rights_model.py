"""The words of the rights machine: boxes of cells and days, what is held in them and what is taken, as sets of points."""

import itertools
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import strategies as st

from marketplace.kit.periods import Period

TERRITORIES, MEDIA, LANGUAGES, USES = ("TH", "VN", "FR"), ("SVOD", "AVOD"), ("th", "zh-Hans"), ("SUB", "DUB")
FIRST, DAYS = date(2027, 1, 1), 8
# The table of the product's glossary, written out again: sole meets all, own use meets sole and holdbacks only.
MEETS = (
    {("S", g) for g in "SENHO"} | {("E", g) for g in "SENH"} | {("N", g) for g in "SEH"} | {("H", g) for g in "SENO"}
)
MEETS |= {("O", g) for g in "SH"}
OWN, RIVAL, AGENT = NAMES = ("own", "rival", "agent")
OWNERS = (OWN, OWN, RIVAL)
Point = tuple[str, str, str, str, int]


@dataclass(frozen=True)
class Box:
    territories: frozenset[str]
    media: frozenset[str]
    languages: frozenset[str]
    uses: frozenset[str]
    first: int
    last: int

    @property
    def points(self) -> frozenset[Point]:
        days = range(self.first, self.last)
        return frozenset(itertools.product(self.territories, self.media, self.languages, self.uses, days))

    def values(self) -> dict[str, Any]:
        period = Period(day(self.first), day(self.last))
        sets = {name: getattr(self, name) for name in ("territories", "media", "languages", "uses")}
        return {**sets, "period": period}


def day(number: int) -> date:
    return FIRST + timedelta(days=number)


def some(values: tuple[str, ...]) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), min_size=1)


@st.composite
def boxes(draw: st.DrawFn) -> Box:
    first = draw(st.integers(0, DAYS - 1))
    last = draw(st.integers(first + 1, DAYS))
    return Box(draw(some(TERRITORIES)), draw(some(MEDIA)), draw(some(LANGUAGES)), draw(some(USES)), first, last)


class Taken(NamedTuple):
    """A row of the model. `owners` (of an exclusive licence) and `everybody` (does it bind other listings?) are as they
    were when it was taken."""

    listing: str
    points: frozenset[Point]
    grade: str
    expires: Any
    owners: frozenset[str]
    everybody: bool = True

    def meets(self, other: "Taken") -> bool:
        """The rule, written out again: on one listing by the table; on two where both bind everybody, and then an owner's
        own use stands beside its own exclusive licence only."""
        if self.listing == other.listing:
            return (self.grade, other.grade) in MEETS
        if not (self.everybody and other.everybody):
            return False
        return (self.grade, other.grade) in MEETS or self.strange(other) or other.strange(self)

    def strange(self, other: "Taken") -> bool:
        """An exclusive licence, and the own use of somebody who is none of its owners."""
        return (self.grade, other.grade) == ("E", "O") and not other.owners <= self.owners


class Held(NamedTuple):
    """A right in of the model; `last` is the day after its period, whatever licences may run to."""

    listing: str
    points: frozenset[Point]
    exclusive: bool
    first: int
    last: int

"""What a row says about a request: free cells, the sentence, the price, why not, and what instead."""

from dataclasses import dataclass
from datetime import date, datetime

from listings.models import Ask, Programme
from listings.rights.queries.cells import Rights, Segment, is_free, make_timeline
from listings.rights.request import AvailsRequest, Cell
from marketplace.kit.money import Money
from marketplace.kit.periods import Period

LOOK_AHEAD_YEARS = 10


@dataclass(frozen=True)
class CellAnswer:
    """One requested cell: its window in segments, whether it is free as asked, and when it is free for the first time."""

    cell: Cell
    segments: list[Segment]
    free: bool
    free_from: date | None

    @property
    def worst(self) -> Segment:
        """The segment that is in the way most, for the sentence and the icon."""
        return next((s for s in self.segments if s.state != "free"), self.segments[0])


@dataclass(frozen=True)
class Fit:
    """All cells of a request for one programme."""

    answers: list[CellAnswer]

    @property
    def free(self) -> int:
        return sum(answer.free for answer in self.answers)

    @property
    def whole(self) -> bool:
        return self.free == len(self.answers)

    @property
    def window(self) -> Period:
        """The days that are answered for."""
        first, last = self.answers[0].segments[0], self.answers[0].segments[-1]
        return Period(first.period.start, last.period.end)

    @property
    def free_stretch(self) -> Period | None:
        """The longer of the two stretches, at the window's beginning and at its end, in which every cell is free."""
        taken = [segment.period for answer in self.answers for segment in answer.segments if segment.state != "free"]
        if not taken:
            return self.window
        head = self.window.start, min(period.start for period in taken)
        tail = max(period.until for period in taken), self.window.until
        start, until = max(head, tail, key=lambda days: days[1] - days[0])
        return Period(start, None if until == date.max else until) if start < until else None

    @property
    def first_blocked(self) -> CellAnswer | None:
        """The blocked cell that is free again soonest; those never free come last."""
        blocked = [answer for answer in self.answers if not answer.free]
        return min(blocked, key=lambda a: (a.free_from is None, a.free_from or date.max), default=None)


def fit_request(rights: Rights, request: AvailsRequest, *, mine: int | None = None) -> Fit:
    """Every requested cell of one programme."""
    return Fit([answer_cell(rights, cell, request, mine=mine) for cell in request.cells])


def answer_cell(rights: Rights, cell: Cell, request: AvailsRequest, *, mine: int | None = None) -> CellAnswer:
    """One requested cell: exactly the window, and a look at the years after it when it is not free."""
    segments = make_timeline(rights, cell, request, mine=mine)
    free = is_free(segments)
    return CellAnswer(cell, segments, free, request.window.start if free else free_again(rights, cell, request))


def free_again(rights: Rights, cell: Cell, request: AvailsRequest) -> date | None:
    """The first day from which the cell stays free to the window's end, or becomes free after it; None within ten years.

    A cell that is free at first and taken later is free again only after the last thing that stands in the window.
    """
    window = request.window
    ahead = Period(window.start, date(min(window.start.year + LOOK_AHEAD_YEARS, 9998), window.start.month, 1))
    line = make_timeline(rights, cell, request, window=ahead)
    blocked = [s.period.until for s in line if s.state != "free" and s.period.overlaps(window)]
    over = max(blocked, default=window.start)
    return next((s.period.start for s in line if s.state == "free" and s.period.start >= over), None)


def price_request(programme: Programme, asks: list[Ask], request: AvailsRequest) -> Money | None:
    """The ask for this request: fee of each cell for 12 months, by months, exclusivity added. None = open to offers.

    A cell's own ask goes before the medium's default; one cell without an ask leaves the whole open to offers.
    """
    by_cell = {(ask.medium, ask.territory): ask.fee_minor for ask in asks}
    fees = [by_cell.get((m, t), by_cell.get((m, None))) for m, t in request.cells]
    if not fees or None in fees:
        return None
    yearly = sum(fee for fee in fees if fee is not None)
    percent = programme.exclusive_percent if request.exclusive else 100
    minor = yearly * request.months * percent // 1200
    return Money(round_up(minor), programme.currency)


def round_up(minor: int) -> int:
    """To whole hundreds of currency units (of two decimals): an ask is a round number."""
    return -(-minor // 10_000) * 10_000


def is_unconfirmed(programme: Programme, at: datetime) -> bool:
    """Was the last confirmation of the rights more than 90 days ago, or never?"""
    confirmed = programme.rights_confirmed_at
    return confirmed is None or (at - confirmed).days > 90

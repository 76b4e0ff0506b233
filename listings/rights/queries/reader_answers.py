"""What one reader is told about one programme: the one place where pages and the API get it.

Two things happen here. The seller decides who sees until when a right is taken; for everybody else a stretch is told
without its dates, in its worst state. And cells under the same rows share one answer: a request may have 250 x 20
cells, a programme has about six rows, so there are a handful of different answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accounts.actors import Actor
from accounts.models import Organisation
from listings.models import Programme, RightIn
from listings.policies import may_see_dates, shown_to
from listings.rights.queries.answers import CellAnswer, Fit, answer_cell
from listings.rights.queries.cells import SEVERITY, Rights, Segment, Standing, make_timeline
from listings.rights.request import AvailsRequest, Cell
from marketplace.kit.periods import Period


@dataclass(frozen=True)
class Reader:
    """Who reads: `mine` is their organisation's id, `dates` says whether they may see when something ends."""

    mine: int | None = None
    dates: bool = True


def reader_of(organisation: Organisation | None, programme: Programme, rights: Rights) -> Reader:
    """The reader that an organisation is for this programme. Select organisation__seller_terms to stay one read.

    Where another seller's deal stands in the way, that seller's choice counts too.
    """
    dates = may_see_dates(organisation, programme)
    dates = dates and all(shown_to(organisation, row.dates_shown) for row in rights.elsewhere)
    return Reader(organisation.pk if organisation else None, dates)


@dataclass(frozen=True)
class Told:
    """One programme's rights as one reader may know them."""

    rights: Rights
    reader: Reader

    def fit(self, request: AvailsRequest) -> Fit:
        """Every requested cell, in the request's order."""
        keys = self.keys(request.cells)
        known: dict[int, CellAnswer] = {}
        answers = []
        for cell in request.cells:
            key = keys[cell]
            if key not in known:
                known[key] = self.answer(cell, request)
            told = known[key]
            answers.append(CellAnswer(cell, told.segments, told.free, told.free_from))
        return Fit(answers)

    def answer(self, cell: Cell, request: AvailsRequest) -> CellAnswer:
        """One requested cell; without dates its window is one segment in the worst state."""
        told = answer_cell(self.rights, cell, request, mine=self.reader.mine)
        if self.reader.dates or told.free:
            return told
        return replace(told, segments=worst_segment(told.segments, request.window), free_from=None)

    def lines(self, cells: Iterable[Cell], window: Period, request: AvailsRequest) -> dict[Cell, list[Segment]]:
        """The whole of `window` for each cell, as the request's grade and languages meet it."""
        wanted = list(cells)
        keys = self.keys(wanted)
        known: dict[int, list[Segment]] = {}
        for cell in wanted:
            if keys[cell] not in known:
                known[keys[cell]] = self.line(cell, window, request)
        return {cell: known[keys[cell]] for cell in wanted}

    def line(self, cell: Cell, window: Period, request: AvailsRequest) -> list[Segment]:
        """One cell over `window`. Without dates only the request's own window is told, in its worst state."""
        found = make_timeline(self.rights, cell, request, window=window, mine=self.reader.mine)
        return found if self.reader.dates else worst_segment(found, window)

    def keys(self, cells: Iterable[Cell]) -> dict[Cell, int]:
        """Which rows cover each cell, as a set of bits: what the medium meets and what the territory meets."""
        rows: list[RightIn | Standing] = [*self.rights.held, *self.rights.standing]
        wanted = list(cells)
        by_medium = {m: pack_bits(m in row.media for row in rows) for m in {m for m, _t in wanted}}
        by_place = {t: pack_bits(t in row.territories for row in rows) for t in {t for _m, t in wanted}}
        return {(m, t): by_medium[m] & by_place[t] for m, t in wanted}


def rights_told(rights: Rights, programme: Programme, actor: Actor | None) -> Told:
    """The programme's rights as `actor` may know them."""
    return Told(rights, reader_of(actor.organisation if actor else None, programme, rights))


def pack_bits(truths: Iterable[bool]) -> int:
    """Truths as the bits of a number, the first the lowest."""
    return sum(1 << place for place, true in enumerate(truths) if true)


def worst_segment(segments: list[Segment], window: Period) -> list[Segment]:
    """One segment for all of the window, in its worst state; an open end says that its date is not told."""
    state = max((segment.state for segment in segments), key=SEVERITY.index, default="free")
    return [Segment(Period(window.start, None), state)]

"""Why not, and what instead: what stands in the way of a request, and the nearest requests that would work.

Both speak through `Told`, so a reader who may not know dates gets none, and neither ever names who holds a right.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from listings.rights.queries.answers import Fit
from listings.rights.queries.cells import Elsewhere, Rights, Standing, find_blockers, not_held, period_of, state_of
from listings.rights.queries.reader_answers import Told
from listings.rights.request import AvailsRequest, Cell
from listings.rights.selection import of_cells
from listings.states import Grade
from marketplace.kit.periods import LATEST, Period
from marketplace.vocabularies import media, territories, uses

MAX_REPAIRS, MAX_STARTS, MAX_CELLS_TO_SWAP = 6, 6, 400
# What a change of kind costs besides cells and days: the share of the wish that is left.
KEEPS = {
    "later": 1.0,
    "shorter": 1.0,
    "fewer": 1.0,
    "cells": 1.0,
    "uses": 0.9,
    "exclusive": 0.85,
    "nonexclusive": 0.6,
    "moved": 0.55,
    "medium": 0.5,
}


@dataclass(frozen=True)
class Obstacle:
    """One thing that stands in the way: its state, the cells it meets, and the exact overlap with the request.

    `overlap` None: the reader is not told dates. `free_from` None: not told, or no end. Empty languages or uses: all.
    `elsewhere`: another seller of the same work stands behind it; never which.
    """

    kind: str
    cells: tuple[Cell, ...]
    overlap: Period | None
    free_from: date | None
    languages: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    expires_at: datetime | None = None
    elsewhere: bool = False

    @property
    def media(self) -> list[str]:
        return sorted({m for m, _t in self.cells}, key=media.number)

    @property
    def territories(self) -> list[str]:
        return sorted({t for _m, t in self.cells}, key=territories.number)


def find_obstacles(told: Told, request: AvailsRequest) -> list[Obstacle]:
    """Everything in the way of the request, the widest first; the cells of each say exactly where."""
    wanted = request.cells
    keys = told.keys(wanted)
    known: dict[int, list[Obstacle]] = {}
    cells: dict[Obstacle, list[Cell]] = {}
    for cell in wanted:
        if keys[cell] not in known:
            known[keys[cell]] = list(at_cell(told, cell, request))
        for found in known[keys[cell]]:
            cells.setdefault(found, []).append(cell)
    made = [replace(found, cells=tuple(where)) for found, where in cells.items()]
    return sorted(made, key=lambda o: (-len(o.cells), o.overlap.start if o.overlap else date.min, o.kind))


def at_cell(told: Told, cell: Cell, request: AvailsRequest) -> Iterator[Obstacle]:
    """What stands in the way in one cell, each once, without the cell."""
    found = [
        *(of_row(row, request, told.reader.mine) for row in find_blockers(told.rights, cell, request, request.window)),
        *of_gaps(told.rights, cell, request),
    ]
    yield from dict.fromkeys(found if told.reader.dates else map(without_dates, found))


def without_dates(found: Obstacle) -> Obstacle:
    """The obstacle without its dates."""
    return replace(found, overlap=None, free_from=None, expires_at=None)


def of_row(row: Standing, request: AvailsRequest, mine: int | None) -> Obstacle:
    """A right that is taken, cut to what it shares with the request."""
    days = period_of(row)
    spoken = tuple(code for code in request.languages if code in row.languages)
    used = tuple(code for code in request.uses or uses.codes if code in row.uses)
    return Obstacle(
        state_of(row, mine),
        (),
        days.intersection(request.window),
        days.end,
        spoken,
        () if len(used) == len(uses.codes) else used,
        row.expires_at,
        isinstance(row, Elsewhere),
    )


def of_gaps(rights: Rights, cell: Cell, request: AvailsRequest) -> Iterator[Obstacle]:
    """What the seller does not hold (none), or holds beside others while exclusivity is asked (nonex)."""
    missing = not_held(rights, cell, request, request.window, exclusive=False)
    for gap in missing:
        yield Obstacle("none", (), gap, gap.end if gap.until < request.window.until else None)
    if not request.exclusive:
        return
    for gap in not_held(rights, cell, request, request.window, exclusive=True):
        for part in gap.minus(missing):
            yield Obstacle("nonex", (), part, None)


@dataclass(frozen=True)
class Repair:
    """A request near the one asked for that would work in all its cells. `kind` says what changed; `keeps` is the
    share (0 to 1) of the wish that is left: by it they are ordered."""

    kind: str
    request: AvailsRequest
    cells: int
    keeps: float


def find_repairs(told: Told, request: AvailsRequest, report: Fit | None = None) -> list[Repair]:
    """The nearest requests that are free in all their cells, best first, those with another medium last. Empty when the
    request itself is free."""
    now = report or told.fit(request)
    if now.whole:
        return []
    wanted, now = leave_out_own(request, now)
    found: dict[str, Repair] = {}
    for kind, other in repair_candidates(told, wanted, now):
        address = other.to_query()
        if address not in found and address != request.to_query() and told.fit(other).whole:
            found[address] = Repair(kind, other, len(other.cells), kept_share(kind, other, wanted))
    best = sorted(found.values(), key=lambda repair: (repair.kind == "medium", -repair.keeps))
    return best[:MAX_REPAIRS]


def leave_out_own(request: AvailsRequest, now: Fit) -> tuple[AvailsRequest, Fit]:
    """The request without the cells that the reader holds already in all of its window: nobody needs them twice."""
    left = [answer for answer in now.answers if any(segment.state != "mine" for segment in answer.segments)]
    rest = of_cells(request, {answer.cell for answer in left}) if len(left) < len(now.answers) else None
    return (rest, Fit(left)) if rest else (request, now)


def repair_candidates(told: Told, request: AvailsRequest, now: Fit) -> Iterator[tuple[str, AvailsRequest]]:
    """Requests worth trying."""
    yield from other_windows(request, now)
    yield from later_starts(request, now)
    yield from make_smaller(request, now)
    yield from soften_grade(request)
    yield from other_uses(told, request)
    yield from other_media(told, request, now)


def other_windows(request: AvailsRequest, now: Fit) -> Iterator[tuple[str, AvailsRequest]]:
    """Move the window to where the last blocked cell is free; or end when the first blocker begins."""
    starts = [answer.free_from for answer in now.answers]
    known = [day for day in starts if day is not None]
    if len(known) == len(starts) and request.window.end and max(known) > request.window.start:
        start = max(known)
        end = start + (request.window.end - request.window.start)
        if end < LATEST:
            yield "moved", replace(request, window=move_window(request, start))
    ends = [s.period.start for answer in now.answers for s in answer.segments if s.state != "free"]
    if ends and min(ends) > request.window.start:
        yield "shorter", replace(request, window=Period(request.window.start, min(ends)))


def later_starts(request: AvailsRequest, now: Fit) -> Iterator[tuple[str, AvailsRequest]]:
    """Start when one blocked cell after the other is free, without those that are free later still."""
    start, until = request.window.start, request.window.until
    days = sorted({answer.free_from for answer in now.answers if answer.free_from and start < answer.free_from < until})
    for day in [*days[: MAX_STARTS - 1], *days[MAX_STARTS - 1 :][-1:]]:
        free = {answer.cell for answer in now.answers if answer.free_from and answer.free_from <= day}
        made = request if len(free) == len(now.answers) else of_cells(request, free)
        if made is not None:
            yield "later", replace(made, window=Period(day, request.window.end))


def move_window(request: AvailsRequest, start: date) -> Period:
    """The request's window from another day, as long as before: in months where it is whole months."""
    window = request.window
    if window.months and Period.from_months(window.start, window.months).end == window.end:
        return Period.from_months(start, window.months)
    return Period(start, start + (window.until - window.start))


def make_smaller(request: AvailsRequest, now: Fit) -> Iterator[tuple[str, AvailsRequest]]:
    """Leave out the territories, or the media, that are not wholly free; or exactly the cells that are not."""
    blocked = {answer.cell for answer in now.answers if not answer.free}
    free = {answer.cell for answer in now.answers if answer.free}
    bad_media, bad_places = {m for m, _t in blocked}, {t for _m, t in blocked}
    for kind, rest in (
        ("fewer", {cell for cell in free if cell[1] not in bad_places}),
        ("fewer", {cell for cell in free if cell[0] not in bad_media}),
        ("cells", free),
    ):
        made = of_cells(request, rest)
        if made is not None:
            yield kind, made


def soften_grade(request: AvailsRequest) -> Iterator[tuple[str, AvailsRequest]]:
    """Sole instead of exclusive; non-exclusive instead of either."""
    if request.grade == Grade.EXCLUSIVE:
        yield "exclusive", replace(request, grade=Grade.SOLE)
    if request.exclusive:
        yield "nonexclusive", replace(request, grade=Grade.NON_EXCLUSIVE)


def other_uses(told: Told, request: AvailsRequest) -> Iterator[tuple[str, AvailsRequest]]:
    """Only the uses of language that nothing stands in the way of (subtitles where the dub is taken)."""
    taken = {use for found in find_obstacles(told, request) for use in found.uses or uses.codes}
    rest = tuple(use for use in request.uses or uses.codes if use not in taken)
    if rest:
        yield "uses", replace(request, uses=rest)


def other_media(told: Told, request: AvailsRequest, now: Fit) -> Iterator[tuple[str, AvailsRequest]]:
    """What can stand in for each medium that is not wholly free, in its place."""
    blocked = {answer.cell[0] for answer in now.answers if not answer.free}
    if len(request.cells) > MAX_CELLS_TO_SWAP or not blocked <= media.SUBSTITUTES.keys():
        return
    wanted = {media.SUBSTITUTES[m] if m in blocked else m for m in request.media}
    changed = of_cells(request, {(m, t) for m in wanted for t in request.territories})
    if changed is not None and len(wanted) == len(request.media):
        yield "medium", changed


def kept_share(kind: str, other: AvailsRequest, request: AvailsRequest) -> float:
    """The share of the wish that is left: cells and days, times what the change of kind costs."""
    cells = min(len(other.cells) / len(request.cells), 1.0)
    return KEEPS[kind] * cells * min(window_days(other) / window_days(request), 1.0)


def window_days(request: AvailsRequest) -> int:
    """Length of the window."""
    return (request.window.until - request.window.start).days

"""A programme's availability in three drawings: matrix, timeline, tiles. Each part is a link that changes the request."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from listings.catalogue.web.presenting import Bar, cell_name, describe_segments, draw_segments, state_name, worst_state
from listings.rights.queries.cells import Segment
from listings.rights.queries.reader_answers import Told
from listings.rights.request import AvailsRequest, Cell
from listings.rights.selection import toggle_cells
from marketplace.kit.drawing.bars import STATES, percent
from marketplace.kit.formats import format_window
from marketplace.kit.periods import Period
from marketplace.vocabularies import media, territories

VIEWS = ("matrix", "timeline", "tiles")
MATRIX_YEARS, YEARS_AFTER = 4, 5
MAX_COLUMNS, MAX_BARS, MAX_PICKED, MAX_IN_LINE = 40, 300, 400, 4


@dataclass(frozen=True)
class Drawing:
    """What the drawings need: the rights as told, the request shown, the one asked (None = nothing picked), the reader."""

    told: Told
    shown: AvailsRequest
    asked: AvailsRequest | None
    language: str
    view: str

    @property
    def rows(self) -> list[str]:
        """The media that are drawn: the usual ones and any that is asked for."""
        return [*media.USUAL, *(m for m in self.shown.media if m not in media.USUAL)]

    @property
    def columns(self) -> list[str]:
        """The territories that are drawn: those of the region and any that is asked for, forty at most."""
        return [*territories.HOME, *(t for t in self.shown.territories if t not in territories.HOME)][:MAX_COLUMNS]

    @cached_property
    def picked(self) -> set[Cell]:
        return set(self.asked.cells) if self.asked else set()

    def cell_address(self, cell: Cell) -> str:
        """As `address`, for one cell; none while the request is too large to be picked cell by cell."""
        return self.address({cell}) if len(self.picked) <= MAX_PICKED else ""

    def address(self, change: set[Cell]) -> str:
        """This page with `change` added to the request, or taken out of it."""
        made = toggle_cells(self.shown, self.picked, change)
        view = "" if self.view == VIEWS[0] else f"view={self.view}"
        return "?" + "&".join(part for part in (made.to_query() if made else "", view) if part)


def draw_matrix(d: Drawing) -> dict[str, Any]:
    """Rows of media x columns of territories; each cell is four years of time, the requested window dashed in it."""
    span = matrix_span(d)
    lines = d.told.lines([(m, t) for m in d.rows for t in d.columns], span, d.shown)
    window = window_share(d.shown.window, span)
    return {
        "columns": [
            {
                "code": t,
                "name": territories.short_name(t, d.language),
                "asked": bool(d.asked and t in d.asked.territories),
                "url": d.address({(m, t) for m in d.shown.media}),
            }
            for t in d.columns
        ],
        "rows": [
            {
                "code": m,
                "name": media.name(m, d.language),
                "definition": media.media_definition(m, d.language),
                "url": d.address({(m, t) for t in d.shown.territories}),
                "asked": bool(d.asked and m in d.asked.media),
                "cells": [matrix_cell(d, (m, t), lines[m, t], span, window) for t in d.columns],
            }
            for m in d.rows
        ],
        "note": matrix_note(span, d),
        "more": len(d.shown.territories) > MAX_COLUMNS,
    }


def matrix_cell(
    d: Drawing, cell: Cell, line: list[Segment], span: Period, window: tuple[float, float] | None
) -> dict[str, Any]:
    """One cell: its drawing, the sentence that says the same, and whether it stands in the way of the request."""
    asked = cell in d.picked
    drawn = draw_segments(line, span, cell_name(cell, d.language), d.language)
    state = worst_state([s for s in line if s.period.overlaps(d.shown.window)])
    label = drawn.label + ("" if not asked else " · " + _("in your request"))
    return {
        "key": f"{cell[0]}:{cell[1]}",
        "id": f"c-{cell[0]}-{cell[1]}",
        "parts": drawn.parts,
        "label": label,
        "asked": asked,
        "mark": mark_of(state) if asked else "",
        "why": state != "free",
        "url": d.cell_address(cell),
        "window": window if asked else None,
        "column": bool(d.asked and cell[1] in d.asked.territories),
    }


def mark_of(state: str) -> str:
    """The ring around a requested cell: free, partly in the way, or not to be had."""
    return {"free": "", "none": "bad"}.get(state, "part")


def matrix_span(d: Drawing) -> Period:
    """Four years from the start of the window's year, more for a longer window. Without dates: the window alone."""
    if not d.told.reader.dates:
        return d.shown.window
    first = d.shown.window.start.year
    years = max(MATRIX_YEARS, min(d.shown.window.until.year - first + 1, 25))
    return Period(date(first, 1, 1), date(first + years, 1, 1))


def matrix_note(span: Period, d: Drawing) -> str:
    if not d.told.reader.dates:
        return _("Each cell is your window")
    years = {"first": span.start.year, "last": span.until.year - 1}
    return _("Each cell is %(first)s to %(last)s, your window is dashed") % years


def window_share(window: Period, span: Period) -> tuple[float, float] | None:
    """Where `window` lies in `span`: (start %, width %); None when it fills it."""
    inside = span.intersection(window)
    if inside is None or inside == span:
        return None
    whole = max((span.until - span.start).days, 1)
    start = (inside.start - span.start).days * 100 / whole
    return round(start, 2), round((inside.until - inside.start).days * 100 / whole, 2)


def draw_places(d: Drawing) -> list[dict[str, Any]]:
    """For a phone: each territory of the request with one bar a medium over the window, and the reason of a no. Of many
    media the first stand in the line, the rest where it is unfolded."""
    lines = d.told.lines(d.shown.cells, d.shown.window, d.shown)
    made = []
    for t in d.shown.territories[:MAX_COLUMNS]:
        cells = [(m, t) for m in d.shown.media if (m, t) in lines]
        bars = [place_bar(d, cell, lines[cell]) for cell in cells]
        few = len(bars) <= MAX_IN_LINE
        opened = few and any(one["state"] != "free" for one in bars)
        line = {"first": bars[:MAX_IN_LINE], "more": 0 if few else len(bars) - MAX_IN_LINE, "open": opened}
        made.append({"code": t, "name": territories.name(t, d.language), "bars": bars} | line)
    return made


def place_bar(d: Drawing, cell: Cell, line: list[Segment]) -> dict[str, Any]:
    """One medium in one territory."""
    drawn = draw_segments(line, d.shown.window, cell_name(cell, d.language), d.language)
    return {
        "m": cell[0],
        "key": f"{cell[0]}:{cell[1]}",
        "parts": drawn.parts,
        "label": drawn.label,
        "words": describe_segments(line, d.language),
        "state": worst_state(line),
        "url": d.cell_address(cell),
    }


def draw_timelines(d: Drawing) -> dict[str, Any]:
    """One bar for each requested medium and territory (or for all of them), over the window and five years after it."""
    span = timeline_span(d)
    cells = d.asked.cells if d.asked else [(m, t) for m in d.rows for t in d.columns]
    lines = d.told.lines(cells[:MAX_BARS], span, d.shown)
    window = window_share(d.shown.window, span)
    groups: dict[str, list[dict[str, Any]]] = {}
    for cell in cells[:MAX_BARS]:
        drawn = draw_segments(lines[cell], span, cell_name(cell, d.language), d.language)
        groups.setdefault(cell[0], []).append(
            {
                "t": cell[1],
                "name": territories.name(cell[1], d.language),
                "parts": drawn.parts,
                "label": drawn.label,
                "words": describe_segments(lines[cell], d.language),
                "url": d.cell_address(cell),
                "asked": bool(d.asked),
                "state": worst_state([s for s in lines[cell] if s.period.overlaps(d.shown.window)]),
            }
        )
    return {
        "groups": [{"code": m, "name": media.name(m, d.language), "bars": bars} for m, bars in groups.items()],
        "window": window,
        "years": year_marks(span),
        "left_out": max(len(cells) - MAX_BARS, 0),
        "note": format_window(span.start, span.end, d.language),
    }


def timeline_span(d: Drawing) -> Period:
    """The window and five years after it. Without dates: the window alone."""
    window = d.shown.window
    if not d.told.reader.dates or window.until.year + YEARS_AFTER > 9998:
        return window
    return Period(window.start, Period.from_months(window.until, 12 * YEARS_AFTER).end)


def year_marks(span: Period) -> list[dict[str, Any]]:
    """The first of each year in the span: its place ("12.5%"); every few years in a long one."""
    whole = max((span.until - span.start).days, 1)
    years = range(span.start.year + 1, span.until.year + (span.until > date(span.until.year, 1, 1)))
    step = max(len(years) // 10, 1)
    return [{"year": y, "x": percent((date(y, 1, 1) - span.start).days * 100 / whole)} for y in years[::step]]


def draw_tiles(d: Drawing) -> dict[str, Any]:
    """For each medium the territories of the region as equal tiles, with the state in the requested window."""
    rows = list(d.asked.media) if d.asked else d.rows
    lines = d.told.lines([(m, t) for m in rows for t in d.columns], d.shown.window, d.shown)
    maps = []
    for m in rows:
        made = [draw_tile(d, (m, t), lines[m, t]) for t in d.columns]
        home = [one for one in made if one["code"] in territories.HOME]
        counts = {state: sum(one["state"] == state for one in made) for state in STATES}
        maps.append(
            {
                "code": m,
                "name": media.name(m, d.language),
                "tiles": home,
                "made": made,
                "others": [one for one in made if one["code"] not in territories.HOME],
                "free": counts["free"],
                "all": len(made),
            }
        )
    table = [
        {"name": places[0]["name"], "cells": [one["words"] for one in places]}
        for places in zip(*(m["made"] for m in maps), strict=True)
    ]
    window = format_window(d.shown.window.start, d.shown.window.end, d.language)
    return {
        "maps": maps,
        "media": rows,
        "table": table,
        "note": _("Each tile is your window: %(window)s") % {"window": window},
    }


def draw_tile(d: Drawing, cell: Cell, line: list[Segment]) -> dict[str, Any]:
    """One tile: the worst state of the window in words, the window as a bar."""
    drawn: Bar = draw_segments(line, d.shown.window, cell_name(cell, d.language), d.language)
    state = worst_state(line)
    return {
        "code": cell[1],
        "name": territories.name(cell[1], d.language),
        "state": state,
        "text": state_name(state),
        "parts": drawn.parts,
        "label": drawn.label,
        "url": d.cell_address(cell),
        "asked": cell in d.picked,
        "words": describe_segments(line, d.language),
    }

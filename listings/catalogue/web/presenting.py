"""Programmes and answers as the pages show them: names in the reader's language, sentences, bars."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from listings.rights.queries.answers import CellAnswer, Fit
from listings.rights.queries.cells import SEVERITY, Segment
from listings.rights.request import AvailsRequest, Cell
from listings.states import Grade
from marketplace.kit.drawing.bars import STATES
from marketplace.kit.formats import format_date
from marketplace.kit.periods import Period
from marketplace.vocabularies import media, territories

MAX_PLACES = 4  # territories that a row's sentence names


def state_name(state: str) -> str:
    """The state's name in the active language."""
    return name_state(state, get_language() or "en")


@lru_cache(maxsize=256)
def name_state(state: str, language: str) -> str:
    """The state's name in `language`, which is the active one: a page of bars says some ten names a hundred times."""
    return str(STATES[state])


@dataclass(frozen=True)
class Bar:
    """A cell's time as parts of 100: (start, width, state), with the sentence that says the same."""

    parts: list[tuple[float, float, str]]
    label: str
    state: str


def draw_segments(segments: list[Segment], window: Period, what: str, language: str) -> Bar:
    """Draw segments that fill `window` (which has an end). A segment without an end is drawn to the window's."""
    worst = next((s.state for s in segments if s.state != "free"), "free")
    return Bar(parts_of(segments, window), f"{what}: {describe_segments(segments, language)}", worst)


def parts_of(segments: list[Segment], window: Period) -> list[tuple[float, float, str]]:
    """Segments as parts of 100 of `window`."""
    whole = max((window.until - window.start).days, 1)
    parts = []
    for segment in segments:
        until = min(segment.period.until, window.until)
        left, width = (segment.period.start - window.start).days, (until - segment.period.start).days
        parts.append((round(left * 100 / whole, 2), round(width * 100 / whole, 2), segment.state))
    return parts


def draw_bars(
    report: Fit, cells: Iterable[Cell], window: Period, language: str
) -> dict[Cell, tuple[list[tuple[float, float, str]], str]]:
    """{cell: (parts, sentence)}: the sentence is for a table, whose headings name the cell.

    What cells have in common, most of them all, is counted and worded once.
    """
    by_cell = {answer.cell: answer.segments for answer in report.answers}
    known: dict[int, tuple[list[tuple[float, float, str]], str]] = {}
    bars = {}
    for cell in cells:
        segments = by_cell[cell]
        if id(segments) not in known:
            known[id(segments)] = parts_of(segments, window), describe_segments(segments, language)
        bars[cell] = known[id(segments)]
    return bars


def worst_state(segments: list[Segment]) -> str:
    """The state that stands most in the way."""
    return max((segment.state for segment in segments), key=SEVERITY.index, default="none")


def describe_segments(segments: list[Segment], language: str) -> str:
    """Licensed until 30 Jun 2027, then free. The last has no date: what is drawn ends there, not the state."""
    said = [describe_segment(segment, language) for segment in segments[:-1]]
    said += [state_name(segment.state) for segment in segments[-1:]]
    text = said[0] if said else state_name("none")
    for after in said[1:]:
        text = _("%(before)s, then %(after)s") % {"before": text, "after": after[:1].lower() + after[1:]}
    return text


def describe_segment(segment: Segment, language: str) -> str:
    """Licensed until 30 Jun 2027; without a date when it has no end or its end is not told."""
    name, last = state_name(segment.state), segment.period.last_day
    if segment.state in ("free", "none") or last is None:
        return name
    return _("%(state)s until %(day)s") % {"state": name, "day": format_date(last, language)}


def cell_name(cell: tuple[str, str], language: str) -> str:
    """SVOD, Thailand."""
    return f"{cell[0]}, {territories.name(cell[1], language)}"


def usual_request_on(today: date) -> AvailsRequest:
    """What the strip shows when nothing was asked: SVOD in the region's larger territories, a year from next month."""
    start = date(today.year + today.month // 12, today.month % 12 + 1, 1)
    return AvailsRequest(
        ("SVOD",), ("CN", "ID", "MY", "PH", "SG", "TH", "VN"), Period.from_months(start, 12), Grade.NON_EXCLUSIVE
    )


def describe_fit(report: Fit, language: str) -> tuple[str, str]:
    """The one sentence of fit and its tone: ok, warn or none."""
    if report.whole:
        return _("Free for your whole request"), "ok"
    part = None if report.free else report.free_stretch
    if part and (part.months or part.end is None):
        return describe_stretch(part, report.window, language), "warn"
    blocked = report.first_blocked
    count = _("%(free)s of %(all)s free") % {"free": report.free, "all": len(report.answers)}
    said = count if report.free else _("Nothing free in this window")
    reason = in_the_way(blocked, group_alike(report, blocked), language) if blocked else ""
    return (f"{said} · {reason}" if reason else said), ("warn" if report.free else "none")


def describe_stretch(part: Period, window: Period, language: str) -> str:
    """Free from 1 Jan 2027 · 239 of 240 months. `part` begins or ends with the window."""
    if part.start > window.start:
        said = _("Free from %(day)s") % {"day": format_date(part.start, language)}
    else:
        said = _("Free until %(day)s") % {"day": format_date(part.last_day or part.start, language)}
    if window.end is None:
        return said
    return f"{said} · " + _("%(free)s of %(all)s months") % {"free": part.months, "all": window.months}


def open_sentence(report: Fit, language: str) -> tuple[str, str]:
    """As `describe_fit` for somebody who asked for nothing in particular: how much of what is shown is free."""
    if report.whole:
        return _("Free in all %(all)s territories shown") % {"all": len({one.cell[1] for one in report.answers})}, "ok"
    return describe_fit(report, language)


def group_alike(report: Fit, blocked: CellAnswer) -> list[str]:
    """The territories where the same medium is blocked in the same way for as long, the blocked one among them."""
    state, until = blocked.worst.state, blocked.worst.period.until
    return [
        a.cell[1]
        for a in report.answers
        if not a.free
        and (a.cell[0], a.free_from) == (blocked.cell[0], blocked.free_from)
        and (a.worst.state, a.worst.period.until) == (state, until)
    ]


def in_the_way(answer: CellAnswer, places: list[str], language: str) -> str:
    """TH SVOD from 1 Jul 2027 · ID, MY SVOD on hold until 30 Nov 2026 · VN SVOD licensed until 31 Dec 2030.

    A day within the window is one to begin on; after it, one until which it stays taken.
    """
    cell = f"{', '.join(places[:MAX_PLACES])}{' …' if len(places) > MAX_PLACES else ''} {answer.cell[0]}"
    state, expires = answer.worst.state, answer.worst.expires_at
    if state == "hold" and expires:
        day = timezone.localdate(expires)
        return _("%(cell)s on hold until %(day)s") % {"cell": cell, "day": format_date(day, language)}
    if answer.free_from and any(s.state == "free" and s.period.start == answer.free_from for s in answer.segments):
        return _("%(cell)s from %(day)s") % {"cell": cell, "day": format_date(answer.free_from, language)}
    text = describe_segment(replace(answer.worst, period=Period(answer.worst.period.start, answer.free_from)), language)
    return f"{cell} {text[:1].lower()}{text[1:]}"


def months_text(months: int) -> str:
    """24 months."""
    return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}


def choices_of(vocabulary: Any, codes: tuple[str, ...], language: str) -> list[tuple[str, str]]:
    """(code, name) for a picker."""
    return [(code, vocabulary.name(code, language)) for code in codes]


def media_names(codes: tuple[str, ...], language: str) -> list[tuple[str, str, str]]:
    """(code, name, definition) of media rights."""
    return [(code, media.name(code, language), media.media_definition(code, language)) for code in codes]

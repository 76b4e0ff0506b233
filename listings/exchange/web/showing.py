"""How an import and its rows are shown: the cells that tell rows apart, what is wrong at which cell, what can be mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from listings.exchange import tables
from listings.exchange.avails.columns import KEYS
from listings.exchange.models import Import, ImportRow
from listings.exchange.states import ImportState, Kind, RowState, Verdict
from listings.exchange.words import said

TITLE_CELLS = (
    "AvailMetadata/TitleDisplayUnlimited", "AvailMetadata/TitleInternalAlias", "AvailMetadata/EpisodeTitleDisplayUnlimited",
    "AvailMetadata/EpisodeTitleInternalAlias", "AvailMetadata/SeasonTitleDisplayUnlimited", "AvailMetadata/SeriesTitleDisplayUnlimited",
    "AvailMetadata/SeriesTitleInternalAlias",
)  # fmt: skip
# Cells that are judged together: who mends one may have to change the other.
TOGETHER = (
    ("AvailTrans/Start", "AvailTrans/End"), ("AvailTrans/Territory", "AvailTrans/TerritoryExclusion"),
    ("AvailTrans/AllowedLanguages", "AvailTrans/HoldbackLanguage"), ("rating_system", "rating"),
)  # fmt: skip
TONES = {
    ImportState.CHECKED: "info", ImportState.PUBLISHING: "info", ImportState.DONE: "ok", ImportState.REFUSED: "bad",
    ImportState.READING: "info", ImportState.UPLOADED: "warn", ImportState.CANCELLED: "",
}  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One finding in words."""

    severity: str
    column: str
    label: str
    value: str
    message: str
    fix: str


@dataclass(frozen=True)
class Input:
    """A cell that can be mended. `wrong` when a finding is about it, not only near it."""

    key: str
    label: str
    value: str
    wrong: bool


@dataclass(frozen=True)
class Line:
    """A row as the page shows it."""

    row: ImportRow
    title: str
    facts: tuple[str, ...]
    window: str
    findings: tuple[Said, ...]
    inputs: tuple[Input, ...]


def findings_of(stored: Iterable[dict[str, Any]]) -> tuple[Said, ...]:
    """Kept findings in the language that is active now."""
    shown = []
    for one in stored:
        message, fix = said(one)
        column = one["column"]
        shown.append(Said(one["severity"], column, label(column), one["value"], str(message), str(fix)))
    return tuple(shown)


def label(column: str) -> str:
    """What the column is called: in lists by us, else by the standard."""
    return str(tables.COLUMNS.get(column) or column.rpartition("/")[2])


def line(row: ImportRow, kind: str) -> Line:
    """One row; `kind` is the import's."""
    cells = row.cells
    shown = findings_of(row.findings)
    if kind == Kind.TITLES:
        title = cells.get("title_original", "")
        facts = (cells.get("countries", ""), cells.get("work_type", ""), cells.get("year", ""))
        return Line(row, title, tuple(filter(None, facts)), "", shown, inputs(row, shown))
    title = next((cells[key] for key in TITLE_CELLS if cells.get(key)), "")
    names = ("Avail/ALID", "AvailTrans/Territory", "AvailTrans/LicenseType")
    facts = tuple(cells[name] for name in names if cells.get(name))
    window = " – ".join(filter(None, (cells.get("AvailTrans/Start", ""), cells.get("AvailTrans/End", ""))))
    return Line(row, title, facts, window, shown, inputs(row, shown))


def inputs(row: ImportRow, findings: Iterable[Said]) -> tuple[Input, ...]:
    """The wrong cells and those that are judged with them. Rows that are in are not mended here any more."""
    if row.state != RowState.WAITING:
        return ()
    wrong = list(dict.fromkeys(one.column for one in findings if mendable(row, one.column)))
    near = [key for pair in TOGETHER if set(pair) & set(wrong) for key in pair]
    keys = dict.fromkeys([*wrong, *near])
    return tuple(Input(key, label(key), row.cells.get(key, ""), key in wrong) for key in keys)


def mendable(row: ImportRow, column: str) -> bool:
    """Is it a column that a row of this file may have?"""
    return column in row.cells or column in (tables.COLUMNS if row.batch.kind == Kind.TITLES else KEYS)


def totals(batch: Import) -> dict[str, int]:
    """How many rows are what; `good` are those that taking over would take."""
    waiting = Q(state=RowState.WAITING)
    return batch.rows.aggregate(
        all=Count("pk"), ok=Count("pk", Q(verdict=Verdict.OK)), warning=Count("pk", Q(verdict=Verdict.WARNING)),
        error=Count("pk", Q(verdict=Verdict.ERROR)), published=Count("pk", Q(state=RowState.PUBLISHED)),
        unchanged=Count("pk", Q(state=RowState.UNCHANGED)), good=Count("pk", waiting & ~Q(verdict=Verdict.ERROR)),
        kept=Count("pk", waiting & Q(verdict=Verdict.ERROR)),
    )  # fmt: skip

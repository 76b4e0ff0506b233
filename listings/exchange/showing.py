"""How an import and its rows are shown: the cells that tell rows apart, what is wrong at which cell, what can be mended."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from listings.exchange import tables
from listings.exchange.avails.columns import KEYS
from listings.exchange.finding_texts import text_of_finding
from listings.exchange.models import Import, ImportRow
from listings.exchange.own_sheet.columns import COLUMNS as OWN_COLUMNS
from listings.exchange.own_sheet.columns import KEYS as OWN_KEYS
from listings.exchange.states import ImportState, Kind, RowState, Verdict

TITLE_CELLS = (
    "AvailMetadata/TitleDisplayUnlimited",
    "AvailMetadata/TitleInternalAlias",
    "AvailMetadata/EpisodeTitleDisplayUnlimited",
    "AvailMetadata/EpisodeTitleInternalAlias",
    "AvailMetadata/SeasonTitleDisplayUnlimited",
    "AvailMetadata/SeriesTitleDisplayUnlimited",
    "AvailMetadata/SeriesTitleInternalAlias",
)
# Cells that are judged together: who mends one may have to change the other.
TOGETHER = (
    ("AvailTrans/Start", "AvailTrans/End"),
    ("AvailTrans/Territory", "AvailTrans/TerritoryExclusion"),
    ("AvailTrans/AllowedLanguages", "AvailTrans/HoldbackLanguage"),
    ("rating_system", "rating"),
    ("start", "end"),
    ("territories", "without"),
)
# What tells the work of a title from another one.
DIFFERENCES = ("title_original", "title_en", "year", "runtime_min", "countries")
OWN_HEADERS = {column.key: column.header for column in OWN_COLUMNS}
KNOWN: dict[str, Container[str]] = {Kind.AVAILS: KEYS, Kind.OWN: OWN_KEYS, Kind.TITLES: tables.COLUMNS}
TONES = {
    ImportState.CHECKED: "info",
    ImportState.PUBLISHING: "info",
    ImportState.DONE: "ok",
    ImportState.REFUSED: "bad",
    ImportState.READING: "info",
    ImportState.UPLOADED: "warn",
    ImportState.CANCELLED: "",
}


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


def findings_of(stored: Iterable[dict[str, Any]], batch: Import) -> tuple[Said, ...]:
    """Kept findings in the language that is active now."""
    shown = []
    for one in stored:
        message, fix = text_of_finding(one)
        column = one["column"]
        shown.append(Said(one["severity"], column, column_label(column, batch), one["value"], str(message), str(fix)))
    return tuple(shown)


def column_label(column: str, batch: Import) -> str:
    """What the column is called: in lists of titles by us, else by the file's format."""
    if batch.kind == Kind.TITLES:
        return str(tables.COLUMNS.get(column, column))
    if batch.kind == Kind.OWN and column in OWN_HEADERS:
        return OWN_HEADERS[column][int(batch.version or 0)]
    return column.rpartition("/")[2]


# By the kind: where the title is, the cells that tell rows apart, the window.
KEY_CELLS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    Kind.TITLES: (("title_original",), ("countries", "work_type", "year"), ()),
    Kind.OWN: (("title", "title_id"), ("title_id", "kind", "territories", "media"), ("start", "end")),
    Kind.AVAILS: (
        TITLE_CELLS,
        ("Avail/ALID", "AvailTrans/Territory", "AvailTrans/LicenseType"),
        ("AvailTrans/Start", "AvailTrans/End"),
    ),
}


def describe_row(row: ImportRow, batch: Import) -> Line:
    """One row of this import."""
    titles, facts, window = (
        tuple(filter(None, (row.cells.get(name, "") for name in names))) for names in KEY_CELLS[batch.kind]
    )
    findings = findings_of(row.findings, batch)
    return Line(row, titles[0] if titles else "", facts, " – ".join(window), findings, row_inputs(row, findings, batch))


def row_inputs(row: ImportRow, findings: Iterable[Said], batch: Import) -> tuple[Input, ...]:
    """The wrong cells and those that are judged with them. Rows that are in are not mended here any more."""
    if row.state != RowState.WAITING:
        return ()
    wrong = list(dict.fromkeys(one.column for one in findings if is_mendable(row, one.column, batch)))
    near = [key for pair in TOGETHER if set(pair) & set(wrong) for key in pair]
    near += DIFFERENCES if DIFFERENCES[0] in wrong else ()
    keys = dict.fromkeys([*wrong, *near])
    return tuple(Input(key, column_label(key, batch), row.cells.get(key, ""), key in wrong) for key in keys)


def is_mendable(row: ImportRow, column: str, batch: Import) -> bool:
    """Is it a column that a row of this file may have?"""
    return column in row.cells or column in KNOWN[batch.kind]


def count_rows(batch: Import) -> dict[str, int]:
    """How many rows are what; `good` are those that taking over would take."""
    waiting = Q(state=RowState.WAITING)
    return batch.rows.aggregate(
        all=Count("pk"),
        ok=Count("pk", Q(verdict=Verdict.OK)),
        warning=Count("pk", Q(verdict=Verdict.WARNING)),
        error=Count("pk", Q(verdict=Verdict.ERROR)),
        published=Count("pk", Q(state=RowState.PUBLISHED)),
        unchanged=Count("pk", Q(state=RowState.UNCHANGED)),
        good=Count("pk", waiting & ~Q(verdict=Verdict.ERROR)),
        kept=Count("pk", waiting & Q(verdict=Verdict.ERROR)),
    )

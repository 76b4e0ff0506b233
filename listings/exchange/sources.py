"""The three kinds of files, read alike: rows with a number, a group, cells and findings."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from listings.exchange import tables
from listings.exchange.avails.guards import Refused
from listings.exchange.avails.model import RowRead, Severity
from listings.exchange.avails.reading import Reading
from listings.exchange.meaning import NotHere, blocks_of
from listings.exchange.models import Import
from listings.exchange.own_sheet import OwnSheet, read_rows
from listings.exchange.own_sheet.columns import BY_HEADER
from listings.exchange.own_sheet.sheet import ENOUGH
from listings.exchange.states import Kind
from listings.exchange.titles import Reader, RowError
from listings.exchange.words import Stored, own, stored
from listings.exchange.works import work_of


@dataclass(frozen=True)
class Read:
    """One row. `group` joins the rows that are taken over together."""

    number: int
    group: str
    cells: dict[str, str]
    findings: list[Stored]
    work: str = ""


class Source(Protocol):
    """Iterate once; then the rest is known. `late` = {row number: findings that only the end of the file could tell}."""

    late: dict[int, list[Stored]]

    @property
    def findings(self) -> list[Stored]: ...
    @property
    def refused(self) -> bool: ...
    @property
    def version(self) -> str: ...
    @property
    def columns(self) -> list[str]: ...
    def __iter__(self) -> Iterator[Read]: ...


def open_source(batch: Import, today: date) -> Source:
    """The reader of this file."""
    if batch.kind == Kind.TITLES:
        return TitleSource(batch)
    return OwnSource(batch) if batch.kind == Kind.OWN else AvailsSource(batch, today)


def kind_instead(batch: Import, today: date) -> Kind | None:
    """What a refused workbook plainly is, if not what was chosen."""
    others = {Kind.AVAILS: Kind.OWN, Kind.OWN: Kind.AVAILS}
    other = others.get(Kind(batch.kind))
    if other and holds(batch, other, today):
        return other
    return Kind.TITLES if other and is_list(batch) else None


def kind_by_header(columns: Collection[str]) -> Kind:
    """What a workbook that was sent as a list of titles is, by its first row."""
    if {"Avail", "AvailTrans"} <= set(columns):
        return Kind.AVAILS
    return Kind.OWN if sum(name.casefold() in BY_HEADER for name in columns) >= ENOUGH else Kind.TITLES


def holds(batch: Import, kind: Kind, today: date) -> bool:
    """Can the file be read as this kind?"""
    chosen, batch.kind = batch.kind, kind
    try:
        source = open_source(batch, today)
        next(iter(source), None)
        return not source.refused
    finally:
        batch.kind = chosen


def is_list(batch: Import) -> bool:
    """Does the first row name the columns that a list of titles needs?"""
    try:
        return set(tables.NEEDED) <= tables.guess(tables.header(batch.file.path)).keys()
    except tables.Unreadable:
        return False


class AvailsSource:
    """Avails: the standard's rules, then whether the row can be taken over here."""

    def __init__(self, batch: Import, today: date) -> None:
        self._reading = Reading(Path(batch.file.path), name=batch.name, version=batch.version or None, today=today)
        self._today = today
        self.late: dict[int, list[Stored]] = {}

    @property
    def findings(self) -> list[Stored]:
        return [stored(one) for one in self._reading.findings]

    @property
    def refused(self) -> bool:
        return self._reading.refused

    @property
    def version(self) -> str:
        return self._reading.version

    @property
    def columns(self) -> list[str]:
        return list(self._reading.columns)

    def __iter__(self) -> Iterator[Read]:
        for row in self._reading:
            yield avails_row(row, self._today)
        for finding in self._reading.late:
            self.late.setdefault(finding.row, []).append(stored(finding))


def group_of(cells: dict[str, str]) -> str:
    """What must be taken over together: the season's episodes, the work's offers. One ALID is about one work."""
    names = ("AvailAsset/SeasonContentID", "AvailAsset/SeriesContentID", "AvailAsset/ContentID", "Avail/ALID")
    return next((cells[name] for name in names if cells.get(name)), "")[:300]


def avails_row(row: RowRead, today: date) -> Read:
    """A row with what the standard and we have to say of it."""
    findings, work = [stored(one) for one in row.findings], ""
    if row.transaction is not None and row.transaction.entry_type != "Full Delete":
        try:
            work = work_of(row.transaction).key
            blocks_of(row.transaction, today)
        except NotHere as no:
            findings.append(own(no.rule, no.column, no.value))
        if row.transaction.licensee:
            findings.append(own("another-licensee", "Avail/Licensee", row.transaction.licensee))
    return Read(row.row, group_of(row.cells), row.cells, findings, work)


class OwnSource:
    """Our own sheet. `version` is the place of its language among the headers."""

    def __init__(self, batch: Import) -> None:
        self._findings: list[Stored] = []
        self.late: dict[int, list[Stored]] = {}
        self._own = own_titles(batch)
        try:
            self._sheet: OwnSheet | None = OwnSheet(Path(batch.file.path), batch.name)
        except Refused as no:
            self._sheet, self._findings = None, [stored(no.finding)]

    @property
    def findings(self) -> list[Stored]:
        return [*self._findings, *(stored(one) for one in self._sheet.findings)] if self._sheet else self._findings

    @property
    def refused(self) -> bool:
        return any(one["severity"] == Severity.ERROR for one in self.findings)

    @property
    def version(self) -> str:
        return str(self._sheet.language) if self._sheet else ""

    @property
    def columns(self) -> list[str]:
        return list(self._sheet.columns) if self._sheet else []

    def __iter__(self) -> Iterator[Read]:
        if self._sheet is None or self.refused:
            return
        cells: dict[int, dict[str, str]] = {}

        def passing() -> Iterator[tuple[int, dict[str, str]]]:
            for number, row in self._sheet.rows() if self._sheet else ():
                cells[number] = row
                yield number, row

        for _row, findings in read_rows(passing(), self._sheet.language):
            number, found = cells.popitem()
            yield checked(number, found, [stored(one) for one in findings], self._own)


def own_titles(batch: Import) -> frozenset[str]:
    """The public ids of the organisation's programmes."""
    return frozenset(batch.organisation.programmes.values_list("public_id", flat=True))


def own_row(batch: Import, number: int, cells: dict[str, str]) -> Read:
    """One row of our own sheet, read again."""
    ((_row, findings),) = read_rows([(number, cells)], int(batch.version or 0))
    return checked(number, cells, [stored(one) for one in findings], own_titles(batch))


def checked(number: int, cells: dict[str, str], findings: list[Stored], own_ids: frozenset[str]) -> Read:
    """The row with whose it is."""
    title = cells.get("title_id", "")
    if title and title not in own_ids:
        findings.append(own("foreign-work", "title_id", title))
    return Read(number, title, cells, findings)


class TitleSource:
    """A list of titles with the columns that a person confirmed."""

    version = ""

    def __init__(self, batch: Import) -> None:
        self._batch = batch
        self.findings: list[Stored] = []
        self.late: dict[int, list[Stored]] = {}
        self.columns = list(batch.columns)

    @property
    def refused(self) -> bool:
        return bool(self.findings)

    def __iter__(self) -> Iterator[Read]:
        filled = {"source": self._batch.organisation.name_en}
        try:
            for number, cells in tables.records(self._batch.file.path, self.columns, self._batch.mapping, filled):
                yield title_row(number, cells)
        except tables.Unreadable as no:
            self.findings = [own("title-list", said=str(no.why))]


def title_row(number: int, cells: dict[str, str]) -> Read:
    """A row checked by the rules of titles; each is a group of its own."""
    errors: list[RowError] = []
    Reader(number, cells, errors).title()
    findings = [own("title-list", one.column, one.value, said=one.fix) for one in errors]
    return Read(number, str(number), cells, findings)

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
from listings.exchange.avails_to_rights import blocks_of
from listings.exchange.drafts import Told
from listings.exchange.finding_texts import Stored, own_finding, stored_finding
from listings.exchange.models import Import
from listings.exchange.not_here import NotHere
from listings.exchange.own_sheet import OwnSheet, read_rows
from listings.exchange.own_sheet.columns import BY_HEADER
from listings.exchange.own_sheet.sheet import ENOUGH
from listings.exchange.programme_matching import our_id, work_of
from listings.exchange.remarks import row_remarks, silent_columns
from listings.exchange.seasons import Seasons
from listings.exchange.states import Kind
from listings.exchange.table_files import Unreadable
from listings.exchange.titles import Reader, RowError, Title

DELETE = "Full Delete"


@dataclass(frozen=True)
class Read:
    """One row. `group` joins the rows that are taken over together. `title`: of a list of titles, where the row is right."""

    number: int
    group: str
    cells: dict[str, str]
    findings: list[Stored]
    work: str = ""
    title: Title | None = None


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
    if other and is_readable_as(batch, other, today):
        return other
    return Kind.TITLES if other and is_list(batch) else None


def kind_by_header(columns: Collection[str]) -> Kind:
    """What a workbook that was sent as a list of titles is, by its first row."""
    if {"Avail", "AvailTrans"} <= set(columns):
        return Kind.AVAILS
    return Kind.OWN if sum(name.casefold() in BY_HEADER for name in columns) >= ENOUGH else Kind.TITLES


def is_readable_as(batch: Import, kind: Kind, today: date) -> bool:
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
        return set(tables.NEEDED) <= tables.guess_mapping(tables.read_header(batch.file.path)).keys()
    except Unreadable:
        return False


class AvailsSource:
    """Avails: the standard's rules, then whether the row can be taken over here."""

    def __init__(self, batch: Import, today: date) -> None:
        self._reading = Reading(Path(batch.file.path), name=batch.name, version=batch.version or None, today=today)
        self._today = today
        self._quiet: dict[str, None] = {}
        self.late: dict[int, list[Stored]] = {}

    @property
    def findings(self) -> list[Stored]:
        names = ", ".join(key.rpartition("/")[2] for key in self._quiet)
        return [
            *(stored_finding(one) for one in self._reading.findings),
            *([own_finding("columns-not-taken", list=names)] if names else []),
        ]

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
        offers = Offers(self._today)
        for row in self._reading:
            self._quiet.update(dict.fromkeys(silent_columns(row.cells)))
            yield offers.read_row(row)
        for finding in self._reading.late:
            self.late.setdefault(finding.row, []).append(stored_finding(finding))
        for number, said in offers.late():
            self.late.setdefault(number, []).append(said)


class Offers:
    """Rows of Avails with what the standard and we have to say of each, and of those that belong together."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._seasons, self._told = Seasons(), Told()

    def read_row(self, row: RowRead) -> Read:
        """One row, by itself."""
        findings, work, said = [stored_finding(one) for one in row.findings], "", row.transaction
        if said is not None and said.entry_type != DELETE:
            try:
                found = work_of(said)
                work = found.key
                self._told.add(row.row, found)
                self._seasons.add(found, said, blocks_of(said, self._today))
                findings += row_remarks(said, row.cells)
            except NotHere as no:
                findings.append(own_finding(no.rule, no.column, no.value))
            if said.licensee:
                findings.append(own_finding("another-licensee", "Avail/Licensee", said.licensee))
        return Read(row.row, group_of(row.cells), row.cells, findings, work)

    def late(self) -> Iterator[tuple[int, Stored]]:
        """(row number, finding) that only all rows together can tell."""
        for found in (self._told.differences(), self._seasons.gaps()):
            yield from ((number, one) for number, said in found.items() for one in said)


def group_of(cells: dict[str, str]) -> str:
    """What must be taken over together: the season's episodes, the work's offers, all seasons of a series of ours."""
    names = ("AvailAsset/SeasonContentID", "AvailAsset/SeriesContentID", "AvailAsset/ContentID", "Avail/ALID")
    name = next((cells[name] for name in names if cells.get(name)), "")
    return (our_id(name) or name)[:300]


class OwnSource:
    """Our own sheet. `version` is the place of its language among the headers."""

    def __init__(self, batch: Import) -> None:
        self._findings: list[Stored] = []
        self.late: dict[int, list[Stored]] = {}
        self._own = own_titles(batch)
        try:
            self._sheet: OwnSheet | None = OwnSheet(Path(batch.file.path), batch.name)
        except Refused as no:
            self._sheet, self._findings = None, [stored_finding(no.finding)]

    @property
    def findings(self) -> list[Stored]:
        return (
            [*self._findings, *(stored_finding(one) for one in self._sheet.findings)] if self._sheet else self._findings
        )

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
            yield check_owner(number, found, [stored_finding(one) for one in findings], self._own)


def own_titles(batch: Import) -> frozenset[str]:
    """The public ids of the organisation's programmes."""
    return frozenset(batch.organisation.programmes.values_list("public_id", flat=True))


def own_row(batch: Import, number: int, cells: dict[str, str]) -> Read:
    """One row of our own sheet, read again."""
    ((_row, findings),) = read_rows([(number, cells)], int(batch.version or 0))
    return check_owner(number, cells, [stored_finding(one) for one in findings], own_titles(batch))


def check_owner(number: int, cells: dict[str, str], findings: list[Stored], own_ids: frozenset[str]) -> Read:
    """The row with whose it is."""
    title = cells.get("title_id", "")
    if title and title not in own_ids:
        findings.append(own_finding("foreign-work", "title_id", title))
    return Read(number, title, cells, findings)


class TitleSource:
    """A list of titles with the columns that a person confirmed."""

    version = ""

    def __init__(self, batch: Import) -> None:
        self._batch = batch
        self._broken: list[Stored] = []
        self.late: dict[int, list[Stored]] = {}
        self.columns = list(batch.columns)

    @property
    def refused(self) -> bool:
        return bool(self._broken)

    @property
    def findings(self) -> list[Stored]:
        return self._broken or list_remarks(self.columns, self._batch.mapping)

    def __iter__(self) -> Iterator[Read]:
        batch = self._batch
        filled, place = {"source": batch.organisation.name_en}, tables.place_of(batch.place)
        seen: dict[str, int] = {}
        try:
            for number, cells in tables.read_records(batch.file.path, self.columns, batch.mapping, filled, place):
                read = title_row(number, cells)
                first = seen.setdefault(read.group, number)
                if first != number:
                    read.findings.append(own_finding("title-twice", twice_column(cells), other=str(first)))
                yield read
        except Unreadable as no:
            self._broken = [own_finding("title-list", said=str(no.why))]


def list_remarks(columns: Collection[str], mapping: dict[str, str]) -> list[Stored]:
    """What a list says beside the facts of its titles, and is not taken over, column by column."""
    rights = [name for name in tables.rights_columns(columns) if name not in mapping.values()]
    found = [own_finding("rights-list")] if len(rights) > 1 else []
    found += [own_finding(f"list-{tables.read_heading(name)}", "", name) for name in rights]
    unread = [
        name for name in columns if name not in mapping.values() and name not in rights and not name.startswith("#")
    ]
    return [*found, *(own_finding("column-unread", "", name) for name in unread)]


def twice_column(cells: dict[str, str]) -> str:
    """The column at which two rows about one title are told apart."""
    return "source_id" if cells.get("source_id") else "title_original"


def title_row(number: int, cells: dict[str, str]) -> Read:
    """A row checked by the rules of titles. Rows about one title are a group: only one of them is taken over."""
    errors: list[RowError] = []
    reader = Reader(number, cells, errors, asks=True)
    title = reader.title()
    findings = [own_finding("title-list", one.column, one.value, said=one.fix) for one in errors]
    findings += [own_finding("title-note", one.column, one.value, said=one.fix) for one in reader.notes]
    return Read(number, title.key, cells, findings, title=None if errors else title)

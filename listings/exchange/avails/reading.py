"""The way in: reads an Avails file whatever it is, row by row or as a whole."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from listings.exchange.avails.columns import VERSIONS, template_version
from listings.exchange.avails.guards import Refused, kind_of, refuse
from listings.exchange.avails.model import Document, Finding, RowRead, Severity, Transaction
from listings.exchange.avails.rows import RowReader
from listings.exchange.avails.rules import finding
from listings.exchange.avails.workbook import Workbook

XML_VERSIONS = ("2.2", "2.2.2", "2.3", "2.4", "2.5", "2.5.2", "2.6", "2.6.1", "2.7")


class Reading:
    """A file read row by row, in memory that does not grow with its cells.

    Iterate once. `findings` are about the whole file; when one of them is an error, nothing comes. After the last row
    `late` holds the warnings that only the end can tell (they name their rows). A row's own errors always come with it.
    """

    def __init__(self, path: Path, *, name: str = "", version: str | None = None, today: date | None = None) -> None:
        self.kind = self.version = ""
        self.columns: tuple[str, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self.late: tuple[Finding, ...] = ()
        self._today = today or datetime.now(UTC).date()
        self._source: Iterator[tuple[int, dict[str, str], tuple[Finding, ...]]] = iter(())
        try:
            self._open(path, name or path.name, version)
        except Refused as no:
            self.findings = (*self.findings, no.finding)

    @property
    def refused(self) -> bool:
        return any(one.severity is Severity.ERROR and one.row == 0 for one in self.findings)

    def __iter__(self) -> Iterator[RowRead]:
        if self.refused:
            return
        reader = RowReader(xml=self.kind == "xml", today=self._today)
        count = 0
        for row, cells, before in self._source:
            count += 1
            yield reader.read(row, cells, before)
        self.late = reader.finish()
        if not count and not self.refused:
            self.findings = (*self.findings, finding("rows-none"))

    def _open(self, path: Path, name: str, version: str | None) -> None:
        self.kind = kind_of(path, name)
        known = VERSIONS if self.kind == "xlsx" else XML_VERSIONS
        if version is not None and version not in known:
            raise refuse("template-version", version, list=", ".join(known))
        if self.kind == "xlsx":
            workbook = Workbook(path)
            self.findings = tuple(workbook.findings)
            self.columns = workbook.columns
            self.version = version or template_version(frozenset(self.columns), workbook.sheet.note)
            self._source = ((row, cells, ()) for row, cells in workbook.rows())


def read(path: Path, *, name: str = "", version: str | None = None, today: date | None = None) -> Document:
    """Everything an Avails file says. `name` is what the person calls it; `version` overrides what its headers suggest;
    `today` decides which windows are over. Never raises for what is in the file: it becomes findings."""
    reading = Reading(path, name=name, version=version, today=today)
    return collected(reading)


def collected(reading: Reading) -> Document:
    """All rows of a reading, in one document."""
    rows: list[Transaction] = []
    findings: list[Finding] = []
    cells: dict[int, dict[str, str]] = {}
    for one in reading:
        cells[one.row] = one.cells
        findings += one.findings
        if one.transaction:
            rows.append(one.transaction)
    return Document(
        kind=reading.kind,
        version=reading.version,
        columns=reading.columns,
        rows=tuple(rows),
        findings=(*reading.findings, *findings, *reading.late),
        cells=cells,
    )

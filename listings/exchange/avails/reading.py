"""The way in: reads an Avails file whatever it is, row by row or as a whole."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from listings.exchange.avails.columns import VERSIONS, template_version
from listings.exchange.avails.guards import Refused, kind_of, refuse_file
from listings.exchange.avails.model import Document, Finding, RowRead, Severity
from listings.exchange.avails.rows import RowReader
from listings.exchange.avails.rules import make_finding
from listings.exchange.avails.workbook import Workbook
from listings.exchange.avails.xml_in import VERSIONS as XML_VERSIONS
from listings.exchange.avails.xml_in import XmlFile


class Reading:
    """A file read row by row, in memory that does not grow with its cells.

    Iterate once. `findings` are about the whole file; when one of them is an error, nothing comes. XML can turn out to be
    refused on the way, and `findings` grow: look at both again after the last row. Then `late` holds the warnings that
    only the end can tell (each names a row that came). A row's own errors always come with it.
    """

    def __init__(self, path: Path, *, name: str = "", version: str | None = None, today: date | None = None) -> None:
        self.kind = self.version = ""
        self.columns: tuple[str, ...] = ()
        self.findings: tuple[Finding, ...] = ()
        self.late: tuple[Finding, ...] = ()
        self._today = today or datetime.now(UTC).date()
        self._file: Workbook | XmlFile | None = None
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
        try:
            for row, cells, before in self._source:
                count += 1
                yield reader.read_row(row, cells, before)
        except Refused as no:  # XML that turns out to be broken further down
            self.findings = (*self.findings, no.finding)
            return
        self.late = reader.finish()
        self.findings = (*self.findings, *(self._file.late if self._file else ()))
        if not count:
            self.findings = (*self.findings, make_finding("rows-none"))

    def _open(self, path: Path, name: str, version: str | None) -> None:
        self.kind = kind_of(path, name)
        known = VERSIONS if self.kind == "xlsx" else XML_VERSIONS
        if version is not None and version not in known:
            raise refuse_file("template-version", version, list=", ".join(known))
        if self.kind == "xlsx":
            workbook = self._file = Workbook(path)
            self.findings = tuple(workbook.findings)
            self.columns = workbook.columns
            self.version = version or template_version(frozenset(self.columns), workbook.sheet.note)
            self._source = ((row, cells, ()) for row, cells in workbook.rows())
        else:
            document = self._file = XmlFile(path)
            self.version = document.version
            self._source = document.rows()


def read_avails(path: Path, *, name: str = "", version: str | None = None, today: date | None = None) -> Document:
    """Everything an Avails file says. `name` is what the person calls it; `version` overrides what its headers suggest;
    `today` decides which windows are over. Never raises for what is in the file: it becomes findings."""
    return collect_rows(Reading(path, name=name, version=version, today=today))


def recheck_rows(cells: Mapping[int, Mapping[str, str]], version: str, *, today: date | None = None) -> Document:
    """Reads rows again after a person mended cells in place: {row: {column key: text}}, as in `Document.cells`.

    `version` says where they came from: "1.x" a workbook, "2.x" XML. The same rules as for the file, but for those about
    the shape of XML and the layout of a sheet.
    """
    kind = "xml" if version.startswith("2.") else "xlsx"
    clean = {row: {key: text.strip() for key, text in cells[row].items() if text.strip()} for row in sorted(cells)}
    reader = RowReader(xml=kind == "xml", today=today or datetime.now(UTC).date())
    read_rows = [reader.read_row(row, texts) for row, texts in clean.items()]
    columns = tuple(dict.fromkeys(key for texts in clean.values() for key in texts))
    return _make_document(kind, version, columns, (), read_rows, reader.finish())


def collect_rows(reading: Reading) -> Document:
    """All rows of a reading, in one document. A file refused further down has none."""
    rows = list(reading)
    if reading.refused:
        rows = []
    return _make_document(reading.kind, reading.version, reading.columns, reading.findings, rows, reading.late)


def _make_document(
    kind: str,
    version: str,
    columns: tuple[str, ...],
    whole: tuple[Finding, ...],
    rows: list[RowRead],
    late: tuple[Finding, ...],
) -> Document:
    return Document(
        kind=kind,
        version=version,
        columns=columns,
        rows=tuple(one.transaction for one in rows if one.transaction),
        findings=(*whole, *(found for one in rows for found in one.findings), *late),
        cells={one.row: one.cells for one in rows},
    )

"""Reads Avails workbooks: finds the sheet and its columns by their headers, and gives the data rows as cells of text."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, WorksheetNotFound, ZipError

from listings.exchange.avails.archive import Archive
from listings.exchange.avails.cells import TEXT, Cell, as_text, column_letters
from listings.exchange.avails.guards import refuse_file
from listings.exchange.avails.headers import Headers
from listings.exchange.avails.model import Finding
from listings.exchange.avails.rules import make_finding

FIRST_DATA_ROW = 4
NOTES_ROW = 3
DATA_SIGNS = ("Full Extract", "Full Delete")  # what tells a data row from the notes in row 3


@dataclass(frozen=True)
class Sheet:
    """The sheet with the Avails: its headers, and its rows as the library gives them."""

    name: str
    headers: Headers
    source: CalamineSheet
    note: str  # cell A3, where templates keep their version


class Workbook:
    """An opened workbook. `findings` are about the whole file; `rows()` yields (row number, cells).

    `late` is about the whole file too, and known after the last row.
    """

    def __init__(self, path: Path) -> None:
        archive = Archive(path)
        archive.check()
        self.findings: list[Finding] = _find_macros(archive)
        self.sheet = self._choose(_open_workbook(path, archive))
        self.findings += self.sheet.headers.findings
        self.late: list[Finding] = []

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.sheet.headers.places)

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The data rows: those with something in a known column, but for notes (`//…`)."""
        headers = self.sheet.headers
        places = list(headers.places.items())
        nameless = dict.fromkeys(headers.nameless, 0)  # column: the first row with something in it
        alid = headers.places.get("Avail/ALID", 0)
        text = TEXT
        for number, row in number_rows(self.sheet.source):
            if number < NOTES_ROW:
                continue
            cells = {}
            for key, index in places:
                value = row[index]
                if value != "":
                    written = text[type(value)](value)
                    if written:
                        cells[key] = written
            if cells and not _is_note(number, row, cells, alid):
                for index in nameless:
                    nameless[index] = nameless[index] or (number if row[index] != "" else 0)
                yield number, cells
        found = [(index, row) for index, row in nameless.items() if row]
        self.late += [
            make_finding("column-nameless", 2, "", column_letters(index), first=str(row)) for index, row in found
        ]

    def _choose(self, workbook: CalamineWorkbook) -> Sheet:
        """The first sheet with the headers of a template. Raises Refused when none has, or when it is another layout."""
        found: list[Sheet] = []
        refusals = []
        for name in workbook.sheet_names:
            sheet = _read_sheet(workbook, name)
            if sheet is None:
                continue
            if sheet.headers.refusal:
                refusals.append(sheet.headers.refusal)
            elif sheet.headers.is_avails:
                found.append(sheet)
        if not found:
            raise refusals[0] if refusals else refuse_file("sheet-none")
        if len(found) > 1:
            others = ", ".join(sheet.name for sheet in found[1:])
            self.findings.append(make_finding("sheet-several", 0, "", found[0].name, other=others))
        return found[0]


def _find_macros(archive: Archive) -> list[Finding]:
    """Macros are never run, so a workbook with macros is read, and the person told."""
    found = [make_finding("file-macros")] if archive.macros else []
    if archive.formulas:
        found.append(make_finding("file-formulas", 0, "", str(archive.formulas)))
    return found


@contextmanager
def _refusing_broken() -> Iterator[None]:
    """What the library says about a broken file, as a refusal. It is written in another language, whose panics come as
    an exception beside all others."""
    try:
        yield
    except WorksheetNotFound:
        raise
    except PasswordError as locked:
        raise refuse_file("file-encrypted") from locked
    except (CalamineError, ZipError, OSError) as broken:
        raise refuse_file("file-damaged") from broken
    except BaseException as other:
        if type(other).__name__ == "PanicException":
            raise refuse_file("file-damaged") from other
        raise


def _open_workbook(path: Path, archive: Archive) -> CalamineWorkbook:
    with _refusing_broken():
        if archive.broken_sizes:
            return CalamineWorkbook.from_filelike(archive.mended())
        return CalamineWorkbook.from_path(path)


def _read_sheet(workbook: CalamineWorkbook, name: str) -> Sheet | None:
    """A sheet with its first three rows looked at; None for charts and the like."""
    try:
        with _refusing_broken():
            source = workbook.get_sheet_by_name(name)
    except WorksheetNotFound:
        return None
    head: list[Sequence[Cell]] = []
    for number, row in number_rows(source):
        if number > NOTES_ROW:
            break
        head.append(row)
    head += [[]] * (NOTES_ROW - len(head))
    texts = [[as_text(value) for value in row] for row in head]
    note = texts[2][0].lstrip("vV/ ") if texts[2] else ""
    return Sheet(name, Headers(texts[0], texts[1]), source, note)


def number_rows(source: CalamineSheet) -> Iterator[tuple[int, Sequence[Cell]]]:
    """(row number from 1, the row's cells from column A on)."""
    if source.start is None:
        return
    down, right = source.start
    blank: list[Cell] = [""] * right
    for number, row in enumerate(source.iter_rows(), start=down + 1):
        yield number, [*blank, *row] if right else row


def _is_note(number: int, row: Sequence[Cell], cells: dict[str, str], alid: int) -> bool:
    """Row 3 holds notes (//REQ, /REQ, a version), unless it plainly is data; below, `//` in ALID or in front marks one."""
    if number == NOTES_ROW:
        return cells.get("Disposition/EntryType") not in DATA_SIGNS or "Avail/ALID" not in cells
    first = str(row[0]) if row else ""
    return str(row[alid]).lstrip().startswith("//") or first.lstrip().startswith("//")

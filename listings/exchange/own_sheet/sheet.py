"""Opens an own sheet: finds the sheet and its header, whatever the language and the order of the columns."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, WorksheetNotFound, ZipError

from listings.exchange.avails.archive import Archive
from listings.exchange.avails.cells import Cell, as_text
from listings.exchange.avails.guards import Refused, kind_of, refuse_file
from listings.exchange.avails.model import Finding
from listings.exchange.own_sheet.columns import (
    ASKED_UNDER_OLD_HEADER,
    BY_HEADER,
    COLUMNS,
    NEEDED,
    OLD_GRADE_HEADERS,
    QUESTION,
)
from listings.exchange.own_sheet.rules import make_finding

HEADER_WITHIN = 10  # rows
ENOUGH = 5  # known headers that make a row the header
HEADERS = {column.key: column.header for column in COLUMNS}


class OwnSheet:
    """`rows()` gives (row number, {column: text}); `findings` are about the whole file, `language` 0 or 1 as its header.

    Raises `Refused` for what is no workbook, or could hurt whoever opens it.
    """

    def __init__(self, path: Path, name: str = "") -> None:
        self.findings: list[Finding] = []
        self.places: dict[str, int] = {}
        self.language = 0
        self._old_grades = False
        self._source, self._header = self._open(path, name or path.name)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.places)

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Rows below the header with something in them; those that begin with // are notes."""
        if self._source is None:
            return
        for number, row in _number_rows(self._source):
            if number <= self._header or any(one.startswith("//") for one in map(as_text, row[:1])):
                continue
            texts = {key: as_text(row[place]) for key, place in self.places.items() if place < len(row)}
            if self._old_grades and texts.get("grade", "").casefold() in ASKED_UNDER_OLD_HEADER:
                texts["grade"] += QUESTION
            cells = {key: text for key, text in texts.items() if text}
            if cells and not cells.get("title_id", "").startswith("//"):
                yield number, cells

    def _open(self, path: Path, name: str) -> tuple[CalamineSheet | None, int]:
        if kind_of(path, name) != "xlsx":
            raise refuse_file("file-kind")
        archive = Archive(path)
        archive.check()
        for sheet in _open_sheets(path, archive):
            for number, row in _number_rows(sheet):
                if number > HEADER_WITHIN:
                    break
                if sum(as_text(cell).casefold() in BY_HEADER for cell in row) >= ENOUGH:
                    self._read_header(number, [as_text(cell) for cell in row])
                    return sheet, number
        self.findings.append(make_finding("own-no-sheet", 0, "", ""))
        return None, 0

    def _read_header(self, number: int, texts: Sequence[str]) -> None:
        for place, text in enumerate(texts):
            key = BY_HEADER.get(text.casefold(), "")
            if key in self.places:
                self.findings.append(make_finding("own-column-twice", number, key, text, name=text))
            elif key:
                self.places[key] = place
                self._old_grades |= text.casefold() in OLD_GRADE_HEADERS
            elif text and not text.startswith("//"):  # a remark, as with rows
                self.findings.append(make_finding("own-column-unknown", number, "", text))
        self.language = int(
            sum(HEADERS[key][1] == texts[place] for key, place in self.places.items()) * 2 > len(self.places)
        )
        self.findings += [
            make_finding("own-column-missing", 0, key, "", name=HEADERS[key][self.language])
            for key in NEEDED
            if key not in self.places
        ]


def _open_sheets(path: Path, archive: Archive) -> Iterator[CalamineSheet]:
    """The sheets, one by one. Raises Refused where the library gives up."""
    try:
        book = (
            CalamineWorkbook.from_filelike(archive.mended())
            if archive.broken_sizes
            else CalamineWorkbook.from_path(path)
        )
        for name in book.sheet_names:
            try:
                yield book.get_sheet_by_name(name)
            except WorksheetNotFound:  # a chart
                continue
    except PasswordError as locked:
        raise refuse_file("file-encrypted") from locked
    except (CalamineError, ZipError, OSError) as broken:
        raise refuse_file("file-damaged") from broken


def _number_rows(source: CalamineSheet) -> Iterator[tuple[int, Sequence[Cell]]]:
    """(row number from 1, cells from column A on)."""
    if source.start is None:
        return
    down, right = source.start
    blank: list[Cell] = [""] * right
    for number, row in enumerate(source.iter_rows(), start=down + 1):
        yield number, [*blank, *row]


__all__ = ["OwnSheet", "Refused"]

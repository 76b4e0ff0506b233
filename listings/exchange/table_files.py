"""Files with tables, CSV and workbooks, as rows of text."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound, ZipError

from listings.exchange.avails.archive import Archive
from listings.exchange.avails.cells import as_text
from listings.exchange.avails.guards import Refused
from listings.exchange.encodings import decode_readable, guess_encoding

SEPARATOR = re.compile(r"sep=([,;\t|])\s*", re.IGNORECASE)  # what Excel puts first to name the separator


class Unreadable(Exception):
    """The file is no list; `why` says what to send instead."""

    def __init__(self, why: str | Promise) -> None:
        super().__init__(str(why))
        self.why = why


@dataclass(frozen=True)
class TableFile:
    """An opened file: `text` of a CSV file with its `encoding`, else `book`."""

    encoding: str = ""
    text: str = ""
    book: CalamineWorkbook | None = None


@contextmanager
def open_table(path: Path, encoding: str = "") -> Iterator[TableFile]:
    """The file, a CSV in the encoding given or guessed. Raises Unreadable."""
    if path.suffix.lower() == ".csv":
        content = path.read_bytes()
        chosen = encoding or guess_encoding(content)
        text = decode_readable(content, chosen) if chosen else None
        if text is None:
            raise Unreadable(
                _("The file is not text. Save it as CSV in UTF-8, or send the workbook.")
                if content and not encoding
                else _("The file has no rows. The first row must name the columns.")
                if not content
                else _("The file is not written in this encoding. Choose another one.")
            )
        yield TableFile(chosen, text)
        return
    try:
        Archive(path).check()
        yield TableFile(book=CalamineWorkbook.from_path(str(path)))
    except (Refused, CalamineError, ZipError, OSError) as broken:
        raise Unreadable(_("The workbook cannot be read. Save it again as .xlsx.")) from broken


def sheets_of(file: TableFile) -> list[str]:
    """The names of its sheets; a CSV file has one without a name."""
    return list(file.book.sheet_names) if file.book else [""]


def rows_of(file: TableFile, sheet: str) -> Iterator[tuple[int, list[str]]]:
    """(row number from 1, cells as text). Raises Unreadable."""
    return sheet_rows(file.book, sheet) if file.book else csv_rows(file.text)


def csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Commas, semicolons or tabs, as the file says or as it looks."""
    first, _break, _rest = text.partition("\n")
    said = SEPARATOR.fullmatch(first.strip("\r\ufeff"))
    lines = io.StringIO(text, newline="")
    rows = csv.reader(lines, delimiter=said[1]) if said else csv.reader(lines, dialect_of(text))
    try:
        for cells in rows:
            if not (said and rows.line_num == 1):
                yield rows.line_num, cells
    except csv.Error as broken:
        raise Unreadable(_("The file is not a table of comma-separated values.")) from broken


def dialect_of(text: str) -> type[csv.Dialect]:
    """By how its beginning looks."""
    try:
        return csv.Sniffer().sniff(text[:4096], ",;\t")
    except csv.Error:
        return csv.excel


def sheet_rows(book: CalamineWorkbook, name: str) -> Iterator[tuple[int, list[str]]]:
    """One sheet of a workbook; nothing of a chart."""
    try:
        sheet = book.get_sheet_by_name(name) if name else book.get_sheet_by_index(0)
    except WorksheetNotFound:
        return
    down, right = sheet.start or (0, 0)
    for number, row in enumerate(sheet.iter_rows(), start=down + 1):
        yield number, [""] * right + [as_text(cell) for cell in row]

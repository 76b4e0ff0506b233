"""Writes an Avails workbook of template v1.9: one sheet of text cells, three header rows, no formulas."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from listings.exchange.avails.model import Transaction
from listings.exchange.avails_out.cells import cells_of
from listings.exchange.avails_out.columns import REQUIRED, columns_of, layout_of, note_of

VERSION = "1.9"
MAX_ROWS = 1_048_576 - 3  # of a sheet, below its headers
MAX_CELL_LETTERS = 32_767  # characters of a cell


class TooManyRows(ValueError):
    """More rows than one sheet of a workbook can hold; XML has no such limit."""


def write_xlsx(transactions: Sequence[Transaction], path: Path, version: str = VERSION) -> None:
    """Write the workbook to `path`. The layout (Movies, TV, AllAvails) follows the works. Raises TooManyRows.

    Rows are written as they come: memory stays small.
    """
    if version != VERSION:
        raise ValueError(version)
    if len(transactions) > MAX_ROWS:
        raise TooManyRows(len(transactions))
    layout = layout_of(transactions)
    columns = columns_of(layout)
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        sheet = book.add_worksheet(layout)
        text = book.add_format({"num_format": "@"})
        bold = book.add_format({"num_format": "@", "bold": True})
        sheet.freeze_panes(3, 0)
        sheet.set_column(0, len(columns) - 1, 18, text)
        _write_heads(sheet, columns, bold)
        for number, one in enumerate(transactions, start=3):
            cells = cells_of(one)
            for place, key in enumerate(columns):
                if key in cells:
                    sheet.write_string(number, place, cells[key][:MAX_CELL_LETTERS], text)


def _write_heads(sheet: xlsxwriter.worksheet.Worksheet, columns: Sequence[str], bold: xlsxwriter.format.Format) -> None:
    """The group, the name and the note of each column, row by row; cell A3 carries the template's version."""
    groups = [key.partition("/")[0] for key in columns]
    names = [key.partition("/")[2] for key in columns]
    notes = [VERSION, *(note_of(key) for key in columns[1:])]
    for row, texts in enumerate((groups, names, notes)):
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text, bold if columns[place] in REQUIRED else None)

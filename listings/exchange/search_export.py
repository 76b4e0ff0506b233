"""What a search found, as a sheet for the buyer: each programme with the answer to each requested cell.

It says what the pages say and no more: never who holds a right, dates only as the seller shows them, asks only to
organisations that may see them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@dataclass(frozen=True)
class Line:
    """One programme: its facts, then one text per cell."""

    facts: Sequence[str]
    cells: Sequence[str]


def write_found(heads: Sequence[str], about: Sequence[str], lines: Iterable[Line], path: Path, name: str) -> None:
    """`about` says in one row each what was asked; then the header, then a row per programme, as they come."""
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        sheet = book.add_worksheet(name[:31])
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        sheet.set_column(0, 0, 15)
        sheet.set_column(1, 2, 32)
        sheet.set_column(3, len(heads), 18)
        sheet.freeze_panes(len(about) + 1, 2)
        for number, said in enumerate(about):
            sheet.write_string(number, 0, said)
        for place, head in enumerate(heads):
            sheet.write_string(len(about), place, head, bold)
        for number, line in enumerate(lines, start=len(about) + 1):
            for place, said in enumerate((*line.facts, *line.cells)):
                if said:
                    sheet.write_string(number, place, said, text)

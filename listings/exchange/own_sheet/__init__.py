"""Monsoon's own rights sheet: every dimension of a record, in the words of the interface; written and read."""

from listings.exchange.own_sheet.reading import read_own_sheet, read_rows
from listings.exchange.own_sheet.rows import Row, rows_of
from listings.exchange.own_sheet.rules import describe_finding
from listings.exchange.own_sheet.sheet import OwnSheet
from listings.exchange.own_sheet.writing import write_rows, write_sheet, write_template

__all__ = [
    "OwnSheet",
    "Row",
    "describe_finding",
    "read_own_sheet",
    "read_rows",
    "rows_of",
    "write_rows",
    "write_sheet",
    "write_template",
]

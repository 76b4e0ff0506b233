"""Monsoon's own rights sheet: every dimension of a record, in the words of the interface; written and read."""

from listings.exchange.own_sheet.reading import read_own_sheet, read_rows
from listings.exchange.own_sheet.rows import Row, rows_of
from listings.exchange.own_sheet.rules import sentence
from listings.exchange.own_sheet.sheet import OwnSheet
from listings.exchange.own_sheet.writing import template, write, write_rows

__all__ = ["OwnSheet", "Row", "read_own_sheet", "read_rows", "rows_of", "sentence", "template", "write", "write_rows"]

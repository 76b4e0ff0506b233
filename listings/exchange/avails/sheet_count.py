"""Counts a worksheet's rows and the rectangle its filled cells span, by looking through its XML in pieces."""

import re

from listings.exchange.avails.guards import refuse

MAX_ROWS = 1_000_000
MAX_CELLS = 60_000_000  # of the filled rectangle, which the reader holds in memory
WIDE = 156  # columns A to EZ: more than any template has
LONG = 99_999

ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_ENDS_FILLED = rb"[\"'][^>]*(?<!/)>"
# Filled cells beyond column EZ or row 99,999 are rare; only then all places are read.
FAR = re.compile(rb"\br\s*=\s*[\"'](?:[A-Z]{3,}\d+|[F-Z][A-Z]\d+|[A-Z]+\d{6,})" + _ENDS_FILLED)
PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,8})(\d{1,12})" + _ENDS_FILLED)
DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s+ref\s*=\s*[\"']([^\"']*)[\"']\s*(?:/>|>\s*</(?:\w+:)?dimension>)")
GOOD_DIMENSION = re.compile(rb"[A-Z]{1,3}\d{1,7}(:[A-Z]{1,3}\d{1,7})?")
EMPTY_FORMULA = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s*/>)\s*(?:<(?:\w+:)?v\s*/>\s*)?</(?:\w+:)?c>")
HEAD = 8192
OVERLAP = 512  # of two pieces, so that no tag is cut in two


class SheetCount:
    """Feed it the sheet's bytes; it raises Refused when there are too many rows.

    `cells` is an upper bound of the rectangle's size, or its exact size with `exact`, which takes a microsecond a cell.
    """

    def __init__(self, name: str, *, exact: bool = False) -> None:
        self.name = name.rpartition("/")[2]
        self.exact = exact
        self.rows = 0
        self.widest, self.longest = (0, 0) if exact else (WIDE, 0)
        self.formulas = 0
        self.broken_size = False
        self._rest = b""
        self._first = True

    @property
    def cells(self) -> int:
        return self.widest * (self.longest if self.exact else max(self.longest, min(self.rows, LONG)))

    def feed(self, piece: bytes) -> None:
        text = self._rest + piece
        end = text.rfind(b"<")
        if len(text) - end > OVERLAP or end <= 0:
            end = len(text)  # no tag is that long: it is text
        self._rest, whole = text[end:], text[:end]
        self._look(whole)

    def close(self) -> None:
        self._look(self._rest)
        self._rest = b""

    def _look(self, text: bytes) -> None:
        if self._first:
            self._first = False
            stated = DIMENSION.search(text[:HEAD])
            self.broken_size = bool(stated and not GOOD_DIMENSION.fullmatch(stated[1]))
        self.rows += len(ROW.findall(text))
        self.formulas += len(EMPTY_FORMULA.findall(text))
        if self.exact or FAR.search(text):
            for letters, number in PLACE.findall(text):
                self.widest = max(self.widest, column_number(letters))
                self.longest = max(self.longest, int(number))
        if max(self.rows, self.longest) > MAX_ROWS + 3:
            raise refuse("file-rows", self.name, list=f"{MAX_ROWS:,}")


def column_number(letters: bytes) -> int:
    """A = 1, Z = 26, AA = 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

"""Counts what a worksheet would take in memory, by looking through its XML in pieces.

The reader of workbooks allocates the whole rectangle that the filled cells span, copies a shared string into each cell
that names it, and, where that fails, takes the whole process down. So this must not be fooled: forms of writing that no
program uses, and that could hide a place from the expressions below, are refused.
"""

import re
from array import array

from listings.exchange.avails.guards import refuse_file

MAX_ROWS = 1_000_000
MAX_CELLS = 32_000_000  # of the filled rectangle; 32 bytes each
MAX_TEXT = 512 * 1024 * 1024  # bytes of all cells' texts
WIDE = 156  # columns A to EZ: more than any template has
LONG = 99_999

# Every place that is not plainly near (columns A to EZ, rows to 99,999) is looked at more closely.
NOT_NEAR = re.compile(rb" r=\"(?!(?:[A-E]?[A-Z]\d{1,5}|\d{1,7})\")")
ODD = re.compile(rb"\b[rt](?:\s+=|=\s)|[\t\r\n]r=|\sr=(?!\"(?:[A-Z]{1,3}\d{1,7}|\d{1,7})\")")
BLANKS = (b" =", b"= ", b"\t=", b"=\t", b"\n=", b"=\n", b"\r=", b"=\r", b"\nr=", b"\tr=", b"\rr=")
# A tag that ends at once holds nothing. Whatever else follows a place counts as filled.
_EMPTY = rb"(?!(?:\s+[\w:]+=\"[^\"<>]*\")*\s*/>)"
FAR = re.compile(rb" r=\"(?:[A-Z]{3}\d+|[F-Z][A-Z]\d+|[A-Z]+\d{6,})\"" + _EMPTY)
PLACE = re.compile(rb" r=\"([A-Z]{1,3})(\d{1,7})\"" + _EMPTY)
# Cells may leave out their place; then it follows from the row's number and the cells before.
UNUSUAL_CELL = re.compile(rb"<c(?! r=\")[\s/>]")
PLACELESS = re.compile(rb"<(?:\w+:)?c(?:\s+(?!r=)[\w:]+=\"[^\"<>]*\")*\s*>")
ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\s[^<]*?\br=\"(\d{1,7})")
SHARED = re.compile(rb" t=\"s\"[^<>]*>\s*<(?:\w+:)?v>(\d{1,9})</")
STRING_END = re.compile(rb"</(?:\w+:)?si>|<(?:\w+:)?si\s*/>")
DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s+ref=[\"']([^\"']*)[\"']\s*(?:/>|>\s*</(?:\w+:)?dimension>)")
GOOD_DIMENSION = re.compile(rb"[A-Z]{1,3}\d{1,7}(:[A-Z]{1,3}\d{1,7})?")
EMPTY_FORMULA = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\s*/>)\s*(?:<(?:\w+:)?v\s*/>\s*)?</(?:\w+:)?c>")
HEAD = 8192
MAX_TAG_LENGTH = 4096  # pieces are cut before a tag


class Pieces:
    """Joins pieces so that each text looked at begins with a tag and ends before one."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, piece: bytes) -> None:
        text = self._rest + piece
        end = text.rfind(b"<c ") if b"<c " in text[-MAX_TAG_LENGTH:] else text.rfind(b"<")
        if len(text) - end > MAX_TAG_LENGTH or end <= 0:
            end = len(text)  # no tag is that long: it is text
        self._rest = text[end:]
        self.look(text[:end])

    def close(self) -> None:
        self.look(self._rest)
        self._rest = b""

    def look(self, text: bytes) -> None:
        raise NotImplementedError


class SheetCount(Pieces):
    """Feed it the sheet's bytes; it raises Refused when there are too many rows, or odd forms.

    `cells` is an upper bound of the rectangle's size, or its exact size with `exact`. `copied` is the size of all shared
    strings' copies, if `strings` are their lengths; else `references` says how many there are.
    """

    def __init__(self, name: str, *, exact: bool = False, strings: "array[int] | None" = None) -> None:
        super().__init__()
        self.name = name.rpartition("/")[2]
        self.exact = exact
        self.strings = strings
        self.rows = self.longest = self.references = self.copied = self.formulas = 0
        self.widest = 0 if exact else WIDE
        self.broken_size = False
        self._first = True
        self._run = 0

    @property
    def cells(self) -> int:
        return self.widest * (self.longest if self.exact else max(self.longest, min(self.rows, LONG)))

    def look(self, text: bytes) -> None:
        if self._first:
            self._first = False
            stated = DIMENSION.search(text[:HEAD])
            self.broken_size = bool(stated and not GOOD_DIMENSION.fullmatch(stated[1]))
        if b"='" in text:
            text = text.replace(b"'", b'"')
        unusual = NOT_NEAR.search(text) is not None
        if (unusual or any(blank in text for blank in BLANKS)) and ODD.search(text):
            raise refuse_file("file-damaged")
        self.rows += text.count(b"<row") + text.count(b":row")
        if b"f>" in text or b"<f" in text or b":f" in text:
            self.formulas += len(EMPTY_FORMULA.findall(text))
        self._places(text, unusual=unusual)
        self._copies(text)
        if max(self.rows, self.longest) > MAX_ROWS + 3:
            raise refuse_file("file-rows", self.name, list=f"{MAX_ROWS:,}")

    def _places(self, text: bytes, *, unusual: bool) -> None:
        if self.exact or (unusual and FAR.search(text)):
            for letters, number in PLACE.findall(text):
                self.widest = max(self.widest, column_number(letters))
                self.longest = max(self.longest, int(number))
        if (UNUSUAL_CELL.search(text) or b":c" in text) and PLACELESS.search(text):
            self._placeless(text)

    def _placeless(self, text: bytes) -> None:
        """Cells without a place: at most as many more as stand in one row, in rows up to the highest number."""
        self.longest = max([self.longest, self.rows, *map(int, ROW_NUMBER.findall(text))])
        runs = [len(PLACELESS.findall(row)) for row in ROW.split(text)]
        runs[0] += self._run
        self._run = runs[-1]
        self.widest = max(self.widest, WIDE + max(runs))

    def _copies(self, text: bytes) -> None:
        references = text.count(b't="s"')
        self.references += references
        if self.strings:
            known = len(self.strings)
            found = [int(number) for number in SHARED.findall(text)]
            self.copied += sum(self.strings[number] for number in found if number < known)
            self.copied += max(0, references - len(found)) * max(self.strings)


class StringCount(Pieces):
    """Feed it the shared strings' bytes: `lengths` are those of the strings, in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.lengths: array[int] = array("q")
        self._open = 0

    def look(self, text: bytes) -> None:
        last = 0
        for found in STRING_END.finditer(text):
            self.lengths.append(self._open + found.start() - last)
            self._open, last = 0, found.end()
        self._open += len(text) - last


def column_number(letters: bytes) -> int:
    """A = 1, Z = 26, AA = 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

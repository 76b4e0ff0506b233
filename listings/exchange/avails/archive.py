"""A workbook's archive, counted before the real reader may see it.

Its parts can claim any size, and a single cell far below makes a reader allocate the whole rectangle above it. So every
part is unpacked once in small pieces, counted, and thrown away.
"""

import struct
import zipfile
import zlib
from array import array
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from listings.exchange.avails.guards import MEBIBYTE, refuse_file
from listings.exchange.avails.sheet_count import DIMENSION, MAX_CELLS, MAX_TEXT, Pieces, SheetCount, StringCount

MAX_UNPACKED = 1024 * MEBIBYTE
MAX_PARTS = 2_000
SUSPECT_SIZE, SUSPECT_RATIO = 64 * MEBIBYTE, 300  # large and almost nothing packed: rows of nothing
OTHER_ARCHIVES = {  # a part that only they have, and the rule that names them
    "xl/workbook.bin": "file-xlsb",
    "content.xml": "file-ods",
    "word/document.xml": "file-docx",
    "ppt/presentation.xml": "file-pptx",
}
Count = TypeVar("Count", bound=Pieces)
LOCAL_HEADER = struct.Struct("<4s22xHH")


class Archive:
    """A workbook's parts, counted. `broken_sizes` are sheets whose stated size the reader would stumble over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.broken_sizes: set[str] = set()
        self.macros = False
        self.formulas = 0  # without a stored result

    def check(self) -> None:
        """Raises Refused when the archive is not a workbook, is locked, broken, or would grow too large."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                parts = archive.infolist()
            self._check_kind(parts)
            self._check_sizes(parts)
            strings = self._strings(parts)
            for part in parts:
                self._count(part, strings)
        except (
            zipfile.BadZipFile,
            zlib.error,
            struct.error,
            NotImplementedError,
            EOFError,
            ValueError,
            OSError,
        ) as broken:
            raise refuse_file("file-damaged") from broken

    def _check_kind(self, parts: list[zipfile.ZipInfo]) -> None:
        names = {part.filename for part in parts}
        if len({name.lower() for name in names}) < len(parts):
            raise zipfile.BadZipFile  # two parts of one name: nobody can say which one is meant
        if any(part.flag_bits & 1 for part in parts):
            raise refuse_file("file-encrypted")
        if "xl/workbook.xml" not in names:
            raise refuse_file(next((rule for name, rule in OTHER_ARCHIVES.items() if name in names), "file-zip"))
        self.macros = any(name.lower().endswith("vbaproject.bin") for name in names)

    def _check_sizes(self, parts: list[zipfile.ZipInfo]) -> None:
        """By what the parts claim, and that they do not share the same bytes."""
        claimed = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        too_thin = claimed > SUSPECT_SIZE and claimed > SUSPECT_RATIO * packed
        if len(parts) > MAX_PARTS or claimed > MAX_UNPACKED or too_thin or packed > self.path.stat().st_size:
            raise _refuse_bomb()

    def _count(self, part: zipfile.ZipInfo, strings: "array[int]") -> None:
        if not self._is_sheet(part):
            return
        count = self._fed(SheetCount(part.filename), part)
        if count.cells > MAX_CELLS and self._fed(SheetCount(part.filename, exact=True), part).cells > MAX_CELLS:
            raise refuse_file("file-cells", count.name)
        if count.references * max(strings, default=0) > MAX_TEXT:
            copied = self._fed(SheetCount(part.filename, strings=strings), part).copied
            if copied > MAX_TEXT:
                raise refuse_file("file-cells", count.name)
        self.formulas += count.formulas
        if count.broken_size:
            self.broken_sizes.add(part.filename)

    def _is_sheet(self, part: zipfile.ZipInfo) -> bool:
        """By its name, or by what is in it: a workbook may keep its sheets anywhere. Counts the bytes of all others."""
        if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml"):
            return True
        before = b""
        found = False
        for piece in self._counted(part):
            found = found or b"sheetData" in before + piece
            before = piece[-16:]
        return found

    def _strings(self, parts: list[zipfile.ZipInfo]) -> "array[int]":
        """How long the shared strings are, in their order."""
        shared = next((part for part in parts if part.filename.lower() == "xl/sharedstrings.xml"), None)
        return self._fed(StringCount(), shared).lengths if shared else array("q")

    def _fed(self, count: Count, part: zipfile.ZipInfo) -> Count:
        for piece in self._counted(part):
            count.feed(piece)
        count.close()
        return count

    def _counted(self, part: zipfile.ZipInfo) -> Iterator[bytes]:
        """The part's pieces. Raises Refused when there are more than it claims."""
        total = 0
        for piece in read_pieces(self.path, part):
            total += len(piece)
            if total > part.file_size:
                raise _refuse_bomb()
            yield piece

    def mended(self) -> BytesIO:
        """A copy in memory without the sizes that the sheets state of themselves: the reader finds them out."""
        copy = BytesIO()
        with (
            zipfile.ZipFile(self.path) as old,
            zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
        ):
            for part in old.infolist():
                content = old.read(part)
                new.writestr(
                    part.filename, DIMENSION.sub(b"", content) if part.filename in self.broken_sizes else content
                )
        copy.seek(0)
        return copy


def _refuse_bomb() -> Exception:
    return refuse_file("file-bomb", list=f"{MAX_UNPACKED // MEBIBYTE} MB")


def read_pieces(path: Path, part: zipfile.ZipInfo, size: int = MEBIBYTE) -> Iterator[bytes]:
    """A part's bytes, a piece at a time, however many there are (zipfile's own reader stops where the part claims to end)."""
    with path.open("rb") as raw:
        raw.seek(part.header_offset)
        mark, name, extra = LOCAL_HEADER.unpack(raw.read(LOCAL_HEADER.size))
        if mark != b"PK\x03\x04" or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise zipfile.BadZipFile
        raw.seek(name + extra, 1)
        left = part.compress_size
        inflate = zlib.decompressobj(-15) if part.compress_type == zipfile.ZIP_DEFLATED else None
        while left > 0:
            packed = raw.read(min(left, size // 16))
            if not packed:
                raise EOFError
            left -= len(packed)
            while packed and inflate:
                yield inflate.decompress(packed, size)
                packed = inflate.unconsumed_tail
            if not inflate:
                yield packed

"""What bytes look like. Each function takes a file that can be read anywhere, and reads no more of it than it must."""

import zipfile
from collections.abc import Callable
from typing import Any

from PIL import Image, UnidentifiedImageError

# An open file, Django's or Python's own.
Readable = Any
Look = Callable[[Readable], bool]
PACKAGE = "[Content_Types].xml"
BOMS = (b"\xff\xfe", b"\xfe\xff")
# How programs and other formats begin; none of them is a text.
NO_TEXT = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"%PDF-", b"\xca\xfe\xba\xbe", b"\x1f\x8b", b"#!")
HEAD_BYTES, TAIL_BYTES, CHUNK_BYTES = 4096, 2048, 1 << 20
NO_PICTURE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)


class TooManyPixels(ValueError):
    """A picture that would fill the memory."""


def head_of(file: Readable) -> bytes:
    """Its first bytes."""
    file.seek(0)
    return bytes(file.read(HEAD_BYTES))


def tail_of(file: Readable) -> bytes:
    """Its last bytes."""
    file.seek(0, 2)
    file.seek(max(0, file.tell() - TAIL_BYTES))
    return bytes(file.read(TAIL_BYTES))


def begins_with(*marks: bytes) -> Look:
    """A test whether a file begins with one of these bytes."""
    return lambda file: head_of(file).startswith(marks)


def is_web_picture(file: Readable) -> bool:
    """WebP: a container of RIFF that says so."""
    head = head_of(file)
    return head.startswith(b"RIFF") and head[8:12] == b"WEBP"


def is_sound(file: Readable) -> bool:
    """A wave file."""
    head = head_of(file)
    return head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE"


def names_in(file: Readable) -> list[str]:
    """What a zip archive holds; nothing where it has no readable directory."""
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return []


def is_archive(file: Readable) -> bool:
    """A zip archive that holds something."""
    return bool(names_in(file))


def is_package(file: Readable) -> bool:
    """A document or workbook of Office: an archive that says so."""
    return PACKAGE in names_in(file)


def is_text(file: Readable) -> bool:
    """Text in any encoding: no null bytes (but in UTF-16, which marks itself), and no other format's beginning."""
    head = head_of(file)
    if head.startswith(BOMS):
        return True
    file.seek(0)
    return not head.startswith(NO_TEXT) and all(
        b"\x00" not in part for part in iter(lambda: file.read(CHUNK_BYTES), b"")
    )


def is_markup(file: Readable) -> bool:
    """XML: text whose first sign is a bracket."""
    head = head_of(file)[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    page = head[:15].lower().startswith((b"<!doctype html", b"<html"))
    return head.startswith(b"<") and not page and is_text(file)


def is_captions(file: Readable) -> bool:
    """WebVTT says so in its first line."""
    return head_of(file).replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").startswith(b"WEBVTT") and is_text(file)


def ends_as_pdf(file: Readable) -> bool:
    """Is the mark there that a PDF ends with?"""
    return b"%%EOF" in tail_of(file)


def decodes_as(form: str) -> Look:
    """A test whether a picture of this form of Pillow's can be decoded to its last line."""

    def decode(file: Readable) -> bool:
        try:
            with open_picture(file, [form], MAX_PIXELS) as picture:
                picture.load()
        except TooManyPixels:
            raise
        except NO_PICTURE:
            return False
        return True

    return decode


MAX_PIXELS = 80_000_000


def open_picture(file: Readable, forms: list[str], max_pixels: int) -> Image.Image:
    """The picture, not yet decoded. Raises TooManyPixels, and those of NO_PICTURE."""
    file.seek(0)
    picture = Image.open(file, formats=forms)
    if picture.width * picture.height > max_pixels:
        raise TooManyPixels
    return picture

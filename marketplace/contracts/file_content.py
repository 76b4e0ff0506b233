"""Is a delivered file what its ending says? Looked at in its bytes: an ending is only a claim."""

import io
import zipfile
from collections.abc import Callable

PACKAGE = "[Content_Types].xml"
BOMS = (b"\xff\xfe", b"\xfe\xff")
# How programs and other formats begin; none of them is a text.
NO_TEXT = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"%PDF-", b"\xca\xfe\xba\xbe", b"\x1f\x8b", b"#!")


def begins(*marks: bytes) -> Callable[[bytes], bool]:
    """A test whether a file begins with one of these bytes."""
    return lambda content: content.startswith(marks)


def is_archive(content: bytes) -> bool:
    """A zip archive with a readable directory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return bool(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False


def is_package(content: bytes) -> bool:
    """A document or workbook of Office: an archive that says so."""
    if not is_archive(content):
        return False
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return PACKAGE in archive.namelist()


def is_text(content: bytes) -> bool:
    """Text in any encoding: no null bytes (but in UTF-16, which marks itself), and no other format's beginning."""
    return content.startswith(BOMS) or (b"\x00" not in content and not content.startswith(NO_TEXT))


def is_markup(content: bytes) -> bool:
    """XML: text whose first sign is a bracket."""
    head = content[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return (
        is_text(content) and head.startswith(b"<") and not head[:15].lower().startswith((b"<!doctype html", b"<html"))
    )


def is_captions(content: bytes) -> bool:
    """WebVTT says so in its first line."""
    return is_text(content) and content.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").startswith(b"WEBVTT")


def is_sound(content: bytes) -> bool:
    """A wave file."""
    return content[:4] in (b"RIFF", b"RF64") and content[8:12] == b"WAVE"


LOOKS: dict[str, Callable[[bytes], bool]] = {
    ".pdf": begins(b"%PDF-"), ".jpg": begins(b"\xff\xd8\xff"), ".jpeg": begins(b"\xff\xd8\xff"),
    ".png": begins(b"\x89PNG\r\n\x1a\n"), ".srt": is_text, ".vtt": is_captions, ".ttml": is_markup, ".xml": is_markup,
    ".ass": is_text, ".txt": is_text, ".csv": is_text, ".docx": is_package, ".xlsx": is_package, ".zip": is_archive,
    ".wav": is_sound,
}  # fmt: skip


def is_what_it_says(content: bytes, ending: str) -> bool:
    """Do the bytes fit the ending (".srt", in lower case)?"""
    return ending in LOOKS and LOOKS[ending](content)

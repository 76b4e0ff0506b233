"""The kinds of files that are known: by which endings they go, how their bytes are told, as what they are handed out."""

from collections.abc import Callable
from dataclasses import dataclass

from marketplace.files import looks
from marketplace.files.looks import Look, Readable


def take_all(_file: Readable) -> bool:
    return True


@dataclass(frozen=True)
class Kind:
    """One kind. `looks`: do the bytes begin as this kind does? `is_whole`: do they end as it does?

    A browser shows it in a window of its own only where `shown`; all others it must save.
    """

    endings: tuple[str, ...]
    content_type: str
    looks: Look
    is_whole: Callable[[Readable], bool] = take_all
    shown: bool = False

    @property
    def key(self) -> str:
        """What it is called in the database: its usual ending without the dot."""
        return self.endings[0][1:]


OFFICE = "application/vnd.openxmlformats-officedocument."
PDF = Kind((".pdf",), "application/pdf", looks.begins_with(b"%PDF-"), looks.ends_as_pdf, shown=True)
JPEG = Kind((".jpg", ".jpeg"), "image/jpeg", looks.begins_with(b"\xff\xd8\xff"), looks.decodes_as("JPEG"), shown=True)
PNG = Kind((".png",), "image/png", looks.begins_with(b"\x89PNG\r\n\x1a\n"), looks.decodes_as("PNG"), shown=True)
WEBP = Kind((".webp",), "image/webp", looks.is_web_picture, looks.decodes_as("WEBP"), shown=True)
XLSX = Kind((".xlsx",), f"{OFFICE}spreadsheetml.sheet", looks.is_package)
XLSM = Kind((".xlsm",), "application/vnd.ms-excel.sheet.macroEnabled.12", looks.is_package)
DOCX = Kind((".docx",), f"{OFFICE}wordprocessingml.document", looks.is_package)
XML = Kind((".xml",), "application/xml", looks.is_markup)
CSV = Kind((".csv",), "text/csv; charset=utf-8", looks.is_text)
TEXT = Kind((".txt",), "text/plain", looks.is_text)
ZIP = Kind((".zip",), "application/zip", looks.is_archive)
WAVE = Kind((".wav",), "audio/wav", looks.is_sound)
SUBRIP = Kind((".srt",), "application/x-subrip", looks.is_text)
WEBVTT = Kind((".vtt",), "text/vtt", looks.is_captions)
TTML = Kind((".ttml",), "application/ttml+xml", looks.is_markup)
SUBSTATION = Kind((".ass",), "text/x-ssa", looks.is_text)
JSON = Kind((".json",), "application/json", looks.is_text)
CERTIFICATE = Kind((".pem",), "application/x-pem-file", looks.is_text)
BINARY = Kind((".bin",), "application/octet-stream", take_all)

KINDS = {
    kind.key: kind
    for kind in (
        PDF,
        JPEG,
        PNG,
        WEBP,
        XLSX,
        XLSM,
        DOCX,
        XML,
        CSV,
        TEXT,
        ZIP,
        WAVE,
        SUBRIP,
        WEBVTT,
        TTML,
        SUBSTATION,
        JSON,
        CERTIFICATE,
        BINARY,
    )
}

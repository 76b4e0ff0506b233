"""H19: a delivered file is what its ending says, or it is refused at its field."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from marketplace.files.accept import FileRefused, accept_file
from marketplace.files.policies import DELIVERY


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


RIGHT = {
    ".pdf": b"%PDF-1.7 x", ".jpg": b"\xff\xd8\xff\xe0", ".jpeg": b"\xff\xd8\xff\xe1", ".png": b"\x89PNG\r\n\x1a\nx",
    ".srt": "1\n00:00:01,000 --> 00:00:02,000\nสวัสดี\n".encode("tis-620"), ".vtt": b"\xef\xbb\xbfWEBVTT\n", ".ass": "[Script Info]".encode("utf-16"),
    ".ttml": b'<?xml version="1.0"?><tt/>', ".xml": "\ufeff<a/>".encode(), ".txt": "你好".encode("gb18030"), ".csv": b"a,b",
    ".docx": archive("[Content_Types].xml"), ".xlsx": archive("[Content_Types].xml", "xl/workbook.xml"), ".zip": archive("a.srt"),
    ".wav": b"RIFF\x00\x00\x00\x00WAVEfmt ",
}  # fmt: skip
WRONG = {
    ".zip": b"PK not really", ".docx": archive("a.txt"), ".xlsx": b"MZ", ".pdf": b"<html>%PDF-", ".jpg": b"GIF89a", ".png": b"",
    ".srt": b"MZ\x90\x00", ".txt": b"\x7fELF", ".csv": b"a\x00b", ".vtt": b"1\n00:00", ".xml": b"<!DOCTYPE html><html>", ".ttml": b"{}",
    ".wav": b"RIFFxxxxAVI ", ".ass": b"PK\x03\x04", ".jpeg": b"%PDF-", ".exe": b"MZ",
}  # fmt: skip
SAID = {
    ".exe": "Send one of these: .ass .csv .docx .jpeg .jpg .pdf .png .srt .ttml .txt .vtt .wav .xlsx .xml .zip."
    " Larger works go by link."
}


def test_every_kind_that_is_taken_is_looked_into() -> None:
    assert RIGHT.keys() == {*DELIVERY.endings}
    assert RIGHT.keys() <= WRONG.keys()


@pytest.mark.parametrize("ending", RIGHT)
def test_h19_what_is_right_is_taken(ending: str) -> None:
    taken = accept_file(SimpleUploadedFile(f"a{ending.upper()}", RIGHT[ending]), DELIVERY)
    assert (ending in taken.kind.endings, taken.name, taken.read_bytes()) == (True, f"a{ending.upper()}", RIGHT[ending])


@pytest.mark.parametrize("ending", WRONG)
def test_h19_what_only_calls_itself_so_is_refused(ending: str) -> None:
    with pytest.raises(FileRefused) as refused:
        accept_file(SimpleUploadedFile(f"a{ending}", WRONG[ending] or b"GIF89a"), DELIVERY)
    said = SAID.get(ending, f"This file is no {ending} inside. Save it again in that form.")
    assert refused.value.errors == {"file": [said]}

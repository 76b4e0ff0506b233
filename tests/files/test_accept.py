"""What is taken: kind, size and name are told from what was sent, in one place for all forms."""

import hashlib
import io
import os
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from PIL import Image

from marketplace.files import looks
from marketplace.files.accept import FileRefused, accept_file
from marketplace.files.kinds import JPEG, PDF, PNG
from marketplace.files.policies import DELIVERY, IMPORT, PAPER, PICTURE, Policy
from tests.accounts.papers import PDF as WHOLE
from tests.accounts.papers import pdf, picture


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def refusal(file: Any, policy: Policy, **options: str) -> dict[str, list[str]]:
    with pytest.raises(FileRefused) as refused:
        accept_file(file, policy, **options)
    assert (refused.value.code, refused.value.status) == ("file_refused", 422)
    return refused.value.errors


def test_a_file_is_told_from_its_bytes_and_measured() -> None:
    taken = accept_file(pdf("Register.PDF"), PAPER)
    assert (taken.kind, taken.name, taken.size) == (PDF, "Register.PDF", len(WHOLE))
    assert (taken.sha256, taken.read_bytes()) == (hashlib.sha256(WHOLE).hexdigest(), WHOLE)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("scan.exe", "scan.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\papers\\合同.pdf", "合同.pdf"),
        ("slip\u202efdp.html", "slipfdp.pdf"),
        ("", "document.pdf"),
        (" .pdf", ".pdf.pdf"),
        ("x" * 300 + ".pdf", "x" * 180 + ".pdf"),
    ],
)
def test_the_name_shown_has_no_folders_no_signs_that_turn_it_and_a_true_ending(name: str, shown: str) -> None:
    file = pdf()
    vars(file)["_name"] = name  # as a parser might leave it: Django's own drops folders
    assert accept_file(file, PAPER).name == shown


@pytest.mark.parametrize(
    ("policy", "name", "content", "said"),
    [
        (PAPER, "a.pdf", b"", "The file is empty."),
        (PAPER, "a.pdf", b"MZ", "This file is not a readable PDF, JPEG or PNG. Send the scan in one of these forms."),
        (PAPER, "a.pdf", b"%PDF-1.7 x", "This PDF breaks off before its end. Save it again and send the whole file."),
        (
            PAPER,
            "a.png",
            b"\x89PNG\r\n\x1a\n",
            "This file is not a readable PDF, JPEG or PNG. Send the scan in one of these forms.",
        ),
        (PICTURE, "a.png", WHOLE, "This file is not a picture we can read. Send JPEG, PNG or WebP."),
        (DELIVERY, "a.srt", b"MZ", "This file is no .srt inside. Save it again in that form."),
        (IMPORT, "a.pdf", WHOLE, "Send a workbook (.xlsx), Avails as XML (.xml), or a list of titles as .csv."),
    ],
)
def test_what_is_not_taken_is_told_at_its_field(policy: Policy, name: str, content: bytes, said: str) -> None:
    assert refusal(sent(name, content), policy, field="slip") == {"slip": [said]}


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        (PAPER, "This file is larger than 10 MB. Send a smaller scan."),
        (PICTURE, "This picture is larger than 15 MB. Send a smaller one."),
        (DELIVERY, "This file is larger than 20 MB. Larger works go by link."),
        (IMPORT, "The file is larger than 60 MB. Split it and send the parts."),
    ],
)
def test_what_is_too_large_is_not_read(policy: Policy, said: str) -> None:
    big = TemporaryUploadedFile("a.xml", "application/xml", policy.max_bytes + 1, None)
    os.truncate(big.temporary_file_path(), policy.max_bytes + 1)
    assert refusal(big, policy) == {"file": [said]}
    assert big.tell() == 0


def test_who_lies_about_the_size_is_found_out_after_one_byte_too_many() -> None:
    file, small = sent("a.pdf", WHOLE + bytes(1000)), replace(PAPER, max_bytes=len(WHOLE))
    file.size = 10
    assert refusal(file, small) == {"file": ["This file is larger than 10 MB. Send a smaller scan."]}
    assert file.tell() == len(WHOLE) + 1
    assert accept_file(pdf(), small).size == len(WHOLE)


def test_a_picture_that_would_fill_the_memory_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looks, "MAX_PIXELS", 40 * 30 - 1)
    assert refusal(picture(), PAPER) == {"file": ["This picture has too many pixels. Send a smaller scan."]}
    monkeypatch.undo()
    assert accept_file(picture(), PAPER).kind is PNG


def test_a_picture_cut_off_is_refused_where_it_must_be_whole_and_only_there() -> None:
    out = io.BytesIO()
    Image.effect_noise((200, 200), 90).save(out, "JPEG")
    assert "not a readable" in refusal(sent("a.jpg", out.getvalue()[:-2000]), PAPER)["file"][0]
    assert accept_file(sent("a.jpg", out.getvalue()[:-2000]), DELIVERY).kind is JPEG

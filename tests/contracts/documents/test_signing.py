import os
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from marketplace.contracts.documents.authority import Authority, open_authority
from marketplace.contracts.documents.layout import SIGNATURE_BOXES, Side
from marketplace.contracts.documents.rendering import render_contract
from marketplace.contracts.documents.signing import AlreadySigned, SignatureCheck, apply_signature, check_signatures
from tests.contracts.documents.samples import CONTRACT, FONTS

FIRST, SECOND = datetime(2026, 11, 23, 4, 0, tzinfo=UTC), datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
NAMES = {"licensor": "อนา ศรีใส", "licensee": "林波"}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return open_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return render_contract(CONTRACT, fonts=FONTS)


@pytest.fixture(scope="module")
def signed(unsigned: bytes, authority: Authority) -> bytes:
    """By both, the licensor first."""
    once = sign(unsigned, authority, "licensor", FIRST)
    return sign(once, authority, "licensee", SECOND)


def sign(
    pdf: bytes, authority: Authority, side: Side, at: datetime, name: str = "", sealed_at: datetime | None = None
) -> bytes:
    return apply_signature(
        pdf,
        authority=authority,
        side=side,
        name=name or NAMES[side],
        organisation="Saphan Pictures",
        email="someone@example.test",
        territory="TH",
        reason="Agreement MN-C-26-0007",
        signed_at=at,
        fonts=FONTS,
        sealed_at=sealed_at,
    )


def drawn_anew(pdf: bytes) -> bytes:
    """The first page replaced by another, as an increment: no signed byte is touched."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    while "/Kids" in page:
        page = page["/Kids"][0].get_object()
    page["/Contents"] = writer.add_object(StreamObject(stream_data=b"0 0 100 100 re f"))
    writer.update_container(page)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]  # the library left it without types
    return out.getvalue()


def test_both_signatures_hold(signed: bytes, authority: Authority) -> None:
    assert check_signatures(signed, authority) == [
        SignatureCheck("อนา ศรีใส", intact=True, trusted=True, entire=True, side="licensor", stamped_at=FIRST),
        SignatureCheck("林波", intact=True, trusted=True, entire=True, side="licensee", stamped_at=SECOND),
    ]


def test_the_licensee_may_sign_first(unsigned: bytes, authority: Authority) -> None:
    pdf = sign(sign(unsigned, authority, "licensee", FIRST), authority, "licensor", SECOND)
    assert [(c.side, c.intact, c.trusted, c.entire) for c in check_signatures(pdf, authority)] == [
        ("licensee", True, True, True),
        ("licensor", True, True, True),
    ]


def test_another_program_finds_them_valid_too(signed: bytes, tmp_path: Path) -> None:
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
    out = subprocess.run(["pdfsig", str(path)], capture_output=True, check=False, env=home)
    assert out.stdout.decode().count("Signature is Valid") == 2
    assert out.stdout.decode().count("ETSI.CAdES.detached") == 2
    assert out.stdout.decode().count("Total document signed") == 1  # the last one covers everything


def test_signing_only_appends(unsigned: bytes, signed: bytes) -> None:
    assert signed.startswith(unsigned)


def test_each_signature_lies_in_its_box(signed: bytes, authority: Authority) -> None:
    rectangles = [" ".join(str(edge) for edge in box.in_pdf) for box in SIGNATURE_BOXES.values()]
    assert rectangles == ["51 474 289 586", "306 474 544 586"]
    assert [rectangle.encode() in signed for rectangle in rectangles] == [True, True]


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_one_flipped_byte_is_noticed(unsigned: bytes, signed: bytes, authority: Authority, part: float) -> None:
    place = unsigned.index(b"stream\n", int(len(unsigned) * part)) + 20
    broken = bytearray(signed)
    broken[place] ^= 1
    checks = check_signatures(bytes(broken), authority)
    assert [(check.intact, check.trusted, check.entire) for check in checks] == [(False, False, False)] * 2


def test_no_flipped_byte_anywhere_leaves_both_intact(signed: bytes, authority: Authority) -> None:
    for place in range(1000, len(signed), len(signed) // 12):
        broken = bytearray(signed)
        broken[place] ^= 1
        assert [check.intact for check in check_signatures(bytes(broken), authority)] != [True, True], place


def test_bytes_added_after_the_last_signature_are_noticed(signed: bytes, authority: Authority) -> None:
    extra = b"\n1 0 obj\n<< >>\nendobj\n"
    checks = check_signatures(signed + extra, authority)
    assert [(check.intact, check.trusted, check.entire) for check in checks] == [(True, True, False)] * 2


def test_a_page_drawn_anew_after_both_signed_is_noticed(signed: bytes, authority: Authority) -> None:
    assert [check.entire for check in check_signatures(drawn_anew(signed), authority)] == [False, False]


def test_a_page_drawn_anew_between_the_signatures_is_noticed(unsigned: bytes, authority: Authority) -> None:
    changed = drawn_anew(sign(unsigned, authority, "licensor", FIRST))
    checks = check_signatures(sign(changed, authority, "licensee", SECOND), authority)
    assert [(check.side, check.intact, check.entire) for check in checks] == [
        ("licensor", True, False),
        ("licensee", True, True),
    ]


def test_the_time_stamp_is_of_the_moment_of_sealing(unsigned: bytes, authority: Authority) -> None:
    pdf = sign(unsigned, authority, "licensor", FIRST, sealed_at=SECOND)
    assert check_signatures(pdf, authority) == [
        SignatureCheck("อนา ศรีใส", intact=True, trusted=True, entire=True, side="licensor", stamped_at=SECOND)
    ]
    (embedded,) = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    assert embedded.self_reported_timestamp == FIRST  # what the signature itself says is the person's time


def test_signatures_of_another_authority_are_not_trusted(signed: bytes, tmp_path: Path) -> None:
    stranger = open_authority(tmp_path)
    assert [(check.intact, check.trusted) for check in check_signatures(signed, stranger)] == [
        (True, False),
        (True, False),
    ]


def test_a_side_signs_once(signed: bytes, authority: Authority) -> None:
    with pytest.raises(AlreadySigned):
        sign(signed, authority, "licensor", SECOND)


@pytest.mark.parametrize(
    "name",
    ["ស្រី ពៅ", "ບຸນມີ", "မောင်မောင်", "Nguyễn Thị Hạnh", "ஆனந்த்", '#read("/etc/passwd")', "ก" * 120, "𒀀 x", "x" * 120],
)
def test_anybody_can_sign_in_any_script(unsigned: bytes, authority: Authority, name: str) -> None:
    (check,) = check_signatures(sign(unsigned, authority, "licensor", FIRST, name), authority)
    assert (check.name, check.intact, check.trusted, check.entire) == (name, True, True, True)


def test_an_unsigned_file_and_a_file_that_is_none_have_no_signatures(unsigned: bytes, authority: Authority) -> None:
    assert check_signatures(unsigned, authority) == []
    assert check_signatures(b"%PDF-x", authority) == []

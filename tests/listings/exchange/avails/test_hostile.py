"""Files that are not Avails, pretend to be, or mean harm: each is refused with its reason, and quickly."""

import struct
import zipfile
from pathlib import Path

import pytest

from listings.exchange.avails import read_avails
from tests.listings.exchange.avails.making import FILM, archive, with_sheet, workbook, xml_file, xml_text

DOCTYPE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><avails:AvailList'
SHEET_END = b"</sheetData>"
ROW = b'<row r="%d"><c r="%s"><v>1</v></c></row>'


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return workbook(tmp_path / "good.xlsx", [FILM])


def refusal(path: Path, *, name: str = "") -> str:
    """The rule by which the whole file is refused; exactly one, and no rows."""
    document = read_avails(path, name=name)
    assert document.refused()
    assert document.rows == ()
    (found,) = [one for one in document.findings if one.row == 0]
    assert str(found.message).endswith((".", "!"))
    return found.rule


def sheet_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as packed:
        return packed.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("empty.xlsx", b"", "file-empty"),
        ("words.txt", b"hello", "file-kind"),
        ("paper.pdf", b"%PDF-1.7", "file-kind"),
        ("table.xlsx", b"ALID,Territory\n1,TH\n", "file-kind"),
        ("page.xls", b"<html><table></table></html>", "file-is-xml"),
        ("page.xml", b"<html><body></body></html>", "xml-root"),
        ("old.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "file-old"),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9000) + "EncryptedPackage".encode("utf-16-le"),
            "file-encrypted",
        ),
        ("broken.xlsx", b"PK\x03\x04" + bytes(100), "file-damaged"),
    ],
)
def test_a_file_that_is_no_avails_is_refused_with_the_reason(
    tmp_path: Path, name: str, content: bytes, rule: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    assert refusal(path) == rule


def test_a_very_large_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    with path.open("wb") as file:
        file.truncate(101 * 2**20)

    assert refusal(path) == "file-size"


def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path: Path, good: Path) -> None:
    as_xml = tmp_path / "good.xml"
    as_xml.write_bytes(good.read_bytes())

    assert refusal(as_xml) == "file-is-workbook"
    assert refusal(good, name="avails.xml") == "file-is-workbook"
    assert refusal(xml_file(tmp_path / "a.xml", xml_text()), name="avails.xlsx") == "file-is-xml"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("word/document.xml", "This is a Word document, not an Excel workbook."),
        ("content.xml", "This is an OpenDocument file, not an Excel workbook."),
        ("xl/workbook.bin", "This is an Excel workbook in the binary form .xlsb."),
        ("inner.xlsx", "This is a ZIP archive, not an Excel workbook."),
    ],
)
def test_another_kind_of_archive_is_named(tmp_path: Path, part: str, said: str) -> None:
    document = read_avails(archive(tmp_path / "other.xlsx", {part: b"<x/>"}))

    assert [str(found.message) for found in document.findings] == [said]


def test_a_truncated_workbook_is_damaged(tmp_path: Path, good: Path) -> None:
    short = tmp_path / "short.xlsx"
    short.write_bytes(good.read_bytes()[:-100])

    assert refusal(short) == "file-damaged"


def test_a_sheet_cut_off_in_the_middle_is_damaged(tmp_path: Path, good: Path) -> None:
    assert refusal(with_sheet(tmp_path / "cut.xlsx", good, sheet_of(good)[:-40])) == "file-damaged"


def test_ten_million_empty_rows_are_not_read(tmp_path: Path, good: Path) -> None:
    sheet = sheet_of(good).replace(SHEET_END, b"<row/>" * 10_000_000 + SHEET_END)

    assert refusal(with_sheet(tmp_path / "rows.xlsx", good, sheet)) == "file-rows"


def test_parts_of_one_byte_repeated_are_a_bomb(tmp_path: Path, good: Path) -> None:
    with zipfile.ZipFile(good) as old:
        parts = {part.filename: old.read(part) for part in old.infolist()}

    assert refusal(archive(tmp_path / "bomb.xlsx", parts | {"xl/media/x.bin": bytes(100 * 2**20)})) == "file-bomb"


def test_a_part_that_is_larger_than_it_says_is_a_bomb(tmp_path: Path, good: Path) -> None:
    raw = bytearray(good.read_bytes())
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):  # both places say how large a part is
        start = 0
        while (start := raw.find(mark, start)) >= 0:
            raw[start + offset : start + offset + 4] = struct.pack("<I", 10)
            start += 4
    path = tmp_path / "liar.xlsx"
    path.write_bytes(raw)

    assert refusal(path) == "file-bomb"


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (ROW % (1048576, b"XFD1048576"), "file-rows"),
        (ROW % (900_000, b"EZ900000"), "file-cells"),
        (ROW % (9, b"XFD99999"), "file-cells"),
        (ROW % (9, b"ZZZZZZZ99999999999"), "file-damaged"),
        (ROW % (9, b"xfd1000000"), "file-damaged"),
        (ROW % (9, b"&#88;FD1000000"), "file-damaged"),
        (b'<row r="9"><c\nr\n=\n"XFD1000000"><v>1</v></c></row>', "file-damaged"),
        (b"<row r='9'><c r='XFD99999'><v>1</v></c></row>", "file-cells"),
        (b'<row r="9"><c r="XFD99999" x="/>"><v>1</v></c></row>', "file-cells"),
        (b'<row r="999999">' + b"<c><v>1</v></c>" * 16_000 + b"</row>", "file-cells"),
    ],
)
def test_one_cell_far_away_does_not_take_all_memory(tmp_path: Path, good: Path, row: bytes, rule: str) -> None:
    sheet = sheet_of(good).replace(SHEET_END, row + SHEET_END)

    assert refusal(with_sheet(tmp_path / "far.xlsx", good, sheet)) == rule


def test_a_sheet_kept_elsewhere_is_counted_too(tmp_path: Path, good: Path) -> None:
    sheet = sheet_of(good).replace(SHEET_END, ROW % (9, b"XFD99999") + SHEET_END)
    with zipfile.ZipFile(good) as old:
        parts = {part.filename: old.read(part) for part in old.infolist()}

    assert refusal(archive(tmp_path / "else.xlsx", parts | {"xl/elsewhere/a.dat": sheet})) == "file-cells"


def test_a_long_text_in_very_many_cells_is_not_copied_into_each(tmp_path: Path, good: Path) -> None:
    text = "x" * 30_000
    path = workbook(tmp_path / "long.xlsx", [FILM | {"AvailTrans/Description": text}])
    shared = sheet_of(path)
    cell = shared[shared.rfind(b"<c r=") : shared.rfind(b"</c>") + 4]
    index = cell[cell.find(b"<v>") + 3 : cell.find(b"</v>")]
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>%s</v></c></row>' % (n, n, index) for n in range(5, 20_005))

    assert (
        refusal(with_sheet(tmp_path / "copies.xlsx", path, shared.replace(SHEET_END, rows + SHEET_END))) == "file-cells"
    )


def test_two_parts_of_one_name_are_refused(tmp_path: Path, good: Path) -> None:
    path = tmp_path / "twice.xlsx"
    path.write_bytes(good.read_bytes())
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/worksheets/Sheet1.xml", sheet_of(good))

    assert refusal(path) == "file-damaged"


def test_macros_are_not_run_and_the_person_is_told(tmp_path: Path, good: Path) -> None:
    with zipfile.ZipFile(good) as old:
        parts = {part.filename: old.read(part) for part in old.infolist()}
    document = read_avails(archive(tmp_path / "good.xlsm", parts | {"xl/vbaProject.bin": b"Sub AutoOpen()"}))

    assert len(document.rows) == 1
    assert [found.rule for found in document.findings] == ["file-macros"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (xml_text().replace("<avails:AvailList", "<!DOCTYPE x><avails:AvailList", 1), "xml-doctype"),
        (xml_text().replace("<avails:AvailList", DOCTYPE, 1).replace("流浪地球", "&e;"), "xml-doctype"),
        (xml_text().replace("流浪地球", "&e;"), "xml-broken"),
        (xml_text().replace("v2.6/avails", "v3.0/avails"), "xml-namespace"),
        (xml_text().replace("v2.6/avails", "v2.1/avails"), "xml-namespace"),
        ("<AvailList/>", "xml-namespace"),
        (xml_text().replace("AvailList", "OfferStatusList"), "xml-root"),
        (xml_text()[:-30], "xml-broken"),
        (xml_text() + "<x/>", "xml-broken"),
        (xml_text().replace("流浪地球", "\x00"), "xml-broken"),
        (xml_text().replace("流浪地球", "<a>" * 5000 + "</a>" * 5000), "xml-large"),
        (xml_text().replace("流浪地球", "x" * 11_000_000), "xml-large"),
        (xml_text().split("<avails:Avail>")[0] + "</avails:AvailList>", "rows-none"),
    ],
    ids=range(13),
)
def test_broken_or_dangerous_xml_is_refused(tmp_path: Path, text: str, rule: str) -> None:
    assert refusal(xml_file(tmp_path / "a.xml", text)) == rule


def test_bytes_in_another_encoding_than_stated_are_broken_xml(tmp_path: Path) -> None:
    assert refusal(xml_file(tmp_path / "a.xml", xml_text(), "gbk")) == "xml-broken"
    stated = xml_text().replace("UTF-8", "GBK")
    assert refusal(xml_file(tmp_path / "b.xml", stated, "gbk")) == "xml-encoding"


@pytest.mark.parametrize(("stated", "encoding"), [("UTF-16", "utf-16"), ("UTF-8", "utf-8-sig")])
def test_xml_in_other_encodings_of_unicode_is_read(tmp_path: Path, stated: str, encoding: str) -> None:
    document = read_avails(xml_file(tmp_path / "a.xml", xml_text().replace("UTF-8", stated), encoding))

    assert [row.alid for row in document.rows] == ["md:alid:org:huaxia.example:1001"]


def test_files_that_xml_asks_to_include_are_not_read(tmp_path: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    document = read_avails(xml_file(tmp_path / "a.xml", xml_text().replace("The Wandering Earth", include)))

    assert "root:" not in repr(document)
    assert document.rows == ()

"""Our own sheet says everything that a record says, in either language, and reads back equal."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from django.db.backends.postgresql.psycopg_any import DateRange
from python_calamine import CalamineWorkbook

from accounts.actors import Actor
from listings.exchange.avails.model import Finding, Severity
from listings.exchange.own_sheet import Row, read_own_sheet, rows_of, write_rows, write_sheet, write_template
from listings.exchange.own_sheet.columns import COLUMNS, EN, ZH
from listings.models import Cut, Programme
from listings.states import Binds, Grade, Purpose
from marketplace.kit.periods import Period
from marketplace.vocabularies import grades, languages, territories
from tests import factories
from tests.factories import NOW, right_in, right_out
from tests.worlds import shareable

WHOLE = Row(
    row=2, title_id="MN-TH-000001", title="ห้องแถว", kind="external", territories=frozenset({"TH", "VN"}),
    media=frozenset({"FTV"}), period=Period(date(2027, 3, 1), date(2029, 3, 1)), languages=frozenset({"th"}),
    uses=frozenset({"SUB"}), grade="S", runs=3, catch_up=7, cut="Airline", note="=2+2", licensee="云帆", record="out-7",
)  # fmt: skip


@pytest.fixture
@shareable
def full(programme: Programme, bo: Actor) -> Programme:
    """Every kind of record, with everything it can say."""
    cut = Cut.objects.create(work=programme.work, name="Festival cut")
    right_in(
        programme,
        territories=frozenset(territories.codes) - {"CN", "HK"},
        media=frozenset({"FTV", "PTV"}),
        exclusive=False,
        latest_end=date(2030, 1, 1),
        underlying_end=date(2031, 1, 1),
        underlying_note="เพลง",
        source="合同 7",
        key="avail-7",
        period=DateRange(date(2026, 1, 1), None),
    )
    right_out(
        programme, media=frozenset({"FTV"}), cut=cut, runs=6, catch_up_days=7, note="net", licensee=bo.organisation
    )
    right_out(programme, territories=frozenset({"VN"}), grade=Grade.EXCLUSIVE, uses=frozenset({"SUB", "DUB"}))
    right_out(
        programme,
        purpose=Purpose.OPTION,
        territories=frozenset({"MY"}),
        expires_at=datetime(2026, 12, 24, 9, 30, 15, 7, tzinfo=UTC),
    )
    right_out(programme, purpose=Purpose.HOLDBACK, grade=Grade.HOLDBACK, media=frozenset({"AVOD"}))
    right_out(programme, purpose=Purpose.HOLDBACK, grade=Grade.TERM, binds=Binds.LICENSEE)
    right_out(programme, purpose=Purpose.OWN_USE, grade=Grade.OWN, media=frozenset({"AIR"}))
    return programme


def written(tmp_path: Path, *lines: list[str]) -> Path:
    with xlsxwriter.Workbook(str(tmp_path / "own.xlsx")) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, line)
    return tmp_path / "own.xlsx"


def cells(**texts: str) -> tuple[list[str], list[str]]:
    """Header and one row: a good record, with some cells changed."""
    good = {
        "title_id": "MN-TH-000001",
        "kind": "Licensed elsewhere",
        "territories": "TH",
        "media": "SVOD",
        "start": "2027-03-01",
        "end": "2029-02-28",
        "grade": "Exclusive",
    }
    named = {column.key: column.header[EN] for column in COLUMNS}
    row = {key: text for key, text in (good | texts).items() if text}
    return [named[key] for key in row], list(row.values())


def faults(found: list[Finding]) -> list[tuple[int, str, str, str]]:
    return [(one.row, one.column, one.value, one.rule) for one in found]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_everything_that_is_recorded_reads_back_equal(full: Programme, language: str, tmp_path: Path) -> None:
    write_sheet([full], tmp_path / "own.xlsx", language, at=NOW)
    rows, found = read_own_sheet(tmp_path / "own.xlsx")
    assert found == []
    assert rows == rows_of([full], at=NOW)
    assert len(rows) == 8
    assert {row.kind for row in rows} == {"held", "external", "option", "holdback", "own_use"}
    assert [row.record for row in rows if row.kind == "held"][1] == "avail-7"


def test_headers_and_values_are_in_the_language_and_dates_include_the_last_day(tmp_path: Path) -> None:
    write_rows([WHOLE], tmp_path / "own.xlsx", "zh-hans")
    book = CalamineWorkbook.from_path(tmp_path / "own.xlsx")
    head, row = book.get_sheet_by_index(0).to_python()
    said = dict(zip(head, row, strict=True))
    assert book.sheet_names == ["权利", "说明"]
    assert head == [column.header[ZH] for column in COLUMNS]
    assert (said["记录类型"], said["许可性质"], said["语言使用方式"]) == ("已在他处授权", "独占（独家）", "字幕")
    assert (said["起始日"], said["截止日"]) == ("2027-03-01", "2029-02-28")
    assert said["备注"] == "=2+2"


def test_the_second_sheet_explains_every_column_and_code(tmp_path: Path) -> None:
    write_rows([], tmp_path / "own.xlsx", "en")
    lines = CalamineWorkbook.from_path(tmp_path / "own.xlsx").get_sheet_by_index(1).to_python()
    words = {str(line[0]) for line in lines}
    assert {column.header[EN] for column in COLUMNS} <= words
    assert {*territories.codes, *languages.codes, "SVOD"} <= words


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_template_has_two_examples_that_are_not_read(language: str, tmp_path: Path) -> None:
    write_template(tmp_path / "own.xlsx", language)
    lines = CalamineWorkbook.from_path(tmp_path / "own.xlsx").get_sheet_by_index(0).to_python()
    assert [line[0] for line in lines[1:]] == ["// MN-TH-004182", "// MN-TH-004182"]
    assert read_own_sheet(tmp_path / "own.xlsx") == ([], [])


def test_columns_may_stand_in_any_order_and_headers_in_both_languages(tmp_path: Path) -> None:
    head, row = cells(languages="Thai, 越南语", uses="字幕", territories="泰国, vn")
    turned = [{"Territories": "授权地区"}.get(one, one) for one in head]
    rows, found = read_own_sheet(written(tmp_path, ["My rights"], turned[::-1], row[::-1]))
    assert found == []
    assert rows[0].row == 3
    assert (rows[0].territories, rows[0].languages) == (frozenset({"TH", "VN"}), frozenset({"th", "vi"}))
    assert rows[0].uses == {"SUB"}


@pytest.mark.parametrize(
    ("word", "grade"),
    [
        ("排他", "E"),
        ("Sole", "E"),
        ("独占", "S"),
        ("Exclusive", "S"),
        ("普通", "N"),
        ("non-exclusive", "N"),
        ("s", "S"),
    ],
)
def test_grades_are_known_by_all_their_names(word: str, grade: str, tmp_path: Path) -> None:
    assert read_own_sheet(written(tmp_path, *cells(grade=word)))[0][0].grade == grade


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("许可性质", "独家"),
        ("Kind of licence", "独家"),
        ("独家性", "独家（排他）"),
        ("Exclusivity", "Exclusive"),
        ("Exclusivity", "Sole"),
    ],
)
def test_a_word_that_can_mean_two_things_is_asked_about(header: str, word: str, tmp_path: Path) -> None:
    """独家 is 独占 to a Chinese buyer; older sheets said sole and exclusive the other way round."""
    head, row = cells(grade=word)
    head = [header if one in ("Kind of licence", "许可性质") else one for one in head]
    rows, found = read_own_sheet(written(tmp_path, head, row))
    assert rows == []
    assert [one.rule for one in found] == ["own-grade"]
    assert str(found[0].message).startswith(f"“{word}” can mean two things. ")
    for code in "SE":
        assert grades.grade_definition(code, "en") in str(found[0].message)


def test_what_is_not_said_of_languages_is_all_of_them(tmp_path: Path) -> None:
    rows, _found = read_own_sheet(written(tmp_path, *cells(territories="All", without="CN, HK", media="全部")))
    assert rows[0].languages == frozenset(languages.codes)
    assert rows[0].uses == {"ORIG", "SUB", "DUB", "VO"}
    assert rows[0].territories == frozenset(territories.codes) - {"CN", "HK"}
    assert len(rows[0].media) == 20


def test_an_open_end_must_be_written(tmp_path: Path) -> None:
    assert read_own_sheet(written(tmp_path, *cells(end="Open")))[0][0].period == Period(date(2027, 3, 1), None)
    assert faults(read_own_sheet(written(tmp_path, *cells(end="")))[1])[0][3] == "own-column-missing"


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        ({"territories": "TH, MYS"}, ("territories", "MYS", "own-code")),
        ({"media": "SVOD, Streaming"}, ("media", "Streaming", "own-code")),
        ({"media": ","}, ("media", ",", "own-needed")),
        ({"territories": "，、"}, ("territories", "，、", "own-needed")),
        ({"kind": "Sold"}, ("kind", "Sold", "own-value")),
        ({"grade": "Very"}, ("grade", "Very", "own-value")),
        ({"uses": "Singing"}, ("uses", "Singing", "own-value")),
        ({"start": "01/03/2027"}, ("start", "01/03/2027", "date-unclear")),
        ({"start": "2027-02-30"}, ("start", "2027-02-30", "date-impossible")),
        ({"start": "1900-01-01"}, ("start", "1900-01-01", "own-day")),
        ({"end": "2027-02-01"}, ("end", "2027-02-01", "own-end")),
        ({"runs": "0"}, ("runs", "0", "own-number")),
        ({"catch_up": "a week"}, ("catch_up", "a week", "own-number")),
        ({"media": "FTV", "runs": "32768"}, ("runs", "32768", "own-number")),
        ({"media": "FTV", "catch_up": "366"}, ("catch_up", "366", "own-number")),
        ({"runs": "3"}, ("runs", "3", "own-linear")),
        ({"grade": "", "note": "x"}, ("grade", "", "own-needed")),
        ({"kind": "Holdback", "grade": ""}, ("binds", "", "own-needed")),
        ({"kind": "Right held", "latest_end": "2027-02-28"}, ("latest_end", "2027-02-28", "own-too-early")),
        ({"kind": "Right held", "source": "x" * 121}, ("source", "x" * 121, "own-long")),
        ({"kind": "Option", "expires": "2026-01-01"}, ("expires", "2026-01-01", "own-past")),
        ({"kind": "Option", "expires": "2500-01-01T10:00"}, ("expires", "2500-01-01T10:00", "own-day")),
        ({"note": "x" * 201}, ("note", "x" * 199 + "…", "own-long")),
        ({"without": "TH"}, ("without", "TH", "own-nothing-left")),
        ({"kind": "Option", "expires": "soon"}, ("expires", "soon", "own-moment")),
        ({"kind": "Holdback", "grade": "", "binds": "Nobody"}, ("binds", "Nobody", "own-value")),
    ],
)
def test_what_is_wrong_is_named_at_its_cell(texts: dict[str, str], fault: tuple[str, str, str], tmp_path: Path) -> None:
    rows, found = read_own_sheet(written(tmp_path, *cells(**texts)))
    assert rows == []
    assert (2, *fault) in faults(found)
    assert all(str(one.message) and str(one.fix) for one in found)


def test_a_thai_year_is_read_and_said(tmp_path: Path) -> None:
    rows, found = read_own_sheet(written(tmp_path, *cells(start="2570-03-01")))
    assert rows[0].period.start == date(2027, 3, 1)
    assert faults(found) == [(2, "start", "2570-03-01", "date-buddhist")]


def test_a_code_that_is_nearly_right_is_offered_rightly(tmp_path: Path) -> None:
    _rows, found = read_own_sheet(written(tmp_path, *cells(territories="THA")))
    assert str(found[0].message) == "“THA” is not a code here."
    assert str(found[0].fix) == "Write “TH”."


def test_cells_that_say_nothing_for_a_kind_of_record_only_warn(tmp_path: Path) -> None:
    rows, found = read_own_sheet(written(tmp_path, *cells(kind="Own use", binds="Licensor", source="A-1")))
    assert {(one.column, one.rule, one.severity) for one in found} == {
        ("grade", "own-not-for", Severity.WARNING),
        ("binds", "own-not-for", Severity.WARNING),
        ("source", "own-not-for", Severity.WARNING),
    }
    assert (rows[0].grade, rows[0].binds, rows[0].source) == ("", "", "")


def test_a_record_stands_in_one_row_only(tmp_path: Path) -> None:
    head, row = cells(record="out-7")
    rows, found = read_own_sheet(written(tmp_path, head, row, row))
    assert [one.row for one in rows] == [2]
    assert faults(found) == [(3, "record", "out-7", "own-twice")]


def test_missing_and_unknown_columns_are_named(tmp_path: Path) -> None:
    head, row = cells()
    rows, found = read_own_sheet(written(tmp_path, [*head[1:], "Colour"], [*row[1:], "red"]))
    assert rows == []
    assert faults(found) == [(1, "", "Colour", "own-column-unknown"), (0, "title_id", "", "own-column-missing")]


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 broken", b"<?xml version='1.0'?><a/>"])
def test_files_that_are_no_workbook_are_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "own.xlsx").write_bytes(content)
    rows, found = read_own_sheet(tmp_path / "own.xlsx")
    assert rows == []
    assert [(one.row, one.severity) for one in found] == [(0, Severity.ERROR)]


def test_a_workbook_with_other_columns_is_refused(tmp_path: Path) -> None:
    assert faults(read_own_sheet(written(tmp_path, ["A", "B"], ["1", "2"]))[1]) == [(0, "", "", "own-no-sheet")]


def test_real_dates_and_numbers_in_cells_are_understood(tmp_path: Path) -> None:
    head, row = cells(runs="3", media="FTV")
    with xlsxwriter.Workbook(str(tmp_path / "own.xlsx")) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, head)
        sheet.write_row(1, 0, row)
        sheet.write_datetime(1, head.index("First day"), datetime(2027, 3, 1), day)
        sheet.write_number(1, head.index("Runs"), 3)
    rows, found = read_own_sheet(tmp_path / "own.xlsx")
    assert found == []
    assert (rows[0].period.start, rows[0].runs) == (date(2027, 3, 1), 3)


def test_another_programmes_rights_are_not_in_the_sheet(full: Programme, ana: Actor, tmp_path: Path) -> None:
    other = factories.programme(ana.organisation, ana.user, "流浪的河")
    right_in(other)
    assert {row.title_id for row in rows_of([full], at=NOW)} == {full.public_id}
    write_rows([replace(WHOLE, title="สะพาน")], tmp_path / "own.xlsx", "en")
    assert read_own_sheet(tmp_path / "own.xlsx")[0][0].title == "สะพาน"

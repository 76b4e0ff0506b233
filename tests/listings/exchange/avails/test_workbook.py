"""How a workbook is read: its sheet and columns by their headers, its cells whatever their form."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter

from listings.exchange.avails import Reading, read_avails
from listings.exchange.avails.model import Asset, Document, Edge, Language, Term
from tests.listings.exchange.avails.making import FILM, changed, with_sheet, workbook

TODAY = date(2026, 6, 1)
COLUMNS = list(FILM)


def rules(document: Document) -> list[tuple[int, str, str, str]]:
    return [(one.row, one.column, one.value, one.rule) for one in document.findings]


def test_a_row_becomes_a_transaction(tmp_path: Path) -> None:
    row = FILM | {
        "AvailTrans/AllowedLanguages": "zh-Hans:subtitle, cmn:audio, en",
        "AvailTrans/TerritoryExclusion": "HK, MO",
        "AvailTrans/Territory": "ZZ",
        "AvailTrans/LicenseType": "VOD",
        "AvailTrans/PriceType": "WSP",
        "AvailTrans/PriceValue": 12.5,
        "AvailTrans/PriceCurrency": "CNY",
        "AvailTrans/RentalDuration": 48,
        "AvailTrans/Exclusive": True,
        "AvailTrans/Description": " A film ",
        "AvailMetadata/ReleaseYear": 2019,
    }
    (found,) = read_avails(workbook(tmp_path / "a.xlsx", [row]), today=TODAY).rows

    assert found.row == 4
    assert found.asset == Asset(
        "md:cid:org:huaxia.example:1001",
        "Movie",
        {"TitleInternalAlias": "The Wandering Earth"},
        {"ReleaseYear": "2019"},
    )
    assert (found.territories, found.excluded) == (("ZZ",), ("HK", "MO"))
    assert found.allowed == (Language("zh-Hans", "subtitle"), Language("cmn", "audio"), Language("en"))
    assert (found.start, found.end) == (Edge(datetime(2030, 1, 1)), Edge(datetime(2031, 12, 31, 23, 59, 59)))
    assert found.exclusive is True
    assert found.terms == (
        Term("WSP", "Money", "12.5", "CNY"),
        Term("RentalDuration", "Duration", "PT48H"),
        Term("Exclusive", "Boolean", "true"),
    )
    assert found.fields == {"Description": "A film"}


def test_dates_are_read_as_text_and_as_dates_alike(tmp_path: Path) -> None:
    typed = FILM | {"AvailTrans/Start": datetime(2030, 1, 1), "AvailTrans/End": datetime(2031, 12, 31)}
    exact = changed(FILM, Start="2030-01-01T06:00:00+08:00", End="2031-12-31T12:00:00Z", Territory="VN")
    document = read_avails(workbook(tmp_path / "a.xlsx", [typed, exact]), today=TODAY)

    assert document.cells[4]["AvailTrans/Start"] == "2030-01-01"
    assert document.rows[0].end == Edge(datetime(2031, 12, 31, 23, 59, 59))
    assert document.rows[1].start.at == datetime.fromisoformat("2030-01-01T06:00:00+08:00")
    assert document.rows[1].end.at == datetime.fromisoformat("2031-12-31T12:00:00Z")


def test_conditions_carry_their_lag(tmp_path: Path) -> None:
    row = changed(FILM, Start="Theatrical", StartLag="P90D", End="Open")
    (found,) = read_avails(workbook(tmp_path / "a.xlsx", [row]), today=TODAY).rows

    assert (found.start, found.end) == (Edge(None, "Theatrical", "P90D"), Edge(None, "Open"))


def test_a_run_time_cell_is_hours_and_minutes(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        clock = book.add_format({"num_format": "h:mm"})
        for index, (key, text) in enumerate({**FILM, "AvailMetadata/TotalRunTime": ""}.items()):
            group, _, name = key.partition("/")
            page.write(0, index, group)
            page.write(1, index, name)
            page.write(3, index, text)
        page.write_datetime(3, index, time(10, 0), clock)

    document = read_avails(path, today=TODAY)

    assert rules(document) == []
    assert document.rows[0].asset.fields["TotalRunTime"] == "10:00:00"


def test_columns_are_found_by_name_in_any_order(tmp_path: Path) -> None:
    document = read_avails(workbook(tmp_path / "a.xlsx", [FILM], columns=COLUMNS[::-1]), today=TODAY)

    assert document.columns == tuple(COLUMNS[::-1])
    assert [row.alid for row in document.rows] == [FILM["Avail/ALID"]]


def test_misspelt_headers_are_read_and_named(tmp_path: Path) -> None:
    row = {**FILM, "AvailTerms/ContractID": "C-1"}
    document = read_avails(workbook(tmp_path / "a.xlsx", [row]), today=TODAY)

    assert document.rows[0].contract_id == "C-1"
    assert rules(document) == [(2, "AvailTrans/ContractID", "AvailTerms/ContractID", "column-misspelt")]


def test_unknown_columns_are_named_and_left_out(tmp_path: Path) -> None:
    document = read_avails(workbook(tmp_path / "a.xlsx", [{**FILM, "Avail/Colour": "red"}]), today=TODAY)

    assert rules(document) == [(2, "Avail/Colour", "Avail/Colour", "column-unknown")]
    assert "Avail/Colour" not in document.cells[4]


def test_what_stands_in_a_column_without_a_header_is_named(tmp_path: Path) -> None:
    columns = [*COLUMNS[:3], "/", *COLUMNS[3:], "/ "]
    rows = [FILM, changed(FILM, Territory="VN") | {"/": "lost", "/ ": "lost too"}]
    document = read_avails(workbook(tmp_path / "a.xlsx", rows, columns=columns, note="1.7"), today=TODAY)

    assert len(document.rows) == 2
    assert rules(document) == [(2, "", "D", "column-nameless"), (2, "", "M", "column-nameless")]


def test_a_missing_column_refuses_the_file(tmp_path: Path) -> None:
    columns = [key for key in COLUMNS if key != "AvailTrans/Territory"]
    document = read_avails(workbook(tmp_path / "a.xlsx", [FILM], columns=columns), today=TODAY)

    assert document.refused()
    assert rules(document) == [(0, "AvailTrans/Territory", "AvailTrans/Territory", "column-missing")]


def test_a_column_that_is_there_twice_refuses_the_file(tmp_path: Path) -> None:
    document = read_avails(workbook(tmp_path / "a.xlsx", [FILM], columns=[*COLUMNS, "Avail/ALID"]), today=TODAY)

    assert rules(document) == [(0, "Avail/ALID", "Avail/ALID", "column-twice")]


def test_the_old_template_without_alid_is_refused(tmp_path: Path) -> None:
    columns = [key for key in COLUMNS if key != "Avail/ALID"]
    document = read_avails(workbook(tmp_path / "a.xlsx", [FILM], columns=columns), today=TODAY)

    assert rules(document) == [(0, "", "", "template-old")]


def test_the_bonus_layout_is_refused(tmp_path: Path) -> None:
    document = read_avails(workbook(tmp_path / "a.xlsx", [FILM], columns=[*COLUMNS, "Reference/RefALID"]), today=TODAY)

    assert rules(document) == [(0, "", "", "template-bonus")]


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    assert rules(read_avails(workbook(tmp_path / "a.xlsx", [{"Name/Name": "x"}]))) == [(0, "", "", "sheet-none")]


def test_the_sheet_is_chosen_by_its_headers_and_others_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Dictionary").write(0, 0, "Top Level Element")
        for sheet in ("Films", "More films"):
            page = book.add_worksheet(sheet)
            for index, (key, text) in enumerate(FILM.items()):
                for line, cell in ((0, key.partition("/")[0]), (1, key.partition("/")[2]), (3, text)):
                    page.write(line, index, cell)

    document = read_avails(path, today=TODAY)

    assert len(document.rows) == 1
    assert [(one.rule, one.value, one.params["other"]) for one in document.findings] == [
        ("sheet-several", "Films", "More films")
    ]


def test_blank_rows_and_notes_are_skipped_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    note = dict.fromkeys(COLUMNS, "//e.g. this")
    rows = [FILM, {}, {}, {}, {}, {}, {}, note, changed(FILM, Territory="VN")]
    document = read_avails(workbook(tmp_path / "a.xlsx", rows, columns=COLUMNS), today=TODAY)

    assert [row.row for row in document.rows] == [4, 12]


def test_a_row_without_alid_is_not_passed_over(tmp_path: Path) -> None:
    document = read_avails(workbook(tmp_path / "a.xlsx", [changed(FILM, ALID=None)], columns=COLUMNS), today=TODAY)

    assert rules(document) == [(4, "Avail/ALID", "", "required")]


@pytest.mark.parametrize(
    ("extra", "note", "version"),
    [
        ([], "", "1.7"),
        (["AvailAsset/AltID"], "", "1.7.2"),
        (["AvailTrans/TerritoryExclusion"], "", "1.7.3"),
        (["AvailAsset/PackageLabel"], "", "1.8"),
        (["AvailTrans/CampaignID"], "", "1.9"),
        ([], "1.8", "1.8"),
        ([], "v1.9", "1.9"),
    ],
)
def test_the_version_is_inferred(tmp_path: Path, extra: list[str], note: str, version: str) -> None:
    path = workbook(tmp_path / "a.xlsx", [FILM], columns=COLUMNS + extra, note=note)

    assert read_avails(path).version == version


def test_the_version_can_be_given(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [FILM])

    assert read_avails(path, version="1.7.3").version == "1.7.3"
    assert rules(read_avails(path, version="1.6")) == [(0, "", "1.6", "template-version")]


def test_formulas_give_their_stored_result_and_without_one_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet()
        for index, (key, text) in enumerate({**FILM, "AvailTrans/Exclusive": "", "AvailTrans/Download": ""}.items()):
            group, _, name = key.partition("/")
            page.write(0, index, group)
            page.write(1, index, name)
            page.write(3, index, text)
        page.write_formula(3, index - 1, "=TRUE()", None, True)
        page.write_formula(3, index, "=FALSE()", None, 4711)
    with zipfile.ZipFile(path) as packed:
        sheet = packed.read("xl/worksheets/sheet1.xml").replace(b"<v>4711</v>", b"")
    with_sheet(tmp_path / "b.xlsx", path, sheet)

    document = read_avails(tmp_path / "b.xlsx", today=TODAY)

    assert document.rows[0].exclusive is True
    assert rules(document) == [(0, "", "1", "file-formulas")]


def test_a_file_can_be_read_row_by_row(tmp_path: Path) -> None:
    rows = [changed(FILM, Territory=code) for code in ("TH", "UK", "VN")]
    reading = Reading(workbook(tmp_path / "a.xlsx", [*rows, FILM]), today=TODAY)

    assert [(one.row, one.transaction is not None) for one in reading] == [(4, True), (5, False), (6, True), (7, True)]
    assert reading.findings == ()
    assert reading.late == ()

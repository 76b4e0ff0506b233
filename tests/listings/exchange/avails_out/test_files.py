"""Files that we write are right by others' judgement, and our own reader gives back what was written."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from lxml import etree
from python_calamine import CalamineWorkbook

from accounts.actors import Actor
from listings.exchange.avails import read_avails
from listings.exchange.avails.model import Transaction
from listings.exchange.avails.values import read_run_time
from listings.exchange.avails_out import Choice, from_programmes, prefetch_programmes, write_xlsx, write_xml
from listings.exchange.avails_out.xlsx import MAX_ROWS, TooManyRows
from listings.models import Ask, Programme
from marketplace.vocabularies import languages, territories
from tests import factories
from tests.listings.exchange.avails_out import judge

TODAY = date(2026, 11, 23)
GOOD = (
    "Movies_v1.7.2.xlsx",
    "Movies_v1.7.2_Bundle.xlsx",
    "Movies_v1.7.3.xlsx",
    "TPT-test_v1.9.xlsx",
    "TV_v1.7.3.xlsx",
    "Avails_Volume_no-err_v2.4_v1.8.xlsx",
    "Avails_noErrors_v2.3_v1.8.xlsx",
)


@pytest.fixture
def catalogue(ana: Actor, programme: Programme) -> list[Transaction]:
    """A series and a film with all that can be said: asks, a licence, exclusions, open ends, languages in a use."""
    Ask.objects.create(programme=programme, medium="SVOD", territory=None, fee_minor=500_000)
    factories.right_out(programme)
    film = factories.programme(
        ana.organisation,
        ana.user,
        "流浪的河",
        original_language="zh-Hans",
        kind="film",
        minutes=125,
        episode_count=None,
    )
    with factories.before_review(film):
        film.identifiers.create(scheme="eidr", value="10.5240/CB93-339B-33EA-F532-9428-X")
        film.identifiers.create(scheme="house", value="H & <1>")
        film.credits.create(role="director", name="นารา วงศ์")
    factories.right_in(
        film,
        territories=frozenset(territories.codes) - {"CN", "HK"},
        source="C-7 & Co",
        languages=frozenset({"th", "en"}),
        uses=frozenset({"SUB"}),
        period=DateRange(date(2026, 1, 1), None),
    )
    factories.right_in(film, media=frozenset({"AIR"}), languages=frozenset(languages.codes) - {"vi"}, exclusive=False)
    rows, _losses = from_programmes(
        prefetch_programmes(Programme.objects.order_by("pk")), at=factories.NOW, choice=Choice(free_only=True)
    )
    return rows


def told(rows: tuple[Transaction, ...] | list[Transaction], *, titles_in_languages: bool = True) -> list[Transaction]:
    """Rows without what a format cannot keep: their numbers, how a run time is spelt, further titles in a workbook."""
    return [
        replace(
            row,
            row=0,
            asset=replace(
                row.asset,
                titles={key: text for key, text in row.asset.titles.items() if titles_in_languages or "@" not in key},
                fields={
                    key: read_run_time(text).value if key == "TotalRunTime" else text
                    for key, text in row.asset.fields.items()
                },
            ),
        )
        for row in rows
    ]


def test_a_workbook_reads_back_equal(catalogue: list[Transaction], tmp_path: Path) -> None:
    write_xlsx(catalogue, tmp_path / "a.xlsx")
    document = read_avails(tmp_path / "a.xlsx", today=TODAY)
    assert {one.rule for one in document.findings} <= {"unusual"}  # licence types outside the standard's list
    assert document.version == "1.9"
    assert told(document.rows) == told(catalogue, titles_in_languages=False)


def test_xml_reads_back_equal(catalogue: list[Transaction], tmp_path: Path) -> None:
    write_xml(catalogue, tmp_path / "a.xml")
    document = read_avails(tmp_path / "a.xml", today=TODAY)
    assert {one.rule for one in document.findings} <= {"unusual"}
    assert document.version == "2.6"
    assert told(document.rows) == told(catalogue)


@pytest.mark.shared_data
def test_xml_keeps_schema_and_rules(catalogue: list[Transaction], tmp_path: Path) -> None:
    write_xml(catalogue, tmp_path / "a.xml")
    assert judge.errors(tmp_path / "a.xml") == []
    assert {text.partition(":")[0] for text in judge.warnings(tmp_path / "a.xml")} == {"LicenseType", "Trans-Price"}


@pytest.mark.shared_data
def test_the_judge_finds_what_is_broken(catalogue: list[Transaction], tmp_path: Path) -> None:
    broken = [replace(row, format_profile="4K", allowed=(*row.allowed,), entry_type="Replace") for row in catalogue]
    write_xml(broken, tmp_path / "a.xml")
    assert {text.partition(":")[0] for text in judge.errors(tmp_path / "a.xml")} == {"EntryType", "FormatProfile"}


def test_the_xml_root_names_the_usual_prefixes_and_no_other(catalogue: list[Transaction], tmp_path: Path) -> None:
    write_xml(catalogue, tmp_path / "a.xml")
    root = etree.parse(str(tmp_path / "a.xml")).getroot()
    assert set(root.nsmap) == {"avails", "md", "mdmec"}
    assert b"xmlns" not in (tmp_path / "a.xml").read_bytes().split(b">", 2)[2]


def test_the_workbook_is_one_sheet_of_text_without_formulas(catalogue: list[Transaction], tmp_path: Path) -> None:
    first = replace(catalogue[0], contract_id='=HYPERLINK("http://x.example")', licensor="@SUM(1)")
    write_xlsx([first, *catalogue[1:]], tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert [name for name in book.namelist() if "worksheets/" in name] == ["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "mergeCell" not in sheet
    assert "hyperlink" not in sheet
    rows = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()
    assert {type(cell) for row in rows for cell in row} == {str}
    assert '=HYPERLINK("http://x.example")' in rows[3]


def test_the_layout_follows_the_works(catalogue: list[Transaction], tmp_path: Path) -> None:
    films = [row for row in catalogue if row.asset.work_type == "Movie"]
    series = [row for row in catalogue if row.asset.work_type == "Season"]
    names = {}
    for name, rows in (("films", films), ("series", series), ("both", catalogue)):
        write_xlsx(rows, tmp_path / "a.xlsx")
        book = CalamineWorkbook.from_path(tmp_path / "a.xlsx")
        head = book.get_sheet_by_index(0).to_python()[1]
        names[name] = (book.sheet_names, "SeasonNumber" in head, "TitleInternalAlias" in head)
    assert names == {
        "films": (["Movies"], False, True),
        "series": (["TV"], True, False),
        "both": (["AllAvails"], True, True),
    }


def test_lists_have_no_blanks_that_other_readers_would_keep(catalogue: list[Transaction], tmp_path: Path) -> None:
    write_xlsx(catalogue, tmp_path / "a.xlsx")
    head, *rows = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()[1:]
    lists = {head.index(name) for name in ("Territory", "TerritoryExclusion", "AllowedLanguages", "HoldbackLanguage")}
    assert not [row[place] for row in rows[1:] for place in lists if " " in str(row[place])]


def test_titles_in_chinese_and_thai_are_kept(catalogue: list[Transaction], tmp_path: Path) -> None:
    write_xml(catalogue, tmp_path / "a.xml")
    write_xlsx(catalogue, tmp_path / "a.xlsx")
    for name in ("a.xml", "a.xlsx"):
        titles = {text for row in read_avails(tmp_path / name, today=TODAY).rows for text in row.asset.titles.values()}
        assert {"流浪的河", "ห้องแถวริมน้ำ"} <= titles
        assert "นารา วงศ์" in {
            row.asset.fields.get("Director") for row in read_avails(tmp_path / name, today=TODAY).rows
        }


def test_other_versions_than_ours_are_not_written(catalogue: list[Transaction], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"1\.8"):
        write_xlsx(catalogue, tmp_path / "a.xlsx", "1.8")
    with pytest.raises(ValueError, match=r"2\.7"):
        write_xml(catalogue, tmp_path / "a.xml", "2.7")


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(
    catalogue: list[Transaction], tmp_path: Path
) -> None:
    with pytest.raises(TooManyRows):
        write_xlsx([catalogue[0]] * (MAX_ROWS + 1), tmp_path / "a.xlsx")
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.shared_data
@pytest.mark.parametrize("name", GOOD)
def test_what_others_wrote_reads_back_equal_when_we_write_it(name: str, tmp_path: Path) -> None:
    rows = read_avails(judge.SHARED / "xlsx-good" / name, today=TODAY).rows
    write_xlsx(rows, tmp_path / "a.xlsx")
    assert told(read_avails(tmp_path / "a.xlsx", today=TODAY).rows) == told(rows)
    write_xml(rows, tmp_path / "a.xml")
    assert judge.schema_errors(judge.parsed(tmp_path / "a.xml")) == []
    assert len(read_avails(tmp_path / "a.xml", today=TODAY).rows) == len(rows)

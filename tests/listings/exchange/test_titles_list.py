"""Lists of titles in any order of columns, as CSV in either encoding or as a workbook."""

from pathlib import Path

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actors import Actor
from listings.exchange import actions, tables
from listings.exchange.states import ImportState
from listings.models import Programme
from listings.programmes.actions.index_programme import index_programme
from marketplace.files.accept import FileRefused
from marketplace.kit.problems import Invalid
from tests import factories
from tests.factories import NOW
from tests.listings.exchange.test_import_pages import browser

LIST = "年份,片名,类型,国家,编号,导演\n2024,河畔排屋,电视剧,TH;CN,S-1,Nara W.；Pim\n2025,雨停之后,电影,MYS,S-2,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_headers_in_any_order_are_recognised(ana: Actor, encoding: str) -> None:
    file = SimpleUploadedFile("titles.csv", LIST.encode(encoding))
    batch = actions.start_import(file=file, kind="titles", by=ana, at=NOW)
    assert batch.state == ImportState.UPLOADED
    assert batch.mapping == {
        "year": "年份",
        "title_original": "片名",
        "work_type": "类型",
        "countries": "国家",
        "source_id": "编号",
        "directors": "导演",
    }


def test_a_list_becomes_drafts_and_its_wrong_rows_wait(ana: Actor) -> None:
    batch = actions.start_import(file=SimpleUploadedFile("titles.csv", LIST.encode()), kind="titles", by=ana, at=NOW)
    actions.choose_columns(batch=batch, mapping=batch.mapping, by=ana, at=NOW)
    actions.read_import(batch=batch, at=NOW)
    bad = batch.rows.get(number=3)
    assert [(one["column"], one["value"], "MY?" in one["params"]["said"]) for one in bad.findings] == [
        ("countries", "MYS", True)
    ]
    actions.order_publishing(batch=batch, by=ana, at=NOW)
    actions.publish_import(batch=batch, by=ana, at=NOW)
    made = Programme.objects.get()
    assert (made.kind, made.year, made.production_territories, made.original_language) == (
        "series",
        2024,
        ["TH", "CN"],
        "",  # no column says it: asked for, never told from where it was produced
    )
    assert list(made.credits.values_list("name", flat=True)) == ["Nara W.", "Pim"]
    actions.mend_row(row=bad, cells={"countries": "MY"}, by=ana, at=NOW)
    actions.order_publishing(batch=batch, by=ana, at=NOW)
    actions.publish_import(batch=batch, by=ana, at=NOW)
    assert Programme.objects.count() == 2


def test_a_workbook_is_read_alike(ana: Actor, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "titles.xlsx") as book:
        page = book.add_worksheet()
        for place, row in enumerate([["Title", "Type", "Country", "Year"], ["Rain", "film", "TH", 2025]]):
            page.write_row(place, 0, row)
    found = list(
        tables.read_records(tmp_path / "titles.xlsx", *columns(tmp_path / "titles.xlsx"), {"source": "Saphan"})
    )
    assert [(number, row["title_original"], row["year"], row["source"]) for number, row in found] == [
        (2, "Rain", "2025", "Saphan")
    ]


def columns(path: Path) -> tuple[list[str], dict[str, str]]:
    names = tables.read_header(path)
    return names, tables.guess_mapping(names)


def test_a_needed_column_that_was_not_chosen_is_named(ana: Actor) -> None:
    batch = actions.start_import(
        file=SimpleUploadedFile("titles.csv", b"Name,When\nRain,2025\n"), kind="titles", by=ana, at=NOW
    )
    with pytest.raises(Invalid) as refused:
        actions.choose_columns(batch=batch, mapping=batch.mapping, by=ana, at=NOW)
    assert set(refused.value.errors) == {"work_type", "countries"}


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.csv", b""), ("a.exe", b"MZ"), ("a.csv", b"\x00\x01\x02\xff\xfe"), ("a.xlsx", b"not a workbook")],
)
def test_what_is_no_list_is_refused_at_the_field(ana: Actor, name: str, content: bytes) -> None:
    with pytest.raises(FileRefused) as refused:
        actions.start_import(file=SimpleUploadedFile(name, content), kind="titles", by=ana, at=NOW)
    assert refused.value.field == "file"


def test_a_row_about_a_work_that_its_seller_lists_leads_to_that_listing(ana: Actor) -> None:
    """It says so before anything is taken over, with a link; where a cell says what differs, it is another work."""
    mine = factories.programme(ana.organisation, ana.user)
    index_programme(programme=mine)
    places = ";".join(mine.production_territories)
    rows = [f"{mine.original_title},series,{places},{mine.year},S-{number}" for number in (1, 2)]
    content = "\n".join(["Title,Type,Country,Year,ID", *rows]).encode()
    batch = actions.start_import(file=SimpleUploadedFile("titles.csv", content), kind="titles", by=ana, at=NOW)
    actions.choose_columns(batch=batch, mapping=batch.mapping, by=ana, at=NOW)
    actions.read_import(batch=batch, at=NOW)
    first, second = batch.rows.all()
    assert [(row.verdict, row.programme, row.findings[0]["rule"]) for row in (first, second)] == [
        ("warning", mine, "listed-already")
    ] * 2
    page = browser(ana).get(f"/studio/import/{batch.pk}/").content.decode()
    assert f"You list this already: {mine.original_title} ({mine.public_id})." in page
    assert page.count(reverse("listings:edit", args=[mine.public_id, "basics"])) == 2
    assert 'name="cell:year"' in page
    assert browser(ana).post(f"/studio/import/{batch.pk}/rows/2/", {"cell:year": "1999"}).status_code == 302
    first.refresh_from_db()
    assert (first.verdict, first.programme) == ("ok", None)
    actions.order_publishing(batch=batch, by=ana, at=NOW)
    actions.publish_import(batch=batch, by=ana, at=NOW)
    first, second = batch.rows.all()
    (made,) = Programme.objects.exclude(pk=mine.pk)
    assert (first.state, first.programme, made.year, first.findings) == ("published", made, 1999, [])
    assert (second.state, second.programme, len(second.findings)) == ("unchanged", mine, 1)
    assert Programme.objects.count() == 2

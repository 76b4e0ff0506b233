"""The pages of imports: what a member sees of its own, mends and takes over; nothing for anybody else."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from accounts.actors import Actor
from listings.exchange import actions, own_sheet
from listings.exchange.actions import upload
from listings.exchange.models import Import
from listings.exchange.states import ImportState, Kind
from listings.exchange.web import bad_rows
from listings.models import Programme, RightIn
from marketplace.files.policies import IMPORT
from tests.factories import NOW
from tests.listings.exchange.test_import import Make, publish, read, sheet
from tests.markup import squeezed

__all__ = ["read", "sheet"]

SECOND = {"Avail/ALID": "md:alid:org:saphan.example:2", "AvailAsset/ContentID": "md:cid:org:saphan.example:2"}
UK = SECOND | {"AvailTrans/Territory": "UK"}
LIST = "片名,类型,国家\n雨停之时,电影,TH\nNo type,,TH\n".encode()


def browser(actor: Actor | None, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    if actor:
        client.force_login(actor.user)
    return client


def text(answer: Any) -> str:
    return squeezed(answer.content)


def send(actor: Actor, name: str, content: bytes, kind: str = "avails") -> Any:
    return browser(actor).post("/studio/import/", {"kind": kind, "file": SimpleUploadedFile(name, content)})


def address(batch: Import, rest: str = "") -> str:
    return f"/studio/import/{batch.pk}/{rest}"


def test_a_file_is_taken_in_and_its_page_shows_how_far_it_is(sheet: Callable[..., Any], ana: Actor) -> None:
    answer = send(ana, "avails.xlsx", sheet({}).read())
    batch = Import.objects.get()
    assert answer.headers["Location"] == address(batch)
    page = text(browser(ana).get(address(batch)))
    assert 'hx-trigger="every 1s"' in page
    assert "0 rows read so far" in page
    part = browser(ana).get(address(batch), headers={"hx-request": "true", "hx-target": "progress"})
    assert text(part).strip().startswith('<section class="card" id="progress"')
    actions.read_import(batch=batch, at=NOW)
    ended = browser(ana).get(address(batch), headers={"hx-request": "true", "hx-target": "progress"})
    assert ended.headers["HX-Refresh"] == "true"
    assert "hx-trigger" not in text(browser(ana).get(address(batch)))


@pytest.mark.parametrize(
    ("name", "content", "kind", "said"),
    [
        ("avails.pdf", b"%PDF", "avails", "Send a workbook (.xlsx), Avails as XML (.xml), or a list of titles as .csv."),
        ("avails.xlsx", b"", "avails", "The file is empty."),
        ("large.xlsx", b"x" * 101, "avails", "The file is larger than 60 MB. Split it and send the parts."),
        ("titles.xlsx", b"garbage", "titles", "The workbook cannot be read. Save it again as .xlsx."),
        ("titles.csv", b"\x00\xff\xfe", "titles", "The file is not text. Save it as CSV in UTF-8, or send the workbook."),
        ("titles.csv", b"\n", "titles", "The file has no rows. The first row must name the columns."),
    ],
)  # fmt: skip
def test_what_is_no_file_of_ours_is_refused_at_its_field(
    name: str, content: bytes, kind: str, said: str, ana: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload, "IMPORT", replace(IMPORT, max_bytes=100))
    answer = send(ana, name, content, kind)
    assert (answer.status_code, Import.objects.count()) == (422, 0)
    assert answer.context["form"].messages() == {"file": [said]}
    assert answer.context["form"]["kind"].value() == kind
    assert 'aria-invalid="true"' in text(answer)


@pytest.mark.parametrize("chosen", Kind.values)
@pytest.mark.parametrize("held", Kind.values)
def test_a_file_is_read_as_what_it_is_whatever_was_chosen(
    chosen: str, held: str, sheet: Callable[..., Any], programme: Programme, ana: Actor, tmp_path: Path
) -> None:
    path = tmp_path / f"{held}.xlsx"
    if held == "avails":
        path.write_bytes(sheet({}).read())
    elif held == "own":
        own_sheet.write_sheet([programme], path, "en", at=NOW)
    else:
        with xlsxwriter.Workbook(path) as book:
            page_of_titles = book.add_worksheet()
            for number, line in enumerate(LIST.decode().splitlines()):
                page_of_titles.write_row(number, 0, line.split(","))
    send(ana, "file.xlsx", path.read_bytes(), chosen)
    batch = Import.objects.get()
    if batch.state != ImportState.UPLOADED:
        actions.read_import(batch=batch, at=NOW)
        batch.refresh_from_db()
    page = text(browser(ana).get(address(batch)))
    if held == "titles" and chosen != "titles":
        assert (batch.state, batch.kind) == (ImportState.REFUSED, chosen)
        assert "Send it again as “A list of titles”." in page
    else:
        assert batch.kind == held
        assert batch.state == (ImportState.UPLOADED if held == "titles" else ImportState.CHECKED)
        assert ("read as what" in page) == (chosen not in (held, "titles"))


def test_what_comes_only_in_one_kind_needs_no_choice(ana: Actor) -> None:
    send(ana, "list.csv", LIST, "avails")
    assert Import.objects.get().kind == "titles"


def test_a_kind_and_a_file_must_be_chosen(sheet: Callable[..., Any], ana: Actor) -> None:
    refused = send(ana, "a.xlsx", sheet({}).read(), "song").context["form"].messages()
    assert refused == {"kind": ["“song” is not known here. Use one of: avails, own, titles."]}
    answer = browser(ana).post("/studio/import/", {"kind": "titles"})
    assert answer.context["form"].messages() == {"file": ["Choose a file."]}


def test_garbage_with_the_right_ending_is_refused_with_the_reason(ana: Actor) -> None:
    send(ana, "avails.xlsx", b"garbage")
    batch = Import.objects.get()
    actions.read_import(batch=batch, at=NOW)
    page = text(browser(ana).get(address(batch)))
    assert "The file cannot be used" in page
    assert "Send another file" in page
    assert batch.findings


def test_a_finding_stands_at_its_row_in_the_readers_language(read: Make, ana: Actor) -> None:
    batch = read({}, UK)
    page = browser(ana).get(address(batch))
    (good, bad) = page.context["lines"]
    assert (good.title, good.facts, good.window, good.findings) == (
        "เมื่อฝนหยุด",
        ("md:alid:org:saphan.example:1", "TH", "SVOD"),
        "2027-01-01 – 2028-12-31",
        (),
    )
    assert [(one.label, one.value) for one in bad.findings] == [("Territory", "UK")]
    assert bad.findings[0].fix == "Write “GB”."
    assert bad.findings[0].message == "“UK” is not a territory."
    assert "“UK” is not a territory." in text(page)
    assert [one["count"] for one in page.context["tabs"]] == [2, 1, 0, 1]
    ana.user.language = "zh-hans"
    ana.user.save()
    chinese = browser(ana, "zh-hans").get(address(batch)).context["lines"][1].findings[0]
    assert (chinese.message, chinese.fix) == ("“UK”不是地区代码。", "请填写“GB”。")


def test_rows_are_narrowed_by_verdict_and_paged(read: Make, ana: Actor) -> None:
    batch = read(*({"AvailTrans/ContractID": f"C-{number}"} for number in range(51)), UK)
    numbers = [line.row.number for line in browser(ana).get(address(batch, "?page=2")).context["lines"]]
    assert numbers == [54, 55]
    only = browser(ana).get(address(batch, "?show=error")).context["lines"]
    assert [line.row.number for line in only] == [55]
    assert len(browser(ana).get(address(batch, "?show=x&page=-1")).context["lines"]) > 0


def test_a_row_is_mended_on_its_page_and_the_rest_is_kept(read: Make, ana: Actor) -> None:
    batch = read({}, UK)
    whole = dict(batch.rows.get(number=5).cells)
    changes = {"cell:AvailTrans/Territory": "GB", "cell:No/Such": "x", "show": "error", "page": "1"}
    answer = browser(ana).post(address(batch, "rows/5/"), changes)
    assert answer.headers["Location"] == address(batch, "?show=error&page=1#row-5")
    row = batch.rows.get(number=5)
    assert (row.verdict, row.cells) == ("ok", whole | {"AvailTrans/Territory": "GB"})
    assert batch.rows.get(number=4).verdict == "ok"


def test_mending_with_htmx_swaps_the_row_and_the_totals(read: Make, ana: Actor) -> None:
    batch = read({}, UK)
    client = browser(ana)
    still = client.post(address(batch, "rows/5/"), {"cell:AvailTrans/Territory": "MYS"}, headers={"hx-request": "true"})
    assert 'id="row-5"' in text(still)
    assert 'value="MYS"' in text(still)
    assert "Row 5: 1 error is left." in text(still)
    now = client.post(address(batch, "rows/5/"), {"cell:AvailTrans/Territory": "GB"}, headers={"hx-request": "true"})
    assert "Import 2 rows" in text(now)
    assert "Row 5 can be taken over now." in text(now)


def test_the_good_rows_are_taken_over_and_lead_to_their_programme(read: Make, ana: Actor) -> None:
    batch = read({}, UK)
    assert "Import 1 good row and keep the rest" in text(browser(ana).get(address(batch)))
    browser(ana).post(address(batch, "take-over/"))
    batch.refresh_from_db()
    assert batch.state == ImportState.PUBLISHING
    page = text(browser(ana).get(address(batch)))
    assert "0 of 1 rows taken over" in page
    actions.publish_import(batch=batch, by=ana, at=NOW)
    made = Programme.objects.get()
    assert f'href="/studio/titles/{made.public_id}/basics/"' in text(browser(ana).get(address(batch)))


def test_an_import_is_cancelled_and_then_stays_as_it_is(read: Make, ana: Actor) -> None:
    batch = read({})
    browser(ana).post(address(batch, "cancel/"))
    browser(ana).post(address(batch, "take-over/"))
    batch.refresh_from_db()
    assert (batch.state, Programme.objects.count()) == (ImportState.CANCELLED, 0)


def test_the_columns_of_a_list_are_guessed_confirmed_and_read(ana: Actor) -> None:
    answer = send(ana, "titles.csv", LIST, "titles")
    batch = Import.objects.get()
    assert answer.headers["Location"] == address(batch, "columns/")
    page = browser(ana).get(address(batch, "columns/"))
    assert page.context["sample"] == [["雨停之时", "电影", "TH"], ["No type", "", "TH"]]
    assert '<option value="片名" selected>' in text(page)
    missing = browser(ana).post(address(batch, "columns/"), {"title_original": "片名", "work_type": "类型"})
    assert (missing.status_code, missing.context["errors"]) == (
        422,
        {"countries": ["Choose the column that holds it."]},
    )
    assert '<option value="片名" selected>' in text(missing)
    chosen = {"title_original": "片名", "work_type": "类型", "countries": "国家"}
    browser(ana).post(address(batch, "columns/"), chosen)
    batch.refresh_from_db()
    actions.read_import(batch=batch, at=NOW)
    lines = browser(ana).get(address(batch)).context["lines"]
    assert [(line.title, line.facts, line.row.verdict) for line in lines] == [
        ("雨停之时", ("TH", "电影"), "ok"),
        ("No type", ("TH",), "error"),
    ]
    assert [one.label for one in lines[1].findings] == ["Type"]


def test_the_rows_to_mend_come_in_the_files_layout_with_reasons_and_can_be_imported_again(
    read: Make, ana: Actor, tmp_path: Path
) -> None:
    beside = {"AvailTrans/Territory": "VN"} | SECOND
    batch = read({}, UK, beside, SECOND | {"AvailTrans/Territory": "XX"})
    actions.mend_row(row=batch.rows.get(number=7), cells={"AvailTrans/Territory": "=1+1"}, by=ana, at=NOW)
    answer = browser(ana).get(address(batch, "bad-rows.xlsx"))
    path = tmp_path / "again.xlsx"
    path.write_bytes(answer.getvalue())
    groups, names, notes, *rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    assert (groups[0], names[0], notes[0], names[-1]) == ("Avail", "DisplayName", "1.9", "Reason")
    place = names.index("Territory")
    assert [row[place] for row in rows] == ["UK", "VN", "=1+1"]
    assert "Write “GB”." in str(rows[0][-1])
    assert str(rows[1][-1]).startswith("Good. It is here because")
    again = actions.start_import(
        file=SimpleUploadedFile("again.xlsx", path.read_bytes()), kind="avails", by=ana, at=NOW
    )
    actions.read_import(batch=again, at=NOW)
    again.refresh_from_db()
    assert (again.state, again.version, again.findings) == (ImportState.CHECKED, "1.9", [])
    fresh, first = list(again.rows.all()), list(batch.rows.filter(number__gt=4))
    assert [row.cells for row in fresh] == [row.cells for row in first]
    assert [row.verdict for row in fresh] == ["error", "ok", "error"]


def test_titles_to_mend_come_with_columns_that_are_guessed_again(ana: Actor, tmp_path: Path) -> None:
    send(ana, "titles.csv", LIST, "titles")
    batch = Import.objects.get()
    actions.choose_columns(batch=batch, mapping=batch.mapping, by=ana, at=NOW)
    actions.read_import(batch=batch, at=NOW)
    bad_rows.write_bad_rows(batch, tmp_path / "bad.xlsx")
    content = (tmp_path / "bad.xlsx").read_bytes()
    send(ana, "bad.xlsx", content, "titles")
    again = Import.objects.get(file__name="bad.xlsx")
    assert again.mapping["title_original"] == "title_original"
    assert "Reason" in again.columns


def test_a_colleague_without_the_role_reads_and_changes_nothing(
    read: Make, sheet: Callable[..., Any], ana: Actor, di: Actor
) -> None:
    batch = read({}, UK)
    page = text(browser(di).get(address(batch)))
    assert "<code" in page
    assert 'id="take-over"' not in page
    assert "imp-mend" not in page
    assert 'type="file"' not in text(browser(di).get("/studio/import/"))
    for rest in ("take-over/", "cancel/", "rows/5/"):
        assert browser(di).post(address(batch, rest), {"cell:AvailTrans/Territory": "GB"}).status_code == 403
    assert send(di, "a.xlsx", sheet({}).read()).status_code == 403
    batch.refresh_from_db()
    assert (batch.state, Import.objects.count(), batch.rows.get(number=5).verdict) == ("checked", 1, "error")


def test_a_rival_finds_nothing_and_who_is_signed_out_signs_in(read: Make, cy: Actor, eve: None) -> None:
    batch = read({})
    for rest in ("", "columns/", "bad-rows.xlsx"):
        assert browser(cy).get(address(batch, rest)).status_code == 404
        assert "/account/login/" in browser(eve).get(address(batch, rest)).headers["Location"]
    assert batch.name not in text(browser(cy).get("/studio/import/"))


def test_a_mended_row_joins_what_its_offer_already_gave(read: Make, ana: Actor) -> None:
    batch = read(
        {"AvailTrans/AllowedLanguages": "th"}, {"AvailTrans/Territory": "UK", "AvailTrans/AllowedLanguages": "th"}
    )
    publish(batch, ana)
    actions.mend_row(row=batch.rows.get(number=5), cells={"AvailTrans/Territory": "GB"}, by=ana, at=NOW)
    publish(batch, ana)
    (held,) = RightIn.objects.all()
    assert held.territories == frozenset({"TH", "GB"})
    assert set(batch.rows.values_list("state", flat=True)) == {"published"}

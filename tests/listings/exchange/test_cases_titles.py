"""Small lists of titles that were misread, each with what is right (`cases/`)."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actors import Actor
from listings.exchange import actions
from listings.exchange.encodings import guess_encoding
from listings.exchange.finding_texts import text_of_finding
from listings.exchange.models import Import
from listings.exchange.states import ImportState
from listings.models import Programme, RightIn
from marketplace.kit.problems import Invalid
from tests.factories import NOW
from tests.listings.exchange.test_import import publish, rules
from tests.listings.exchange.test_import_pages import address, browser, text

CASES = Path(__file__).parent / "cases"
Send = Callable[..., Import]


@pytest.fixture
def send(ana: Actor) -> Send:
    """A list of Ana's that waits for its columns: a case by its name, or content."""

    def make(name: str, content: bytes = b"", kind: str = "titles") -> Import:
        path = next(CASES.glob(f"{name}_*"), None)
        file = SimpleUploadedFile(path.name, path.read_bytes()) if path else SimpleUploadedFile(name, content)
        return actions.start_import(file=file, kind=kind, by=ana, at=NOW)

    return make


def read(batch: Import, by: Actor) -> Import:
    """Read with the columns as guessed."""
    actions.choose_columns(batch=batch, mapping=batch.mapping, by=by, at=NOW)
    actions.read_import(batch=batch, at=NOW)
    batch.refresh_from_db()
    return batch


def whole(batch: Import) -> list[tuple[str, str]]:
    """(rule, value) of what is said of the whole file."""
    return [(one["rule"], one["value"]) for one in batch.findings]


def test_f7_t01_chinese_words_are_read(send: Send, ana: Actor) -> None:
    batch = read(send("t01"), ana)
    assert rules(batch) == []
    publish(batch, ana)
    assert {
        (p.original_title, p.kind, p.original_language, tuple(p.production_territories), p.year, p.minutes, p.episode_count)
        for p in Programme.objects.all()
    } == {
        ("灯影长安", "series", "cmn", ("CN",), 2025, 45, 40), ("海边的信", "film", "yue", ("CN",), 2024, 112, None),
        ("茶路", "documentary", "zh-Hans", ("CN", "TH"), 2023, 50, 6), ("三分钟的爱", "micro_drama", "cmn", ("CN",), 2026, 2, 80),
    }  # fmt: skip
    made = Programme.objects.get(original_title="灯影长安")
    assert made.genres == ["costume", "romance"]
    assert [(c.role, c.name) for c in made.credits.order_by("position")] == [
        ("director", "王某"),
        ("director", "李某"),
        ("company", "华某影视（北京）有限公司"),
    ]
    assert {t.language: t.title for t in made.texts.all()} == {"zh-Hans": "灯影长安", "en": "Lights of Chang An"}
    assert {t.language for p in Programme.objects.all() for t in p.texts.all()} == {"zh-Hans", "en"}


def test_f7_t04_the_table_is_found_behind_a_cover_and_can_be_corrected(send: Send, ana: Actor, cy: Actor) -> None:
    batch = send("t04")
    assert (batch.place["sheet"], batch.place["header"]) == ("Titles", 3)
    assert (batch.mapping["title_original"], batch.mapping["title_en"]) == ("Original title", "Title")
    page = text(browser(ana).get(address(batch, "columns/")))
    assert '<option value="Titles" selected>' in page
    assert "เส้นทางเกลือ" in page
    assert browser(cy).post(address(batch, "table/"), {"sheet": "Cover"}).status_code == 404
    browser(ana).post(address(batch, "table/"), {"sheet": "Cover", "header": "1"})
    batch.refresh_from_db()
    assert batch.columns == ["ACME FILMS — SPRING LINE-UP 2026"]
    wrong = browser(ana).post(address(batch, "table/"), {"sheet": "Other", "header": "0"})
    assert (wrong.status_code, set(wrong.context["errors"])) == (422, {"sheet", "header"})
    browser(ana).post(address(batch, "table/"), {"sheet": "Titles", "header": "3"})
    batch.refresh_from_db()
    assert rules(read(batch, ana)) == [(4, "title-list")]
    (bad,) = batch.rows.get(number=4).findings
    assert (bad["column"], str(text_of_finding(bad)[0])) == ("year", "This is a year of the Buddhist era. Write 2025.")
    publish(batch, ana)
    assert {
        (p.original_title, p.kind, tuple(p.production_territories), p.minutes, p.episode_count)
        for p in Programme.objects.all()
    } == {
        ("纸月亮", "series", ("CN", "TH"), 45, 40),
        ("Đêm Sài Gòn", "film", ("VN",), 98, None),
    }
    with pytest.raises(actions.ImportMovedOn):
        actions.choose_table(batch=batch, encoding="", sheet="", header=None, by=ana, at=NOW)


def test_f5_t07_big5_is_read_as_big5_with_a_choice(send: Send, ana: Actor, di: Actor) -> None:
    batch = send("t07")
    assert batch.place["encoding"] == "big5hkscs"
    page = browser(ana).get(address(batch, "columns/"))
    assert '<option value="big5hkscs" selected>' in text(page)
    assert page.context["sample"][0][0] == "灣仔夜車"
    with pytest.raises(actions.MayNotImport):
        actions.choose_table(batch=batch, encoding="gb18030", sheet="", header=None, by=di, at=NOW)
    for encoding, shown in (("gb18030", False), ("big5hkscs", True)):
        browser(ana).post(address(batch, "table/"), {"encoding": encoding, "header": "1"})
        assert ("灣仔夜車" in text(browser(ana).get(address(batch, "columns/")))) == shown
    with pytest.raises(Invalid):
        actions.choose_table(batch=batch, encoding="utf-16", sheet="", header=None, by=ana, at=NOW)
    batch.refresh_from_db()
    publish(read(batch, ana), ana)
    assert {(p.original_title, p.public_id[:6]) for p in Programme.objects.all()} == {
        ("灣仔夜車", "MN-HK-"),
        ("玉殿春秋", "MN-TW-"),
        ("碼頭風雲", "MN-HK-"),
    }
    assert {t.language for p in Programme.objects.all() for t in p.texts.exclude(language="en")} == {"zh-Hant"}


WITH_TONES_BEHIND = "Title,Type,Country\nNgươ\u0300i giư\u0303 đe\u0300n,Movie,VN\nĐêm Sa\u0300i Go\u0300n,Movie,VN\n"


@pytest.mark.parametrize(
    ("written", "encoding"),
    [
        ("片名,类型,国家\n雨停之后,电影,中国\n", "gb18030"),
        ("片名,类型\n灣仔夜車,电影\n", "gb18030"),
        ("片名,類型\n玉殿春秋,電視劇\n", "big5hkscs"),
        ("ชื่อเรื่อง,ประเภท\nเมื่อฝนหยุด,ภาพยนตร์\n", "cp874"),
        (WITH_TONES_BEHIND, "cp1258"),
        ("Title\nRumah\n", "utf-8-sig"),
        ("片名\n雨\n", "utf-16"),
    ],
)
def test_f5_an_encoding_is_told_by_the_letters_that_it_gives(written: str, encoding: str) -> None:
    assert guess_encoding(written.encode(encoding)) == encoding


def test_f9_t08_the_line_that_names_the_separator_is_understood(send: Send, ana: Actor) -> None:
    batch = read(send("t08"), ana)
    assert batch.columns == ["Title", "English title", "Type", "Country", "Year"]
    publish(batch, ana)
    made = Programme.objects.get()
    assert (made.original_title, made.production_territories, made.original_language) == ("Rumah", ["ID"], "")


def test_f8_t13_territory_is_where_a_title_may_be_licensed(send: Send, ana: Actor) -> None:
    batch = send("t13")
    assert batch.mapping == {"title_original": "Title", "work_type": "Type", "year": "Year", "countries": ""}
    assert "“Territory” is read as where a title may be licensed" in text(browser(ana).get(address(batch, "columns/")))
    read(batch, ana)
    assert whole(batch) == [("list-territory", "Territory")]
    publish(batch, ana)
    made = Programme.objects.get()
    assert (made.production_territories, made.public_id[:6], RightIn.objects.count()) == ([], "MN-XX-", 0)


@pytest.mark.parametrize(
    ("word", "means"), [("SEA", "BN, ID, KH, LA, MM, MY, PH, SG, TH, TL, VN"), ("GC", "CN, HK, MO, TW"), ("APAC", "")]
)
def test_f8_words_for_several_territories_are_never_one_that_looks_alike(
    send: Send, ana: Actor, word: str, means: str
) -> None:
    batch = read(send("a.csv", f"Title,Type,Country\nRain,Movie,{word}\n".encode()), ana)
    (finding,) = batch.rows.get().findings
    listed = f": {means}" if means else ""
    assert (
        str(text_of_finding(finding)[0]) == f"“{word}” stands for several territories{listed}. Write them one by one."
    )


def test_f9_equal_rows_without_a_number_are_not_joined(send: Send, ana: Actor) -> None:
    batch = read(send("a.csv", b"Title,Type,Country\nRain,Movie,TH\nRain,Movie,TH\nRain,Series,TH\n"), ana)
    assert rules(batch) == [(3, "title-twice"), (4, "title-twice")]
    actions.mend_row(row=batch.rows.get(number=4), cells={"source_id": "S-4"}, by=ana, at=NOW)
    assert rules(batch) == [(3, "title-twice")]
    actions.mend_row(row=batch.rows.get(number=2), cells={"title_original": "Rain II"}, by=ana, at=NOW)
    assert rules(batch) == []
    publish(batch, ana)
    assert sorted(Programme.objects.values_list("original_title", "kind")) == [
        ("Rain", "film"),
        ("Rain", "series"),
        ("Rain II", "film"),
    ]


def test_s02_a_list_of_rights_says_what_was_read_and_what_was_not(send: Send, ana: Actor) -> None:
    batch = read(send("s02"), ana)
    assert whole(batch) == [
        ("rights-list", ""),
        ("list-territory", "授权区域"),
        ("list-term", "授权期限"),
        ("list-rights", "授权权利"),
        ("column-unread", "序号"),
        ("column-unread", "主演"),
        ("column-unread", "备注"),
    ]
    assert rules(batch) == []
    publish(batch, ana)
    assert {
        (p.original_title, p.kind, p.year, p.episode_count, p.minutes, tuple(p.genres)) for p in Programme.objects.all()
    } == {
        ("长安灯", "series", 2024, 40, 45, ("costume",)),
        ("海上明月", "series", 2023, 36, 45, ("urban",)),
        ("小镇来信", "film", 2022, None, 102, ()),
        ("三生茶", "micro_drama", 2025, 80, 2, ()),
        ("雪域来客", "documentary", 2021, 6, 50, ()),
    }
    assert {(p.original_language, tuple(p.production_territories), p.state) for p in Programme.objects.all()} == {
        ("", (), "draft")
    }
    assert RightIn.objects.count() == 0


def test_s02_sent_as_avails_says_that_it_is_a_list(send: Send, ana: Actor) -> None:
    batch = send("s02", kind="avails")
    actions.read_import(batch=batch, at=NOW)
    batch.refresh_from_db()
    assert batch.state == ImportState.REFUSED
    assert ("is-titles", "") in whole(batch)


def test_that_the_origin_is_in_no_column_must_be_said(send: Send, ana: Actor) -> None:
    batch = send("a.csv", b"Name,Type\nRain,Movie\n")
    post: dict[str, Any] = {"title_original": "Name", "work_type": "Type"}
    assert browser(ana).post(address(batch, "columns/"), post).context["errors"].keys() == {"countries"}
    browser(ana).post(address(batch, "columns/"), post | {"countries": "#none"})
    batch.refresh_from_db()
    assert (batch.state, batch.mapping["countries"]) == (ImportState.READING, "")

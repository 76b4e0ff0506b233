"""Small Avails that were misread, each with what is right (`cases/`)."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor
from listings.actions import submit_for_review
from listings.exchange import actions
from listings.exchange.avails_out import Choice, from_programmes, prefetch_programmes, write_xlsx
from listings.exchange.finding_texts import text_of_finding
from listings.exchange.models import Import
from listings.exchange.states import RowState
from listings.models import Programme, RightIn
from listings.programmes.actions.save_programme import save_programme
from marketplace.kit.problems import Invalid
from tests import factories
from tests.factories import NOW
from tests.listings.exchange.test_import import Make, publish, read, rules, sheet
from tests.listings.exchange.test_import_pages import address, browser, text

__all__ = ["read", "sheet"]
CASES = Path(__file__).parent / "cases"


@pytest.fixture
def case(ana: Actor) -> Callable[[str], Import]:
    """The import of a case of Ana's, read."""

    def make(name: str) -> Import:
        (path,) = CASES.glob(f"{name}_*")
        batch = actions.start_import(
            file=SimpleUploadedFile(path.name, path.read_bytes()), kind="avails", by=ana, at=NOW
        )
        actions.read_import(batch=batch, at=NOW)
        batch.refresh_from_db()
        return batch

    return make


def words(batch: Import, rule: str) -> list[str]:
    """What is said under this rule, in words."""
    found = [one for row in batch.rows.all() for one in row.findings]
    return [str(text_of_finding(one)[0]) for one in found if one["rule"] == rule]


def rights(programme: Programme) -> set[tuple[Any, ...]]:
    return {(tuple(sorted(row.territories)), row.period.lower, row.period.upper) for row in programme.rights_in.all()}


SEASONS = {
    ("灯河", 1, 24): {(("TH",), date(2027, 1, 1), date(2029, 1, 1))},
    ("灯河 2", 2, 30): {(("VN",), date(2027, 6, 1), date(2029, 6, 1))},
    ("灯河 3", 3, 36): {(("ID",), date(2028, 1, 1), date(2031, 1, 1))},
}


def test_f1_av01_each_season_is_a_programme_with_its_own_right(case: Any, ana: Actor) -> None:
    for _again in range(2):
        publish(case("av01"), ana)
        made = {(p.original_title, p.seasons.get().number, p.episode_count): rights(p) for p in Programme.objects.all()}
        assert made == SEASONS
        works = [p.work for p in Programme.objects.select_related("work__series").order_by("pk")]
        assert [(work.season, work.original_title) for work in works] == [(1, "灯河"), (2, "灯河 2"), (3, "灯河 3")]
        assert len({work.series for work in works}) == 1
        assert [work.series and work.series.original_title for work in works] == ["灯河"] * 3


EPISODE = {
    "AvailAsset/WorkType": "Episode",
    "AvailAsset/ContentID": "",
    "AvailAsset/SeriesContentID": "md:cid:org:saphan.example:s",
    "AvailAsset/SeasonContentID": "md:cid:org:saphan.example:s1",
    "AvailMetadata/SeriesTitleInternalAlias": "River",
    "AvailMetadata/SeasonNumber": "1",
    "AvailTrans/AllowedLanguages": "th",
    "AvailMetadata/EpisodeCount": "2",
    "AvailMetadata/EpisodeTitleInternalAlias": "E",
}
SEASON = EPISODE | {
    "AvailAsset/WorkType": "Season",
    "AvailMetadata/EpisodeTitleInternalAlias": "",
    "AvailMetadata/TotalRunTime": "",
}


def episode(number: int, **changes: str) -> dict[str, str]:
    named = {"AvailAsset/EpisodeContentID": f"e{number}", "AvailMetadata/EpisodeNumber": str(number)}
    return EPISODE | named | {"Avail/ALID": f"md:alid:{number}"} | changes


def test_f1_season_and_episode_rows_of_one_season_meet_in_one_programme(read: Make, ana: Actor) -> None:
    vietnam = {"AvailTrans/Territory": "VN"}
    publish(read(SEASON | {"Avail/ALID": "md:alid:s1"}, episode(1, **vietnam), episode(2, **vietnam)), ana)
    (made,) = Programme.objects.all()
    assert {row[0] for row in rights(made)} == {("TH",), ("VN",)}


@pytest.mark.parametrize("several", [False, True])
def test_f1_a_title_that_was_made_of_a_whole_series_is_not_offered_twice(read: Make, ana: Actor, several: bool) -> None:
    series = "avails:md:cid:org:saphan.example:s"
    old = factories.programme(ana.organisation, ana.user, source_key=series)
    factories.right_in(old, territories=frozenset({"VN"}))
    second = SEASON | {"Avail/ALID": "md:alid:2", "AvailAsset/SeasonContentID": "md:cid:org:saphan.example:s2"}
    read(SEASON, *([second] if several else [])).rows.update(programme=old)
    batch = read(SEASON | {"Avail/ALID": "md:alid:again"})
    publish(batch, ana)
    assert Programme.objects.count() == 1
    if several:
        assert (rules(batch), batch.rows.get().state) == ([(4, "several-seasons")], RowState.WAITING)
        old.rights_in.all().delete()
        fresh = read(SEASON | {"Avail/ALID": "md:alid:again"})
        publish(fresh, ana)
        assert Programme.objects.get(source_key="avails:md:cid:org:saphan.example:s1").rights_in.count() == 1
    else:
        assert {row.territories for row in old.rights_in.all()} == {frozenset({"TH"}), frozenset({"VN"})}


def test_f2_av02_one_of_24_episodes_gives_nothing_and_both_numbers_are_named(case: Any, ana: Actor) -> None:
    batch = case("av02")
    (warning,) = words(batch, "not-whole-season")
    assert warning.startswith("1 of 24 episodes of the season have this right")
    publish(batch, ana)
    assert RightIn.objects.count() == 0
    assert Programme.objects.get().state == "draft"


@pytest.mark.parametrize(("count", "held"), [("2", 1), ("3", 0), ("", 0)])
def test_f2_episodes_count_against_the_number_that_the_season_has(
    read: Make, ana: Actor, count: str, held: int
) -> None:
    stated = {"AvailMetadata/EpisodeCount": count}
    batch = read(episode(1, **stated), episode(2, **stated))
    assert {rule for _row, rule in rules(batch)} == {"3": {"not-whole-season"}, "": {"season-size-unknown"}}.get(
        count, set()
    )
    publish(batch, ana)
    assert RightIn.objects.count() == held


def test_f2_a_volume_never_becomes_the_season(read: Make, ana: Actor) -> None:
    volume = {
        "AvailAsset/WorkType": "Volume",
        "AvailAsset/VolumeContentID": "v1",
        "AvailMetadata/VolumeNumber": "1",
        "AvailMetadata/EpisodeTitleInternalAlias": "",
        "AvailMetadata/TotalRunTime": "",
    }
    batch = read(EPISODE | volume)
    assert rules(batch) == [(4, "season-size-unknown")]
    publish(batch, ana)
    assert RightIn.objects.count() == 0


def test_f2_a_row_that_is_mended_is_counted_with_its_season(read: Make, ana: Actor) -> None:
    batch = read(episode(1), episode(2, **{"AvailTrans/Territory": "VN"}))
    assert rules(batch) == [(4, "not-whole-season"), (5, "not-whole-season")]
    actions.mend_row(row=batch.rows.get(number=5), cells={"AvailTrans/Territory": "TH"}, by=ana, at=NOW)
    assert rules(batch) == []


def test_a_series_without_its_seasons_waits(read: Make, ana: Actor) -> None:
    series = SEASON | {"AvailAsset/WorkType": "Series", "AvailAsset/SeasonContentID": ""}
    assert (4, "series-not-season") in rules(read(series))
    assert (4, "series-not-season") not in rules(read(series | {"AvailMetadata/SeasonCount": "1"}))


def test_f4_f24_av04_titles_are_kept_and_origin_is_asked_for(case: Any, ana: Actor) -> None:
    batch = case("av04")
    assert {rule for _row, rule in rules(batch)} == {"titles-differ"}
    publish(batch, ana)
    (made,) = Programme.objects.all()
    assert {t.language: t.title for t in made.texts.all()} == {
        "zh-Hans": "守灯人",
        "th": "ผู้เฝ้าโคม",
        "vi": "Người giữ đèn",
    }
    assert (made.original_title, made.original_language, made.production_territories) == ("The Lantern Keeper", "", [])
    assert (made.year, made.minutes, made.public_id[:6]) == (2025, 112, "MN-XX-")
    assert [(c.role, c.name) for c in made.credits.all()] == [("director", "林某")]


def test_f4_what_is_asked_for_keeps_a_draft_from_review(read: Make, ana: Actor) -> None:
    publish(read({}), ana)
    made = Programme.objects.get()
    assert (made.original_title, made.working_title) == ("เมื่อฝนหยุด", "When the Rain Stops")
    with pytest.raises(Invalid) as refused:
        submit_for_review(programme=made, by=ana, at=NOW)
    assert {"original_language", "production_territories"} <= refused.value.errors.keys()
    page = browser(ana).get(f"/studio/titles/{made.public_id}/basics/")
    assert 'id="asked"' in text(page)
    assert '<option value="" selected>' in text(page)
    assert "When the Rain Stops" in text(page)
    facts = {"kind": "film", "original_title": "เมื่อฝนหยุด", "genres": ["drama"], "year": 2025, "minutes": 118}
    with pytest.raises(Invalid) as refused:
        save_programme(programme=made, values=facts, revision=made.revision, by=ana, at=NOW)
    assert refused.value.errors.keys() == {"original_language", "production_territories"}
    known = facts | {
        "original_language": "th",
        "production_territories": ["TH"],
        "texts": [{"language": "th", "synopsis": "-"}],
    }
    save_programme(programme=made, values=known, revision=made.revision, by=ana, at=NOW)
    submit_for_review(programme=made, by=ana, at=NOW)
    made.refresh_from_db()
    assert (made.state, made.public_id[:6], made.working_title) == ("in_review", "MN-XX-", "When the Rain Stops")
    assert 'id="asked"' not in text(browser(ana).get(f"/studio/titles/{made.public_id}/basics/"))


def test_f4_the_import_says_how_many_drafts_ask(case: Any, ana: Actor) -> None:
    batch = case("av08")
    assert 'id="asking"' not in text(browser(ana).get(address(batch)))
    publish(batch, ana)
    assert "2 drafts ask for their original language" in text(browser(ana).get(address(batch)))


@pytest.mark.django_db
def test_f4_the_database_publishes_nothing_of_unknown_origin(programme: Programme) -> None:
    changes: tuple[dict[str, Any], ...] = ({"production_territories": []}, {"original_language": ""})
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            Programme.objects.filter(pk=programme.pk).update(**change)


RECORDS: list[dict[str, Any]] = [
    {},
    {"territories": frozenset({"TH", "VN"}), "latest_end": date(2030, 3, 1)},
    {"media": frozenset({"THEA", "PTV"}), "exclusive": False},
    {"languages": frozenset({"th"}), "uses": frozenset({"DUB"})},
    {"languages": frozenset({"en"}), "uses": frozenset({"SUB", "ORIG"})},
]


@pytest.mark.parametrize("free_only", [False, True])
def test_a3_f15_what_is_exported_adds_nothing_when_it_is_imported(
    programme: Programme, ana: Actor, tmp_path: Path, free_only: bool
) -> None:
    programme.rights_in.all().delete()
    with factories.before_review(programme):
        programme.seasons.create(number=1)
        programme.seasons.create(number=2)
    for fields in RECORDS:
        factories.right_in(programme, **fields)
    factories.right_out(programme)
    before = list(RightIn.objects.order_by("pk").values())
    rows, _losses = from_programmes(
        prefetch_programmes(Programme.objects.all()), at=NOW, choice=Choice(free_only=free_only)
    )
    write_xlsx(rows, tmp_path / "out.xlsx")
    file = SimpleUploadedFile("out.xlsx", (tmp_path / "out.xlsx").read_bytes())
    batch = actions.start_import(file=file, kind="avails", by=ana, at=NOW)
    actions.read_import(batch=batch, at=NOW)
    assert not batch.rows.filter(verdict="error").exists()
    publish(batch, ana)
    assert list(RightIn.objects.order_by("pk").values()) == before
    assert Programme.objects.count() == 1
    assert set(batch.rows.values_list("state", flat=True)) == {RowState.UNCHANGED}
    assert {rule for _row, rule in rules(batch)} >= {"inside-held"}


def test_f4_rows_that_do_not_agree_leave_the_fact_open(read: Make, ana: Actor) -> None:
    batch = read({}, {"AvailTrans/Territory": "VN", "AvailMetadata/TotalRunTime": "01:50:00"})
    assert words(batch, "fact-differs")[0].startswith("The rows of this work do not agree (118 / 110)")
    publish(batch, ana)
    assert (Programme.objects.get().minutes, Programme.objects.get().year) == (None, 2025)


def test_av05_f6_what_is_not_taken_over_is_named_and_a_flag_stops_the_row(case: Any, ana: Actor) -> None:
    batch = case("av05")
    (row,) = batch.rows.all()
    assert {(one["column"].partition("/")[2], one["value"], one["rule"]) for one in row.findings} == {
        ("PriceValue", "WSP 4.99 USD", "price-not-taken"),
        ("OtherInstructions", "No sublicensing to airlines", "not-taken"),
        ("ExceptionFlag", "Yes", "exception-flag"),
    }
    publish(batch, ana)
    assert Programme.objects.count() == 0
    actions.mend_row(row=row, cells={"Avail/ExceptionFlag": "No"}, by=ana, at=NOW)
    publish(batch, ana)
    made = Programme.objects.get()
    assert [(c.role, c.name) for c in made.credits.all()] == [("director", "A. Director")]
    assert [(r.territory, r.system, r.value) for r in made.ratings.all()] == [("TH", "BFVC", "15")]


def test_f6_columns_without_a_place_are_named_once_for_the_file(case: Any) -> None:
    (whole,) = [one for one in case("av05").findings if one["rule"] == "columns-not-taken"]
    assert str(text_of_finding(whole)[0]) == "These columns are not taken over: AssetLanguage."


def test_f16_av06_56_20_is_asked_and_never_3380_minutes(case: Any, ana: Actor) -> None:
    batch = case("av06")
    assert words(batch, "runtime-unclear")[0].startswith("The run time “56:20” can be hours or minutes")
    publish(batch, ana)
    assert Programme.objects.get().minutes is None


def test_f13_av07_exactly_the_languages_named(case: Any, ana: Actor) -> None:
    publish(case("av07"), ana)
    held: dict[str, set[tuple[str, int]]] = {}
    for row in RightIn.objects.select_related("programme"):
        held.setdefault(row.programme.original_title, set()).update((code, len(row.uses)) for code in row.languages)
    assert held == {
        "题0": {("zh-Hans", 4), ("cmn", 4)},
        "题1": {("zh-Hant", 4), ("cmn", 4)},
        "题2": {("zh-Hans", 4), ("zh-Hant", 4), ("cmn", 4), ("yue", 4)},
        "题3": {("zh-Hant", 4), ("yue", 4)},
        "题4": {("zh-Hans", 4), ("cmn", 4)},
        "题5": {("zh-Hans", 4)},
        "题6": {("cmn", 4)},
        "题7": {("zh-Hant", 1)},
        "题8": {("zh-Hans", 1), ("cmn", 3)},
    }


def test_f13_a_bare_zh_says_how_it_is_read(case: Any) -> None:
    assert words(case("av07"), "language-wide") == [
        "“zh” does not say which Chinese. It is read as cmn, yue, zh-Hans, zh-Hant."
    ]


def test_f4_f24_av08_origin_is_asked_for_never_singapore(case: Any, ana: Actor) -> None:
    publish(case("av08"), ana)
    assert {
        (p.original_title, p.original_language, tuple(p.production_territories), p.public_id[:6])
        for p in Programme.objects.all()
    } == {("没有语言栏", "", (), "MN-XX-"), ("给越南的片", "", (), "MN-XX-")}
    assert {t.language for p in Programme.objects.all() for t in p.texts.all()} == {"zh-Hans"}


def test_f16_av09_a_region_is_read_as_its_territories_and_shown(case: Any, ana: Actor) -> None:
    batch = case("av09")
    assert words(batch, "region-read") == [
        "“035” is a region of UN M.49. It is read as BN, ID, KH, LA, MM, MY, PH, SG, TH, TL, VN."
    ]
    publish(batch, ana)
    assert RightIn.objects.get().territories == frozenset(
        ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"]
    )


def test_f16_av10_an_unknown_language_is_named_and_the_row_taken(case: Any, ana: Actor) -> None:
    batch = case("av10")
    assert words(batch, "language-left-out") == ["Not in our list of languages, and left out: da, fi, nb, hu."]
    assert rules(batch)[-1] == (5, "language-not-traded")  # wuu alone: nothing of ours is left
    publish(batch, ana)
    assert RightIn.objects.get().languages == frozenset({"th", "vi", "en"})


def test_f16_av11_a_full_delete_of_an_unknown_work_makes_nothing(case: Any, ana: Actor) -> None:
    batch = case("av11")
    publish(batch, ana)
    assert (Programme.objects.count(), RightIn.objects.count()) == (0, 0)
    assert [(row.state, rules(batch)) for row in batch.rows.all()] == [(RowState.UNCHANGED, [(4, "delete-unknown")])]


def test_f12_a_time_with_a_zone_is_the_territorys_own_day(read: Make, ana: Actor) -> None:
    window = {"AvailTrans/Start": "2026-12-31T16:00:00Z", "AvailTrans/End": "2028-12-31T15:59:59Z"}
    publish(read(window | {"AvailTrans/Territory": "CN", "AvailTrans/AllowedLanguages": "th"}), ana)
    assert RightIn.objects.get().period == DateRange(date(2027, 1, 1), date(2029, 1, 1))
    publish(read(window | {"AvailTrans/Territory": "CN, TH, JP, US", "AvailTrans/AllowedLanguages": "th"}), ana)
    assert rights(Programme.objects.get()) == {
        (("CN",), date(2027, 1, 1), date(2029, 1, 1)),
        (("JP",), date(2027, 1, 1), date(2029, 1, 2)),
        (("TH", "US"), date(2026, 12, 31), date(2029, 1, 1)),
    }

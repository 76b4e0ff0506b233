"""What programmes and their rights become in Avails."""

from datetime import date, datetime, time
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from listings.exchange.avails.model import Edge, Language, Term, Transaction
from listings.exchange.avails_out import Choice, Loss, from_programmes, prefetch_programmes
from listings.exchange.avails_out.identifiers import programme_of
from listings.exchange.avails_out.losses import group_losses
from listings.models import Ask, Programme
from listings.states import Binds, Grade, Purpose
from marketplace.vocabularies import languages, media, territories
from tests.factories import NOW, before_review, right_in, right_out

FREE = Choice(free_only=True)
EVERYWHERE = frozenset(territories.codes)
WEBS = frozenset({"SVOD"})


def written(programme: Programme, **choice: Any) -> tuple[list[Transaction], list[Loss]]:
    return from_programmes(
        prefetch_programmes(Programme.objects.filter(pk=programme.pk)), at=NOW, choice=Choice(**choice)
    )


def only(programme: Programme, medium: str = "SVOD", **choice: Any) -> list[Transaction]:
    return [row for row in written(programme, **choice)[0] if f"-{medium}-" in row.avail_id]


def codes(losses: list[Loss], record: str = "") -> set[str]:
    return {loss.code for loss in losses if loss.record == record}


def held(programme: Programme, **fields: Any) -> Any:
    programme.rights_in.all().delete()
    return right_in(programme, **({"media": WEBS} | fields))


def end(year: int, month: int, day: int) -> Edge:
    return Edge(datetime.combine(date(year, month, day), time(23, 59, 59)))


def test_a_right_held_is_a_row_for_each_medium_under_one_stable_id(programme: Programme) -> None:
    rows, _losses = written(programme)
    right = programme.rights_in.get()
    assert {row.alid for row in rows} == {f"md:alid:org:monsoon.example:{programme.public_id}:s1"}
    assert [row.avail_id for row in rows] == [f"{programme.public_id}-R{right.pk}-{code}-1" for code in media.codes]
    assert [row.row for row in rows] == list(range(4, 24))
    first = rows[0]
    assert (first.license_type, first.entry_type, first.licensor) == ("SVOD", "Full Extract", "Saphan Pictures")
    assert (first.territories, first.excluded, first.exclusive) == (territories.HOME, (), True)
    assert (first.start, first.end) == (Edge(datetime(2026, 1, 1)), end(2035, 12, 31))
    assert (first.allowed, first.held_back, first.format_profile) == ((), (), "HD")


def test_identifiers_of_ours_are_known_again(programme: Programme) -> None:
    row = written(programme)[0][0]
    assert programme_of(row.alid) == (programme.public_id, 1)
    assert programme_of(row.asset.fields["SeriesContentID"]) == (programme.public_id, None)
    assert programme_of("md:alid:org:other.example:MN-TH-000001") is None
    assert programme_of("md:alid:org:monsoon.example:1; drop") is None


def test_licence_types_outside_the_standards_list_are_written_and_named(programme: Programme) -> None:
    held(programme, media=frozenset({"SVOD", "TVOD", "EST", "PTV", "THEA", "SHIP"}))
    rows, losses = written(programme)
    assert [row.license_type for row in rows] == ["SVOD", "VOD", "EST", "PayTV", "Theatrical", "SHIP"]
    assert rows[3].fields["LicenseRightsDescription"] == media.media_definition("PTV", "en")
    (loss,) = [one for one in losses if one.code == "licence_type"]
    assert loss.params == {"names": "PayTV, Theatrical, SHIP"}
    assert str(loss.sentence).startswith(
        "Not in the standard's list of licence types, and written all the same: PayTV, Theatrical, SHIP."
    )


def test_losses_of_one_kind_are_told_together(programme: Programme) -> None:
    held(programme, media=frozenset({"PTV", "THEA"}))
    right_in(programme, media=frozenset({"PTV", "SHIP"}))
    right_out(programme, runs=3, media=frozenset({"PTV"}))
    right_out(programme, runs=6, media=frozenset({"PTV"}), territories=frozenset({"VN"}))
    found = {group.code: group for group in group_losses(written(programme)[1])}
    assert found["licence_type"].sentence.startswith(
        "Not in the standard's list of licence types, and written all the same: PayTV, Theatrical, SHIP."
    )
    assert found["runs"].sentence == "The number of runs is not said (3, 6)."
    assert len(found["runs"].losses) == 2
    assert list(found)[:2] == ["taken", "licence_type"]


def test_the_whole_world_less_some_is_written_as_worldwide_and_exclusions(programme: Programme) -> None:
    held(programme, territories=EVERYWHERE)
    assert (only(programme)[0].territories, only(programme)[0].excluded) == (("ZZ",), ())
    held(programme, territories=EVERYWHERE - {"CN", "HK"})
    assert (only(programme)[0].territories, only(programme)[0].excluded) == (("ZZ",), ("CN", "HK"))


def test_each_territory_has_a_row_of_its_own_if_that_was_chosen(programme: Programme) -> None:
    held(programme, territories=frozenset({"TH", "VN"}))
    rows = only(programme, split=True)
    assert [row.territories for row in rows] == [("TH",), ("VN",)]
    assert len({row.avail_id for row in rows}) == 2


def test_a_right_without_an_end_is_open(programme: Programme) -> None:
    held(programme, period=DateRange(date(2026, 1, 1), None))
    assert only(programme)[0].end == Edge(condition="Open")


def test_the_window_ends_with_the_latest_end_of_a_licence(programme: Programme) -> None:
    right = held(programme, latest_end=date(2030, 3, 1))
    rows, losses = written(programme)
    assert rows[0].end == end(2030, 2, 28)
    assert codes(losses, f"in {right.pk}") == {"latest_end"}


def test_a_right_that_has_ended_is_left_out_and_named(programme: Programme) -> None:
    right = held(programme, period=DateRange(date(2020, 1, 1), date(2021, 1, 1)))
    rows, losses = written(programme)
    assert rows == []
    assert [(loss.record, loss.code) for loss in losses] == [("", "nothing")]
    right_in(programme)
    assert codes(written(programme)[1], f"in {right.pk}") == {"over"}


def test_languages_say_their_use(programme: Programme) -> None:
    held(programme, languages=frozenset({"th", "en"}), uses=frozenset({"SUB"}))
    assert only(programme)[0].allowed == (Language("en", "subtitle"), Language("th", "subtitle"))
    held(programme, languages=frozenset({"th"}), uses=frozenset({"SUB", "DUB"}))
    assert only(programme)[0].allowed == (Language("th", "subdub"),)
    held(programme, languages=frozenset(languages.codes) - {"vi"})
    assert (only(programme)[0].allowed, only(programme)[0].held_back) == ((), (Language("vi"),))


def test_a_use_that_avails_cannot_say_is_named(programme: Programme) -> None:
    right = held(programme, languages=frozenset({"th"}), uses=frozenset({"DUB"}))
    rows, losses = written(programme)
    assert rows[0].allowed == (Language("th", "audio"),)
    assert codes(losses, f"in {right.pk}") == {"uses"}


def test_asks_are_licence_fees_by_territory(programme: Programme) -> None:
    held(programme, territories=frozenset({"TH", "VN", "CN"}), media=frozenset({"SVOD", "AVOD"}))
    Ask.objects.create(programme=programme, medium="SVOD", territory=None, fee_minor=500_000)
    Ask.objects.create(programme=programme, medium="SVOD", territory="CN", fee_minor=2_000_000)
    rows, losses = written(programme)
    assert [(row.license_type, row.territories, row.terms[0]) for row in rows] == [
        ("SVOD", ("CN",), Term("LicenseFee", "Text", "20000.00 USD")),
        ("SVOD", ("TH", "VN"), Term("LicenseFee", "Text", "5000.00 USD")),
        ("AVOD", ("CN", "TH", "VN"), Term("NA", "Text", "NA")),
    ]
    assert {"ask_period", "exclusive_percent", "no_ask"} <= codes(losses)


def test_what_is_taken_is_written_with_everything_held_and_named(programme: Programme) -> None:
    held(programme)
    sold = right_out(programme, grade=Grade.EXCLUSIVE, runs=3, catch_up_days=7, note="net of tax")
    rows, losses = written(programme)
    assert len(rows) == 1
    assert codes(losses, f"out {sold.pk}") == {"taken", "sole", "runs", "catch_up", "note"}


def test_only_what_is_free_leaves_out_what_is_taken(programme: Programme) -> None:
    held(programme, territories=frozenset({"TH", "VN"}))
    right_out(programme)  # SVOD in TH, exclusive, to the end of June 2027
    assert {(row.territories, row.start, row.end, row.exclusive) for row in only(programme, free_only=True)} == {
        (("VN",), Edge(datetime(2026, 1, 1)), end(2035, 12, 31), True),
        (("TH",), Edge(datetime(2027, 7, 1)), end(2035, 12, 31), True),
    }


def test_beside_a_non_exclusive_licence_the_right_is_free_but_not_exclusively(programme: Programme) -> None:
    held(programme, territories=frozenset({"TH"}))
    right_out(programme, grade=Grade.NON_EXCLUSIVE)
    assert [(row.end, row.exclusive) for row in only(programme, free_only=True)] == [
        (end(2027, 6, 30), False),
        (end(2035, 12, 31), True),
    ]


def test_a_licence_for_one_language_leaves_the_others(programme: Programme) -> None:
    right = held(programme, territories=frozenset({"TH"}), languages=frozenset({"th", "en"}))
    sold = right_out(programme, languages=frozenset({"th"}), uses=frozenset({"DUB", "VO", "ORIG"}))
    assert [(row.start, row.end, row.allowed) for row in only(programme, free_only=True)] == [
        (Edge(datetime(2026, 1, 1)), end(2035, 12, 31), (Language("en"), Language("th", "subtitle"))),
        (Edge(datetime(2027, 7, 1)), end(2035, 12, 31), (Language("th", "audio"),)),
    ]
    assert codes(written(programme, free_only=True)[1], f"in {right.pk}") == set()
    sold.uses = frozenset({"DUB"})
    sold.save(update_fields=["uses"])
    assert codes(written(programme, free_only=True)[1], f"in {right.pk}") == {"uses"}


def test_a_holdback_that_binds_only_the_licensee_blocks_nothing(programme: Programme) -> None:
    held(programme)
    row = right_out(programme, purpose=Purpose.HOLDBACK, grade=Grade.TERM, binds=Binds.LICENSEE)
    rows, losses = written(programme, free_only=True)
    assert len(rows) == 1
    assert codes(losses, f"out {row.pk}") == {"holdback"}


def test_two_records_that_say_the_same_are_one_row(programme: Programme) -> None:
    held(programme)
    right_in(programme, media=WEBS)
    assert len(only(programme)) == 1


def test_a_series_has_an_avail_for_each_season(programme: Programme) -> None:
    held(programme)
    with before_review(programme):
        programme.seasons.create(number=1, year=2025)
        programme.seasons.create(number=2, title="ภาคสอง").episodes.create(number=1)
    rows = only(programme)
    assert [row.alid.rpartition(":")[2] for row in rows] == ["s1", "s2"]
    assert [row.asset.fields["SeasonNumber"] for row in rows] == ["1", "2"]
    assert rows[1].asset.titles["SeasonTitleDisplayUnlimited"] == "ภาคสอง"
    assert rows[1].asset.fields["EpisodeCount"] == "1"
    assert rows[1].avail_id == f"{rows[0].avail_id}-S2"


def test_titles_in_every_script_are_kept(programme: Programme) -> None:
    with before_review(programme):
        programme.texts.create(language="zh-Hans", title="河畔骑楼")
    titles = written(programme)[0][0].asset.titles
    assert titles["SeriesTitleInternalAlias"] == "ห้องแถวริมน้ำ"
    assert titles["SeriesTitleDisplayUnlimited"] == "The Shophouse by the River"
    assert titles["SeriesTitleDisplayUnlimited@zh-Hans"] == "河畔骑楼"
    assert "titles" in codes(written(programme)[1])


def test_a_film_is_a_movie_with_its_facts(programme: Programme) -> None:
    with before_review(programme):
        Programme.objects.filter(pk=programme.pk).update(kind="film", episode_count=None, minutes=125)
        programme.identifiers.create(scheme="eidr", value="10.5240/CB93-339B-33EA-F532-9428-X")
        programme.credits.create(role="director", name="Nara Wong")
    asset = written(programme)[0][0].asset
    assert (asset.work_type, asset.fields["TotalRunTime"], asset.fields["Director"]) == (
        "Movie",
        "02:05:00",
        "Nara Wong",
    )
    assert asset.fields["TitleID"] == "10.5240/CB93-339B-33EA-F532-9428-X"

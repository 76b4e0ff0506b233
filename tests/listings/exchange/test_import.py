"""An import: read by a worker, mended in place, taken over; the same file again changes nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actions import retry_work
from accounts.actors import Actor, Staff
from accounts.models import Notice
from listings.actions import draft_programme
from listings.exchange import actions, tasks
from listings.exchange.models import Import, ImportRow
from listings.exchange.states import ImportState, RowState
from listings.models import Programme, RightIn
from marketplace.kit.models import Job
from marketplace.vocabularies import languages, uses
from tests import factories
from tests.factories import NOW

ROW: dict[str, str] = {
    "Avail/DisplayName": "Saphan", "Avail/ALID": "md:alid:org:saphan.example:1", "Avail/AvailID": "",
    "Disposition/EntryType": "Full Extract", "AvailAsset/WorkType": "Movie", "AvailAsset/ContentID": "md:cid:org:saphan.example:1",
    "AvailMetadata/TitleInternalAlias": "When the Rain Stops", "AvailMetadata/TitleDisplayUnlimited": "เมื่อฝนหยุด",
    "AvailMetadata/ReleaseYear": "2025", "AvailMetadata/TotalRunTime": "01:58:00", "AvailTrans/LicenseType": "SVOD",
    "AvailTrans/FormatProfile": "HD", "AvailTrans/Territory": "TH", "AvailTrans/Start": "2027-01-01", "AvailTrans/End": "2028-12-31",
    "AvailTrans/AllowedLanguages": "th, zh-Hans:subtitle", "AvailTrans/ContractID": "C-7",
}  # fmt: skip
Make = Callable[..., Import]


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., SimpleUploadedFile]:
    """A workbook of rows; each is ROW with changes."""

    def make(*rows: dict[str, str]) -> SimpleUploadedFile:
        path, columns = tmp_path / "avails.xlsx", [*ROW, *sorted({key for row in rows for key in row} - ROW.keys())]
        with xlsxwriter.Workbook(path) as book:
            page = book.add_worksheet("Avails")
            for place, key in enumerate(columns):
                group, _slash, name = key.partition("/")
                page.write_column(0, place, [group, name, "//REQ" if place else "1.9"])
                page.write_column(3, place, [(ROW | row).get(key, "") for row in rows])
        return SimpleUploadedFile("avails.xlsx", path.read_bytes())

    return make


@pytest.fixture
def read(sheet: Callable[..., SimpleUploadedFile], ana: Actor) -> Make:
    """The import of a workbook of Ana's, read."""

    def make(*rows: dict[str, str], by: Actor = ana) -> Import:
        batch = actions.start_import(file=sheet(*rows), kind="avails", by=by, at=NOW)
        actions.read_import(batch=batch, at=NOW)
        batch.refresh_from_db()
        return batch

    return make


def publish(batch: Import, by: Actor) -> None:
    actions.order_publishing(batch=batch, by=by, at=NOW)
    actions.publish_import(batch=batch, by=by, at=NOW)
    batch.refresh_from_db()


def rules(batch: Import) -> list[tuple[int, str]]:
    return [(row.number, one["rule"]) for row in batch.rows.all() for one in row.findings]


def test_a_row_becomes_a_draft_and_a_right(read: Make, ana: Actor) -> None:
    batch = read({}, {"AvailTrans/FormatProfile": "SD"}, {"AvailTrans/Territory": "VN"})
    assert (batch.state, batch.version, batch.rows_read, rules(batch)) == (ImportState.CHECKED, "1.9", 3, [])
    publish(batch, ana)
    made = Programme.objects.get(source_key="avails:md:cid:org:saphan.example:1")
    assert (made.organisation, made.state, made.original_title, made.year, made.minutes) == (
        ana.organisation,
        "draft",
        "เมื่อฝนหยุด",
        2025,
        118,
    )
    thai, chinese = sorted(made.rights_in.all(), key=lambda row: -len(row.uses))
    assert (thai.territories, thai.media, thai.languages, thai.uses) == (
        frozenset({"TH", "VN"}),
        frozenset({"SVOD"}),
        frozenset({"th"}),
        uses.ALL,
    )
    assert (chinese.languages, chinese.uses) == (frozenset({"zh-Hans"}), frozenset({"SUB"}))
    assert (thai.period, thai.source, thai.exclusive) == (DateRange(date(2027, 1, 1), date(2029, 1, 1)), "C-7", True)
    assert set(batch.rows.values_list("state", flat=True)) == {RowState.PUBLISHED}


def test_an_import_is_taken_over_as_often_as_somebody_orders_it(read: Make, ana: Actor) -> None:
    batch = read({})
    for _round in range(tasks.MAX_ATTEMPTS + 1):
        actions.order_publishing(batch=batch, by=ana, at=NOW)
        tasks.run(import_id=batch.pk)
        batch.refresh_from_db()
        assert (batch.state, batch.attempts) == (ImportState.DONE, 0)
    assert not Notice.objects.filter(kind="exchange.gave_up").exists()


def test_one_that_never_ends_is_given_up(read: Make, ana: Actor) -> None:
    batch = read({})
    actions.order_publishing(batch=batch, by=ana, at=NOW)
    Import.objects.update(attempts=tasks.MAX_ATTEMPTS)
    tasks.run(import_id=batch.pk)
    assert Notice.objects.filter(kind="exchange.gave_up", user=ana.user).count() == 1
    assert batch.rows.get().state == RowState.WAITING


def test_t04_staff_take_up_again_what_was_given_up(read: Make, ana: Actor, sam: Staff) -> None:
    batch = read({})
    actions.order_publishing(batch=batch, by=ana, at=NOW)
    Import.objects.update(attempts=tasks.MAX_ATTEMPTS)
    tasks.run(import_id=batch.pk)
    job = Job.objects.get()
    assert (job.kind, job.row, job.dead_at is not None) == ("exchange.run", batch.pk, True)
    assert Notice.objects.filter(kind="accounts.work_failed", user=sam.user).count() == 1
    retry_work(job=job, by=sam, at=NOW)
    tasks.go_on_again(import_id=batch.pk)
    tasks.run(import_id=batch.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.rows.get().state, Job.objects.count()) == (ImportState.DONE, RowState.PUBLISHED, 0)


def test_the_same_file_again_changes_nothing(read: Make, ana: Actor) -> None:
    rows: tuple[dict[str, str], ...] = ({}, {"AvailTrans/Territory": "VN", "AvailTrans/LicenseType": "AVOD"})
    publish(read(*rows), ana)
    before = list(RightIn.objects.order_by("pk").values("pk", "key"))
    again = read(*rows)
    publish(again, ana)
    assert list(RightIn.objects.order_by("pk").values("pk", "key")) == before
    assert set(again.rows.values_list("state", flat=True)) == {RowState.UNCHANGED}
    assert Programme.objects.count() == 1


def test_a_full_extract_replaces_all_of_its_alid_and_nothing_else(read: Make, ana: Actor) -> None:
    other = {"Avail/ALID": "md:alid:org:saphan.example:2"}
    publish(
        read(
            {}, {"AvailTrans/Territory": "VN", "AvailTrans/LicenseType": "AVOD"}, other | {"AvailTrans/Territory": "MY"}
        ),
        ana,
    )
    publish(read({"AvailTrans/Territory": "LA"}), ana)
    held = {(tuple(sorted(r.territories)), tuple(r.media)) for r in RightIn.objects.all()}
    assert held == {(("LA",), ("SVOD",)), (("MY",), ("SVOD",))}


def test_a_full_delete_ends_all_of_its_alid(read: Make, ana: Actor) -> None:
    publish(read({}), ana)
    gone = {"Disposition/EntryType": "Full Delete", "AvailTrans/Start": "1999-12-31", "AvailTrans/End": "2000-01-01"}
    publish(read(gone), ana)
    assert (RightIn.objects.count(), Programme.objects.count()) == (0, 1)


def test_what_a_licence_rests_on_stays_and_the_row_says_so(read: Make, ana: Actor) -> None:
    publish(read({}), ana)
    made = Programme.objects.get()
    factories.right_out(
        made,
        territories=frozenset({"TH"}),
        languages=frozenset({"th"}),
        period=DateRange(date(2027, 1, 1), date(2028, 1, 1)),
    )
    later = read({"AvailTrans/Start": "2027-06-01"})
    publish(later, ana)
    assert rules(later) == [(4, "licence-rests")]
    assert (later.rows.get().state, later.rows.get().verdict) == (RowState.WAITING, "error")
    assert {r.period.lower for r in made.rights_in.all()} == {date(2027, 1, 1)}


def test_the_good_rows_are_taken_and_the_bad_ones_kept_and_mended(read: Make, ana: Actor) -> None:
    second = {"Avail/ALID": "md:alid:org:saphan.example:2", "AvailAsset/ContentID": "md:cid:org:saphan.example:2"}
    batch = read({}, second | {"AvailTrans/Territory": "UK"})
    bad = batch.rows.get(number=5)
    assert [(one["column"], one["value"]) for one in bad.findings] == [("AvailTrans/Territory", "UK")]
    publish(batch, ana)
    assert (batch.state, Programme.objects.count(), batch.rows.get(number=5).state) == (
        ImportState.DONE,
        1,
        RowState.WAITING,
    )
    mended = actions.mend_row(row=bad, cells={"AvailTrans/Territory": "GB"}, by=ana, at=NOW)
    assert (mended.verdict, mended.findings) == ("ok", [])
    publish(batch, ana)
    assert (Programme.objects.count(), RightIn.objects.filter(territories__isnull=False).count()) == (2, 4)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"AvailTrans/Territory": "CN-GD"}, "part-of-territory"),
        ({"AvailTrans/Territory": "TH", "AvailTrans/TerritoryExclusion": "TH"}, "territory-in-out"),
        ({"AvailTrans/LicenseType": "Karaoke"}, "medium-unknown"),
        ({"AvailTrans/End": "EST"}, "end-by-event"),
        ({"AvailTrans/AllowedLanguages": "eo"}, "language-not-traded"),
    ],
)
def test_what_cannot_be_said_here_is_refused_at_its_cell(read: Make, change: dict[str, str], rule: str) -> None:
    batch = read(change)
    assert (4, rule) in rules(batch)
    assert batch.rows.get().verdict == "error"


def test_worldwide_less_two_territories(read: Make, ana: Actor) -> None:
    publish(
        read(
            {
                "AvailTrans/Territory": "ZZ",
                "AvailTrans/TerritoryExclusion": "CN, HK",
                "AvailTrans/AllowedLanguages": "th",
            }
        ),
        ana,
    )
    (held,) = RightIn.objects.all()
    assert not held.territories & {"CN", "HK"}
    assert len(held.territories) > 240


def test_an_open_end_is_open_and_no_languages_are_all(read: Make, ana: Actor) -> None:
    publish(read({"AvailTrans/End": "Open", "AvailTrans/AllowedLanguages": ""}), ana)
    (held,) = RightIn.objects.all()
    assert (held.period.upper, held.languages) == (None, frozenset(languages.codes))


def test_reading_goes_on_where_it_stopped(read: Make, ana: Actor) -> None:
    batch = read(*({"AvailTrans/Territory": code} for code in ("TH", "VN", "MY", "SG")))
    whole = list(batch.rows.values("number", "cells", "findings", "verdict"))
    batch.rows.filter(number__gt=5).delete()
    Import.objects.filter(pk=batch.pk).update(state=ImportState.READING, rows_read=2)
    batch.refresh_from_db()
    actions.read_import(batch=batch, at=NOW)
    batch.refresh_from_db()
    assert (batch.state, batch.rows_read, list(batch.rows.values("number", "cells", "findings", "verdict"))) == (
        ImportState.CHECKED,
        4,
        whole,
    )


def test_a_rival_sees_nothing_and_a_viewer_changes_nothing(read: Make, sheet: Any, di: Actor, cy: Actor) -> None:
    batch = read({})
    assert not Import.objects.visible_to(cy).exists()
    for stranger in (di, cy):
        with pytest.raises(actions.MayNotImport):
            actions.start_import(file=sheet({}), kind="avails", by=stranger, at=NOW)
        with pytest.raises(actions.MayNotImport):
            actions.order_publishing(batch=batch, by=stranger, at=NOW)
    assert (Import.objects.count(), ImportRow.objects.count(), Programme.objects.count()) == (1, 1, 0)


def test_another_organisations_ids_are_refused_row_by_row(read: Make, ana: Actor) -> None:
    other = factories.actor("Ola", factories.organisation("Another Producer"))
    publish(read({}), ana)
    plain = {"Avail/ALID": "77", "AvailAsset/ContentID": "77"}
    batch = read({}, plain, by=other)
    assert rules(batch) == [(4, "foreign-work")]
    publish(batch, other)
    assert [p.source_key for p in Programme.objects.filter(organisation=other.organisation)] == ["avails:77"]


def test_a3_f15_what_was_exported_from_here_finds_its_programme_again(
    read: Make, ana: Actor, programme: Programme
) -> None:
    ours = {"AvailAsset/ContentID": f"md:cid:org:saphan.example:{programme.public_id}"}
    again = read(ours)
    publish(again, ana)
    assert (Programme.objects.count(), programme.rights_in.count(), rules(again)) == (1, 1, [(4, "inside-held")])
    publish(read(ours | {"AvailTrans/Territory": "JP"}), ana)
    assert (Programme.objects.count(), programme.rights_in.count()) == (1, 3)


def test_episodes_count_when_all_of_a_season_have_the_right(read: Make, ana: Actor) -> None:
    show = {
        "AvailAsset/WorkType": "Episode",
        "AvailAsset/ContentID": "",
        "AvailAsset/SeriesContentID": "md:cid:org:saphan.example:s",
        "AvailAsset/SeasonContentID": "md:cid:org:saphan.example:s1",
        "AvailMetadata/SeriesTitleInternalAlias": "River",
        "AvailMetadata/SeasonNumber": "1",
        "AvailTrans/AllowedLanguages": "th",
        "AvailMetadata/EpisodeCount": "2",
    }
    one = show | {
        "AvailAsset/EpisodeContentID": "e1",
        "AvailMetadata/EpisodeNumber": "1",
        "AvailMetadata/EpisodeTitleInternalAlias": "One",
    }
    two = show | {
        "Avail/ALID": "md:alid:2",
        "AvailAsset/EpisodeContentID": "e2",
        "AvailMetadata/EpisodeNumber": "2",
        "AvailMetadata/EpisodeTitleInternalAlias": "Two",
    }
    batch = read(one, two, one | {"AvailTrans/Territory": "VN"})
    assert rules(batch) == [(6, "not-whole-season")]  # said before anything is taken over
    publish(batch, ana)
    (held,) = RightIn.objects.all()
    assert (held.territories, held.programme.kind) == (frozenset({"TH"}), "series")
    assert rules(batch) == [(6, "not-whole-season")]


def test_rights_of_a_film_that_its_seller_lists_go_to_that_listing(read: Make, ana: Actor) -> None:
    """The same EIDR; by a season's number a whole series would get the season's rights."""
    eidr = "10.5240/7791-8534-2C23-9030-8610-5"
    film = {
        "kind": "film",
        "original_title": "Rain",
        "original_language": "th",
        "production_territories": ["TH"],
        "year": 2025,
        "identifiers": [{"scheme": "eidr", "value": eidr}],
    }
    mine = draft_programme(values=film, by=ana, at=NOW)
    for state in ("published", "unchanged"):
        batch = read({"AvailAsset/TitleID": eidr})
        publish(batch, ana)
        row = batch.rows.get()
        assert (row.state, row.programme, rules(batch)) == (state, mine, [(row.number, "rights-to-listed")])
    assert Programme.objects.get().rights_in.count() == 2
    name = "md:cid:org:saphan.example:s"
    season = {
        "AvailAsset/WorkType": "Season",
        "AvailMetadata/SeasonID": eidr,
        "AvailMetadata/SeasonNumber": "1",
        "AvailAsset/ContentID": f"{name}1",
        "AvailAsset/SeasonContentID": f"{name}1",
        "AvailAsset/SeriesContentID": name,
        "AvailMetadata/SeriesTitleInternalAlias": "Lamp",
        "AvailMetadata/EpisodeCount": "2",
        "AvailMetadata/TotalRunTime": "",
    }
    publish(read(season), ana)
    assert Programme.objects.count() == 2

"""Rules about rows that belong together: the rows of an ALID, of a work, and windows that meet."""

from datetime import date

from listings.exchange.avails import recheck_rows
from tests.listings.exchange.avails.making import EPISODE, FILM, SEASON, changed

TODAY = date(2026, 6, 1)
VOD = changed(FILM, LicenseType="VOD", PriceType="WSP", PriceValue="12.50", PriceCurrency="CNY")


def findings(*rows: dict[str, str]) -> list[tuple[str, int, str, str, str, object]]:
    document = recheck_rows(dict(enumerate(rows, start=4)), "1.9", today=TODAY)
    return [
        (one.severity.value, one.row, one.column.partition("/")[2], one.value, one.rule, one.params.get("first"))
        for one in document.findings
    ]


def test_rows_of_an_alid_may_differ_in_territory_dates_and_licence() -> None:
    assert findings(FILM, changed(FILM, Territory="VN"), VOD, changed(FILM, Start="2032-01-01", End="2033-12-31")) == []


def test_rows_of_an_alid_have_one_licensor() -> None:
    assert findings(FILM, changed(FILM, Territory="VN", DisplayName="Other Co")) == [
        ("error", 5, "DisplayName", "Other Co", "differs", "4")
    ]


def test_rows_of_an_alid_have_one_service_provider_and_exception_flag() -> None:
    first = changed(FILM, ServiceProvider="Lab A", ExceptionFlag="Yes")
    same = changed(first, Territory="VN", ExceptionFlag="true")

    assert findings(first, same) == []
    assert findings(first, changed(same, ServiceProvider="Lab B", ExceptionFlag="No")) == [
        ("error", 5, "ServiceProvider", "Lab B", "differs", "4"),
        ("error", 5, "ExceptionFlag", "No", "differs", "4"),
    ]


def test_rows_of_an_alid_are_extracted_or_deleted_together() -> None:
    assert findings(FILM, changed(FILM, Territory="VN", EntryType="Full Delete")) == [
        ("error", 5, "EntryType", "Full Delete", "differs", "4")
    ]


def test_rows_of_an_alid_have_one_kind_of_work() -> None:
    assert findings(FILM, changed(SEASON, Territory="VN")) == [("error", 5, "WorkType", "Season", "type-differs", "4")]


def test_rows_of_an_alid_have_one_work() -> None:
    assert findings(FILM, changed(FILM, Territory="VN", ContentID="other")) == [
        ("error", 5, "ContentID", "other", "asset-differs", "4")
    ]


def test_a_work_has_one_type_everywhere() -> None:
    short = changed(FILM, ALID="other", WorkType="Short", Territory="VN")

    assert findings(FILM, short) == [
        ("error", 5, "WorkType", "md:cid:org:huaxia.example:1001", "work-differs", "4"),
    ]


def test_an_avail_id_is_used_once() -> None:
    assert findings(changed(FILM, AvailID="T1"), changed(FILM, AvailID="T2", Territory="VN")) == []
    assert findings(changed(FILM, AvailID="T1"), changed(FILM, AvailID="T1", Territory="VN")) == [
        ("warning", 5, "AvailID", "T1", "avail-id-twice", "4")
    ]


def test_a_row_that_repeats_another_is_named() -> None:
    assert findings(FILM, changed(FILM, AvailID="T2")) == [
        ("warning", 5, "ALID", "md:alid:org:huaxia.example:1001", "window-twice", "4")
    ]


def test_windows_of_the_same_offer_do_not_overlap() -> None:
    later = changed(FILM, Start="2032-01-01", End="2033-12-31")
    overlapping = changed(FILM, Start="2031-12-31", End="2033-12-31")

    assert findings(FILM, later) == []
    assert findings(FILM, overlapping) == [("warning", 5, "Start", "TH", "window-overlap", "4")]


def test_a_window_may_begin_the_moment_another_ends() -> None:
    first = changed(FILM, End="2031-12-31T00:00:00")

    assert findings(first, changed(FILM, Start="2031-12-31T00:00:00", End="2032-12-31")) == []
    assert findings(first, changed(FILM, Start="2031-12-30T23:59:59", End="2032-12-31")) == [
        ("warning", 5, "Start", "TH", "window-overlap", "4")
    ]


def test_the_dummy_dates_of_deleted_rows_are_not_windows() -> None:
    deleted = changed(FILM, EntryType="Full Delete", Start="1999-12-31", End="2000-01-01")

    assert findings(deleted, deleted) == []


def test_an_open_window_overlaps_all_that_begin_later() -> None:
    open_end = changed(FILM, End="Open")

    assert findings(open_end, changed(FILM, Start="2040-01-01", End="2041-12-31")) == [
        ("warning", 5, "Start", "TH", "window-overlap", "4")
    ]


def test_windows_overlap_only_in_the_territories_they_share() -> None:
    first = changed(FILM, Territory="TH, VN, SG")
    second = changed(FILM, Territory="VN, SG, MY", Start="2031-01-01", End="2032-12-31")

    assert findings(first, second) == [("warning", 5, "Start", "VN, SG", "window-overlap", "4")]


def test_other_formats_licences_languages_and_price_types_are_other_offers() -> None:
    start = {"Start": "2031-01-01", "End": "2032-12-31"}

    assert findings(VOD, changed(VOD, FormatProfile="UHD", **start)) == []
    assert findings(VOD, changed(VOD, LicenseType="EST", **start)) == []
    assert findings(VOD, changed(VOD, AllowedLanguages="th", **start)) == []
    assert findings(VOD, changed(VOD, PriceType="TPR-WSP", **start)) == []


def test_a_long_window_is_compared_with_all_that_follow_it() -> None:
    long = changed(FILM, Start="2027-01-01", End="2040-12-31")
    short = changed(FILM, Start="2028-01-01", End="2028-12-31")
    last = changed(FILM, Start="2039-01-01", End="2039-12-31")

    assert findings(long, short, last) == [
        ("warning", 5, "Start", "TH", "window-overlap", "4"),
        ("warning", 6, "Start", "TH", "window-overlap", "4"),
    ]


def test_a_full_extract_names_something_that_is_not_over() -> None:
    past = changed(FILM, Start="2020-01-01", End="2021-12-31")

    assert findings(past, FILM) == []
    assert findings(changed(past, End="2026-06-01")) == []
    assert findings(changed(past, EntryType="Full Delete")) == []
    assert findings(changed(past, End="2026-05-31")) == [
        ("warning", 4, "ALID", "md:alid:org:huaxia.example:1001", "all-past", None)
    ]


def test_a_pre_order_is_fulfilled_no_later_than_others_can_buy() -> None:
    sale = changed(VOD, LicenseType="EST", Start="2030-03-01")
    order = changed(
        VOD,
        LicenseType="POEST",
        End="ESTStart",
        SuppressionLiftDate="2029-12-01",
        SpecialPreOrderFulfillDate="2030-03-01",
    )

    assert findings(sale, order) == []
    assert findings(sale, changed(order, SpecialPreOrderFulfillDate="2030-03-02")) == [
        ("warning", 5, "SpecialPreOrderFulfillDate", "2030-03-02", "preorder-late", "4")
    ]


def test_episodes_and_their_season_are_works_of_their_own() -> None:
    second = changed(EPISODE, ALID="e2", EpisodeContentID="e2", EpisodeNumber="2")

    assert findings(SEASON, changed(EPISODE, ALID="e1"), second) == []


def test_volumes_of_a_season_do_not_share_episodes() -> None:
    first = volume("v1", "1", "3")

    assert findings(first, volume("v2", "4", "3")) == []
    assert findings(first, volume("v2", "3", "3")) == [
        ("error", 5, "VolumeFirstEpisodeNumber", "3", "volume-overlap", "4")
    ]
    assert findings(first, volume("v2", "3", "3") | {"AvailAsset/SeasonContentID": "another"}) == []


def volume(name: str, first: str, count: str) -> dict[str, str]:
    row = changed(SEASON, WorkType="Volume", ALID=name, EpisodeCount=None)
    return row | {
        "AvailAsset/VolumeContentID": name,
        "AvailMetadata/VolumeNumber": name[1:],
        "AvailMetadata/VolumeFirstEpisodeNumber": first,
        "AvailMetadata/VolumeNumberOfEpisodes": count,
    }

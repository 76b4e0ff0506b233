"""Avails XML: what is read, and each rule about its shape with a file that keeps it and one that breaks it."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from listings.exchange.avails import read_avails, recheck_rows
from listings.exchange.avails.model import Asset, Edge, Language, Term
from tests.listings.exchange.avails.making import ASSET, HEAD, TRANSACTION, xml_file, xml_text

TODAY = date(2026, 6, 1)
Found = tuple[str, int, str, str, str]
SEASON = """<avails:SeasonMetadata><avails:SeasonContentID>s1</avails:SeasonContentID>
<avails:SeasonNumber><md:Number>1</md:Number></avails:SeasonNumber>{extra}
<avails:SeriesMetadata><avails:SeriesContentID>s</avails:SeriesContentID>
<avails:SeriesTitleInternalAlias>Go Go Squid!</avails:SeriesTitleInternalAlias></avails:SeriesMetadata></avails:SeasonMetadata>"""
EPISODE = f"""<avails:Asset contentID="e1"><avails:WorkType>Episode</avails:WorkType><avails:EpisodeMetadata>
<avails:TitleInternalAlias>One</avails:TitleInternalAlias>
<avails:EpisodeNumber><md:Number>1</md:Number></avails:EpisodeNumber>{SEASON.format(extra="")}</avails:EpisodeMetadata></avails:Asset>"""
EPISODE_HEAD = HEAD.replace("single", "episode")
BUNDLE = ASSET.replace("Movie", "Collection").replace(
    "</avails:Asset>",
    '<avails:BundledAsset sequence="1"><avails:BundledALID>a-1</avails:BundledALID></avails:BundledAsset></avails:Asset>',
)
SUPPLEMENT = ASSET.replace("Movie", "Supplemental")
REFERRING = TRANSACTION.replace(
    "</avails:FormatProfile>", "</avails:FormatProfile><avails:RefALID>a-1</avails:RefALID>"
)
TERM = '<avails:Term termName="{name}">{value}</avails:Term></avails:Transaction>'


def with_terms(*terms: str) -> str:
    return TRANSACTION.replace("</avails:Transaction>", "".join(terms) + "</avails:Transaction>")


def found(tmp_path: Path, text: str) -> list[Found]:
    return [
        (one.severity.value, one.row, one.column, one.value, one.rule)
        for one in read_avails(xml_file(tmp_path / "a.xml", text), today=TODAY).findings
    ]


def test_a_transaction_is_read_with_all_it_says(tmp_path: Path) -> None:
    transaction = """<avails:Transaction TransactionID="T1">
    <avails:Licensee><md:DisplayName>Saphan TV</md:DisplayName></avails:Licensee><avails:LicenseType>VOD</avails:LicenseType>
    <avails:Territory><md:countryRegion>142</md:countryRegion></avails:Territory>
    <avails:TerritoryExcluded><md:country>HK</md:country></avails:TerritoryExcluded>
    <avails:StartCondition lag="P90D">Theatrical</avails:StartCondition><avails:End>2031-12-31T15:59:59Z</avails:End>
    <avails:AllowedLanguage asset="audio">cmn</avails:AllowedLanguage><avails:AllowedLanguage>th</avails:AllowedLanguage>
    <avails:HoldbackLanguage>yue</avails:HoldbackLanguage><avails:FormatProfile HDR="DV">UHD</avails:FormatProfile>
    <avails:ContractID>C-1</avails:ContractID>
    <avails:Term termName="WSP"><avails:Money currency="CNY">12.50</avails:Money></avails:Term>
    <avails:Term termName="TPR-WSP"><avails:Money currency="USD">1.50</avails:Money></avails:Term>
    <avails:Term termName="Exclusive"><avails:Boolean>true</avails:Boolean></avails:Term></avails:Transaction>"""
    document = read_avails(xml_file(tmp_path / "a.xml", xml_text(transaction=transaction)), today=TODAY)
    (row,) = document.rows

    assert (document.kind, document.version) == ("xml", "2.6")
    assert row.row == 10
    assert (row.licensor, row.licensee, row.avail_id) == ("Huaxia Pictures", "Saphan TV", "T1")
    assert row.asset == Asset("md:cid:org:huaxia.example:1001", "Movie", {"TitleInternalAlias": "The Wandering Earth"})
    assert (row.territories, row.excluded) == (("142",), ("HK",))
    assert row.start == Edge(None, "Theatrical", "P90D")
    assert row.end == Edge(datetime(2031, 12, 31, 15, 59, 59, tzinfo=UTC))
    assert row.allowed == (Language("cmn", "audio"), Language("th"))
    assert row.held_back == (Language("yue"),)
    assert row.exclusive is True
    assert row.terms == (
        Term("WSP", "Money", "12.50", "CNY"),
        Term("Exclusive", "Boolean", "true"),
        Term("TPR-WSP", "Money", "1.50", "USD"),
    )
    assert row.fields == {"HDR": "DV"}


def test_an_episode_knows_its_season_and_series(tmp_path: Path) -> None:
    document = read_avails(xml_file(tmp_path / "a.xml", xml_text(head=EPISODE_HEAD, asset=EPISODE)), today=TODAY)
    (row,) = document.rows

    assert row.asset.content_id == "e1"
    assert row.asset.titles == {"EpisodeTitleInternalAlias": "One", "SeriesTitleInternalAlias": "Go Go Squid!"}
    assert row.asset.fields == {
        "SeasonContentID": "s1",
        "SeasonNumber": "1",
        "SeriesContentID": "s",
        "EpisodeNumber": "1",
    }


def test_titles_in_further_languages_are_kept(tmp_path: Path) -> None:
    titles = "".join(
        f'<avails:TitleDisplayUnlimited language="{tag}">{text}</avails:TitleDisplayUnlimited>'
        for tag, text in (("zh-Hans", "流浪地球"), ("th", "ปฏิบัติการฝ่าสุริยะ"))
    )
    asset = ASSET.replace("<avails:TitleInternalAlias>", f"{titles}<avails:TitleInternalAlias>")
    (row,) = read_avails(xml_file(tmp_path / "a.xml", xml_text(asset=asset)), today=TODAY).rows

    assert row.asset.titles == {
        "TitleDisplayUnlimited": "流浪地球",
        "TitleDisplayUnlimited@zh-Hans": "流浪地球",
        "TitleDisplayUnlimited@th": "ปฏิบัติการฝ่าสุริยะ",
        "TitleInternalAlias": "The Wandering Earth",
    }


def test_each_transaction_and_asset_is_a_row_of_its_own_even_on_one_line(tmp_path: Path) -> None:
    two = (TRANSACTION + TRANSACTION.replace('"T1"', '"T2"').replace(">TH<", ">VN<")).replace("\n", "")
    document = read_avails(xml_file(tmp_path / "a.xml", xml_text(transaction=two)), today=TODAY)

    assert [(row.row, row.territories) for row in document.rows] == [(10, ("TH",)), (11, ("VN",))]


@pytest.mark.parametrize("version", ["2.2", "2.2.1", "2.2.2", "2.3", "2.4", "2.5", "2.5.2", "2.6", "2.6.1", "2.7"])
def test_all_versions_from_2_2_to_2_7_are_read(tmp_path: Path, version: str) -> None:
    document = read_avails(
        xml_file(tmp_path / "a.xml", xml_text().replace("v2.6/avails", f"v{version}/avails")), today=TODAY
    )

    assert document.version == version
    assert len(document.rows) == 1


def test_mended_cells_of_xml_are_read_again_by_the_same_rules(tmp_path: Path) -> None:
    document = read_avails(xml_file(tmp_path / "a.xml", xml_text().replace(">TH<", ">UK<")), today=TODAY)
    mended = {row: cells | {"AvailTrans/Territory": "GB"} for row, cells in document.cells.items()}

    assert document.rows == ()
    assert [row.territories for row in recheck_rows(mended, document.version, today=TODAY).rows] == [("GB",)]


GOOD = [
    xml_text(),
    xml_text(head=EPISODE_HEAD, asset=EPISODE),
    xml_text(head=HEAD.replace("single", "bundle"), asset=BUNDLE),
    xml_text(head=HEAD.replace("single", "supplement"), asset=SUPPLEMENT, transaction=REFERRING),
    xml_text(head=HEAD.replace("single", "collection"), asset=ASSET + ASSET.replace(":1001", ":1002")),
    xml_text(tail="<avails:ExceptionFlag>true</avails:ExceptionFlag>"),
]


@pytest.mark.parametrize("text", GOOD, ids=range(len(GOOD)))
def test_a_good_file_has_nothing_to_say(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


# (the file, the finding); the second row of each Avail that is broken elsewhere says so.
BAD = [
    (xml_text().replace("<avails:ShortDescription>流浪地球</avails:ShortDescription>", ""),
     ("error", 3, "ShortDescription", "", "element-missing")),
    (xml_text(head=HEAD.replace("<avails:AvailType>single</avails:AvailType>", "")),
     ("error", 3, "AvailType", "", "element-missing")),
    (xml_text(tail="<avails:ALID>x</avails:ALID>"), ("error", 14, "ALID", "x", "element-order")),
    (xml_text(tail="<avails:Colour>red</avails:Colour>"), ("error", 14, "Colour", "red", "element-unknown")),
    (xml_text(head=HEAD.replace("<avails:AvailType>", "<avails:AvailType>single</avails:AvailType><avails:AvailType>")),
     ("error", 7, "AvailType", "single", "element-twice")),
    (xml_text(head=HEAD.replace(">single<", "><")), ("error", 7, "AvailType", "", "element-empty")),
    (xml_text(head=HEAD.replace(">single<", ">film<")), ("error", 7, "AvailType", "film", "element-value")),
    (xml_text(asset=ASSET.replace(' contentID="md:cid:org:huaxia.example:1001"', "")),
     ("error", 8, "contentID", "", "attribute-missing")),
    (xml_text(transaction=TRANSACTION.replace("2030-01-01T00:00:00", "2030-01-01")),
     ("error", 12, "Start", "2030-01-01", "element-value")),
    (xml_text(asset=ASSET.replace("Metadata>", "SeriesMetadata>")),
     ("error", 8, "Metadata", "Movie", "metadata-kind")),
    (xml_text(head=HEAD.replace("single", "bundle")), ("error", 3, "AvailType", "bundle", "avail-type")),
    (xml_text(asset=ASSET + ASSET), ("error", 3, "AvailType", "single", "avail-type")),
    (xml_text(head=HEAD.replace("single", "collection")), ("error", 3, "AvailType", "collection", "avail-type")),
    (xml_text(head=HEAD.replace("single", "supplement"), asset=SUPPLEMENT),
     ("error", 3, "AvailType", "supplement", "avail-type")),
    (xml_text(head=HEAD, asset=EPISODE), ("error", 8, "AvailType", "single", "avail-type")),
    (xml_text(head=EPISODE_HEAD, asset=EPISODE.replace("<avails:EpisodeNumber><md:Number>1</md:Number>", "<avails:EpisodeNumber>")),
     ("error", 8, "EpisodeNumber", "", "element-missing")),
    (xml_text(asset=BUNDLE.replace("Collection", "Movie")), ("error", 8, "BundledAsset", "", "bundle-only")),
    (xml_text(transaction=REFERRING), ("error", 13, "RefALID", "a-1", "refers-only")),
    (xml_text(transaction=with_terms('<avails:Term termName="Colour"><avails:Text>x</avails:Text></avails:Term>')),
     ("warning", 13, "termName", "Colour", "unusual")),
    (xml_text(transaction=with_terms("<avails:Term><avails:Text>x</avails:Text></avails:Term>")),
     ("error", 13, "termName", "", "attribute-missing")),
    (xml_text(head=EPISODE_HEAD, asset=EPISODE.replace(SEASON.format(extra=""), SEASON.format(extra="<avails:SeasonStatus>Half</avails:SeasonStatus>"))),
     ("error", 11, "SeasonStatus", "Half", "element-value")),
    (xml_text(transaction=TRANSACTION.replace("<md:country>TH<", "<md:country>419<")),
     ("error", 11, "country", "419", "element-value")),
    (xml_text().replace("<avails:Avail>", "<avails:Offer/><avails:Avail>", 1), ("error", 3, "Offer", "", "element-unknown")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BAD, ids=[f"{number}-{case[1][4]}" for number, case in enumerate(BAD)])
def test_a_broken_shape_is_named_with_its_line(tmp_path: Path, text: str, expected: Found) -> None:
    assert expected in found(tmp_path, text)


def test_an_error_in_one_avail_keeps_its_rows_out_and_no_others(tmp_path: Path) -> None:
    good = (
        xml_text()
        .split("<avails:Avail>")[1]
        .split("</avails:AvailList>")[0]
        .replace(":1001", ":2002")
        .replace("T1", "T9")
    )
    two = TRANSACTION + TRANSACTION.replace('"T1"', '"T2"').replace(">TH<", ">VN<")
    broken = xml_text(head=HEAD.replace(">single<", ">film<"), transaction=two)
    text = broken.replace("</avails:AvailList>", f"<avails:Avail>{good}</avails:AvailList>")

    document = read_avails(xml_file(tmp_path / "a.xml", text), today=TODAY)

    assert [row.alid for row in document.rows] == ["md:alid:org:huaxia.example:2002"]
    assert [(one.row, one.rule) for one in document.findings] == [
        (7, "element-value"),
        (10, "avail-broken"),
        (13, "avail-broken"),
    ]


def test_a_second_rating_is_checked_where_it_stands(tmp_path: Path) -> None:
    rating = """<md:Rating><md:Region><md:country>{place}</md:country></md:Region><md:System>{system}</md:System>
    <md:Value>{value}</md:Value></md:Rating>"""
    ratings = "".join(
        rating.format(place=place, system=system, value=value)
        for place, system, value in (("TH", "BFVC", "18"), ("VN", "MCST", "XX"))
    )
    asset = ASSET.replace("</avails:Metadata>", f"<avails:Ratings>{ratings}</avails:Ratings></avails:Metadata>")

    assert found(tmp_path, xml_text(asset=asset)) == [
        ("error", 10, "RatingValue", "XX", "rating-value"),
        ("error", 12, "RatingValue", "XX", "avail-broken"),
    ]


def test_lines_are_right_in_very_long_files(tmp_path: Path) -> None:
    text = xml_text().replace("<avails:Avail>", "\n" * 70_000 + "<avails:Avail>", 1)
    (row,) = read_avails(xml_file(tmp_path / "a.xml", text), today=TODAY).rows

    assert row.row == 70_010

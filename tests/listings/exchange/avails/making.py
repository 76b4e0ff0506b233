"""Makes Avails files: workbooks cell by cell, XML from a row's parts, and archives that lie."""

import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

FILM = {
    "Avail/DisplayName": "Huaxia Pictures",
    "Avail/ALID": "md:alid:org:huaxia.example:1001",
    "Disposition/EntryType": "Full Extract",
    "AvailAsset/WorkType": "Movie",
    "AvailAsset/ContentID": "md:cid:org:huaxia.example:1001",
    "AvailMetadata/TitleInternalAlias": "The Wandering Earth",
    "AvailTrans/LicenseType": "SVOD",
    "AvailTrans/FormatProfile": "HD",
    "AvailTrans/Territory": "TH",
    "AvailTrans/Start": "2030-01-01",
    "AvailTrans/End": "2031-12-31",
}
SEASON = {
    **{
        key: text
        for key, text in FILM.items()
        if key not in ("AvailAsset/ContentID", "AvailMetadata/TitleInternalAlias")
    },
    "AvailAsset/WorkType": "Season",
    "AvailAsset/SeriesContentID": "md:cid:org:huaxia.example:s",
    "AvailAsset/SeasonContentID": "md:cid:org:huaxia.example:s1",
    "AvailMetadata/SeriesTitleInternalAlias": "Go Go Squid!",
    "AvailMetadata/SeasonNumber": "1",
    "AvailMetadata/EpisodeCount": "41",
}
EPISODE = {
    **{key: text for key, text in SEASON.items() if key != "AvailMetadata/EpisodeCount"},
    "AvailAsset/WorkType": "Episode",
    "AvailAsset/EpisodeContentID": "md:cid:org:huaxia.example:s1e1",
    "AvailMetadata/EpisodeNumber": "1",
    "AvailMetadata/EpisodeTitleInternalAlias": "Episode 1",
}


def changed(row: dict[str, str], **by_name: str | None) -> dict[str, str]:
    """The row with other values, by the columns' names; None takes one out. Unknown names go to AvailTrans."""
    names = {key.partition("/")[2]: key for key in (*FILM, *SEASON, *EPISODE, *MORE)}
    new: dict[str, str | None] = {
        **row,
        **{names.get(name, f"AvailTrans/{name}"): value for name, value in by_name.items()},
    }
    return {key: value for key, value in new.items() if value is not None}


MORE = (
    "Avail/ServiceProvider", "Avail/ExceptionFlag", "Avail/BundledALIDs", "Avail/AvailID", "AvailMetadata/ReleaseYear",
    "AvailMetadata/RatingSystem", "AvailMetadata/RatingValue", "AvailMetadata/RatingReason", "AvailMetadata/TotalRunTime",
    "AvailMetadata/CaptionIncluded", "AvailMetadata/CaptionExemption", "AvailAsset/EditID", "AvailMetadata/EpisodeAltID",
    "AvailMetadata/LocalizationType", "AvailMetadata/ReleaseHistoryOriginal", "AvailMetadata/EpisodeID",
)  # fmt: skip


def workbook(
    path: Path,
    rows: Sequence[Mapping[str, object]],
    *,
    columns: list[str] | None = None,
    note: str = "1.9",
    sheet: str = "Movies",
) -> Path:
    """A workbook in the template's layout; the columns are those of the rows, unless given."""
    keys = columns or list(dict.fromkeys(key for row in rows for key in row))
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for index, key in enumerate(keys):
            group, _, name = key.partition("/")
            page.write(0, index, group)
            page.write(1, index, name)
            page.write(2, index, "//Opt" if index else note)
        for line, row in enumerate(rows, start=3):
            for index, key in enumerate(keys):
                if key in row:
                    write(page, line, index, row[key], day)
    return path


def write(page: Worksheet, line: int, index: int, value: object, day: Format) -> None:
    """Text stays text, as in files that other tools write; dates become real dates."""
    if isinstance(value, str):
        page.write_string(line, index, value)
    elif isinstance(value, date):
        page.write_datetime(line, index, value, day)
    else:
        page.write(line, index, value)


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


def with_sheet(path: Path, source: Path, sheet: bytes) -> Path:
    """A copy of a workbook with another first sheet."""
    with zipfile.ZipFile(source) as old:
        parts = {part.filename: old.read(part) for part in old.infolist()}
    return archive(path, parts | {"xl/worksheets/sheet1.xml": sheet})


NAMESPACES = (
    'xmlns:avails="http://www.movielabs.com/schema/avails/v2.6/avails" '
    'xmlns:md="http://www.movielabs.com/schema/md/v2.10/md"'
)
TRANSACTION = """<avails:Transaction TransactionID="T1">
<avails:LicenseType>SVOD</avails:LicenseType><avails:Territory><md:country>TH</md:country></avails:Territory>
<avails:Start>2030-01-01T00:00:00</avails:Start><avails:End>2031-12-31T23:59:59</avails:End>
<avails:FormatProfile>HD</avails:FormatProfile></avails:Transaction>"""
ASSET = """<avails:Asset contentID="md:cid:org:huaxia.example:1001"><avails:WorkType>Movie</avails:WorkType>
<avails:Metadata><avails:TitleInternalAlias>The Wandering Earth</avails:TitleInternalAlias></avails:Metadata></avails:Asset>"""
HEAD = """<avails:ALID>md:alid:org:huaxia.example:1001</avails:ALID>
<avails:Disposition><avails:EntryType>Full Extract</avails:EntryType></avails:Disposition>
<avails:Licensor><md:DisplayName>Huaxia Pictures</md:DisplayName></avails:Licensor>
<avails:AvailType>single</avails:AvailType><avails:ShortDescription>流浪地球</avails:ShortDescription>"""


def xml_text(*, head: str = HEAD, asset: str = ASSET, transaction: str = TRANSACTION, tail: str = "") -> str:
    """One Avail, of parts that a test may change."""
    avail = f"<avails:Avail>\n{head}\n{asset}\n{transaction}\n{tail}</avails:Avail>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<avails:AvailList {NAMESPACES}>\n{avail}\n</avails:AvailList>'


def xml_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path

"""Which cells a row needs, may not have, or usually has, by its work type."""

from collections.abc import Iterator, Mapping

from listings.exchange.avails.problems import Problem
from listings.exchange.avails.vocabulary import TELEVISION

Broken = tuple[str, Problem]  # the column's key and what is wrong there

ALWAYS = (
    "Avail/ALID",
    "Avail/DisplayName",
    "Disposition/EntryType",
    "AvailAsset/WorkType",
    "AvailTrans/LicenseType",
    "AvailTrans/FormatProfile",
    "AvailTrans/Territory",
    "AvailTrans/Start",
    "AvailTrans/End",
)
_FILM = ("AvailAsset/ContentID", "AvailMetadata/TitleInternalAlias")
_SERIES = ("AvailAsset/SeriesContentID", "AvailMetadata/SeriesTitleInternalAlias")
_SEASON = (*_SERIES, "AvailAsset/SeasonContentID", "AvailMetadata/SeasonNumber")
# SeasonNumber of an episode only warns: real files leave it out, and the season's content id says which one it is.
NEEDED = {
    "Movie": _FILM,
    "Short": _FILM,
    "Supplemental": _FILM,
    "Promotion": _FILM,
    "Collection": (*_FILM, "Avail/BundledALIDs"),
    "Series": _SERIES,
    "Season": _SEASON,
    "Volume": (*_SEASON, "AvailAsset/VolumeContentID", "AvailMetadata/VolumeNumber"),
    "Episode": (
        *_SERIES,
        "AvailAsset/SeasonContentID",
        "AvailAsset/EpisodeContentID",
        "AvailMetadata/EpisodeNumber",
        "AvailMetadata/EpisodeTitleInternalAlias",
    ),
}
# In XML the shape of the metadata is checked by its elements, and an episode may belong to a series directly.
NEEDED_XML = {
    "Movie": _FILM,
    "Short": _FILM,
    "Supplemental": _FILM,
    "Promotion": _FILM,
    "Collection": (*_FILM, "Avail/BundledALIDs"),
    "Series": _SERIES,
    "Season": (*_SERIES, "AvailAsset/SeasonContentID"),
    "Volume": ("AvailAsset/VolumeContentID",),
    "Episode": ("AvailAsset/EpisodeContentID", "AvailMetadata/EpisodeNumber"),
}
USUAL = {
    "Episode": ("AvailMetadata/SeasonNumber",),
    "Season": ("AvailMetadata/EpisodeCount",),
}
FORBIDDEN = {"Season": ("AvailAsset/EpisodeContentID",), "Series": ("AvailAsset/EpisodeContentID",)}
ODD = {"Season": ("AvailMetadata/EpisodeTitleID", "AvailMetadata/EpisodeID", "AvailMetadata/EpisodeAltID")}

CONTENT_ID = {kind: f"AvailAsset/{kind}ContentID" for kind in TELEVISION}


def content_id_key(work_type: str) -> str:
    """The column that names a work of this type."""
    return CONTENT_ID.get(work_type, "AvailAsset/ContentID")


def missing_cells(cells: Mapping[str, str], *, xml: bool) -> Iterator[Broken]:
    """Cells that are empty and may not be, and the reverse."""
    for key in ALWAYS:
        if key not in cells:
            yield key, Problem("required", "")
    work_type = cells.get("AvailAsset/WorkType", "")
    kind = {"other": work_type}
    for key in (NEEDED_XML if xml else NEEDED).get(work_type, ()):
        if key not in cells:
            yield key, Problem("required-for", "", kind)
    for table, rule in ((FORBIDDEN, "not-for"), (ODD, "unusual-for")):
        for key in table.get(work_type, ()):
            if key in cells:
                yield key, Problem(rule, cells[key], kind)
    for key in USUAL.get(work_type, ()):
        if key not in cells and not xml:
            yield key, Problem("expected-for", "", kind)

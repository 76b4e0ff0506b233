"""The metadata of a work as XML: which element each column becomes, in the order that the schema fixes."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from listings.exchange.avails.model import Asset
from listings.exchange.avails.values import read_run_time

AVAILS = "http://www.movielabs.com/schema/avails/v2.6/avails"
MD = "http://www.movielabs.com/schema/md/v2.10/md"
MDMEC = "http://www.movielabs.com/schema/mdmec/v2.10"
NAMESPACES = {"avails": AVAILS, "md": MD, "mdmec": MDMEC}
Element = Any  # lxml's own type cannot be named without its stubs
Fields = Mapping[str, str]

# Of each kind of metadata, its elements in the schema's order. "title" and "alt" stand for more than one element;
# a name in brackets is metadata inside metadata.
_WORK = """title EditEIDR-URN TitleEIDR-URN alt ReleaseDate RunLength People ReleaseHistory USACaptionsExemptionReason
    Ratings LocalizationOffering GroupingEntity"""
ORDER = {
    "Metadata": f"{_WORK} CompanyDisplayCredit",
    "EpisodeMetadata": f"{_WORK} EpisodeNumber [SeasonMetadata]",
    "SeasonMetadata": """SeasonContentID SeasonEIDR-URN title SeasonNumber ReleaseDate ReleaseHistory USACaptionsExemptionReason Ratings alt
        NumberOfEpisodes SeasonStatus [SeriesMetadata]""",
    "SeriesMetadata": """SeriesContentID SeriesEIDR-URN title ReleaseDate ReleaseHistory Ratings alt NumberOfSeasons SeriesStatus
        CompanyDisplayCredit""",
    "VolumeMetadata": """VolumeContentID VolumeEIDR-URN title VolumeNumber ReleaseDate ReleaseHistory Ratings alt
        VolumeFirstEpisodeNumber VolumeNumberOfEpisodes Status [SeasonMetadata]""",
}
# Elements that are one text, by the column that they come from.
COLUMN = {
    "ReleaseDate": "ReleaseYear",
    "USACaptionsExemptionReason": "CaptionExemption",
    "LocalizationOffering": "LocalizationType",
    "SeasonEIDR-URN": "SeasonID",
    "SeriesEIDR-URN": "SeriesID",
    "VolumeEIDR-URN": "VolumeID",
    "NumberOfEpisodes": "EpisodeCount",
    "NumberOfSeasons": "SeasonCount",
    "Status": "VolumeStatus",
    "People": "Director",
    "RunLength": "TotalRunTime",
    "GroupingEntity": "GroupIdentity",
    "EditEIDR-URN": "EditID",
    "TitleEIDR-URN": "TitleID",
}
ALTERNATIVES = {
    "Metadata": ("AltID", "RetailerID1", "RetailerID2", "RetailerID3"),
    "EpisodeMetadata": ("EpisodeAltID", "RetailerEpisodeID1", "RetailerEpisodeID2"),
    "SeasonMetadata": ("SeasonAltID", "RetailerSeasonID"),
    "SeriesMetadata": ("SeriesAltID", "RetailerSeriesID"),
    "VolumeMetadata": ("VolumeAltID", "RetailerVolumeID"),
}
PREFIX = {
    "EpisodeMetadata": "Episode",
    "SeasonMetadata": "Season",
    "SeriesMetadata": "Series",
    "VolumeMetadata": "Volume",
}
RELEASES = {"ReleaseHistoryOriginal": "original", "ReleaseHistoryPhysicalHV": "DVD"}
OF_THE_WORK = ("ReleaseDate", "ReleaseHistory", "USACaptionsExemptionReason", "Ratings")
LISTED_AS = "org:mddf"  # MovieLabs' own name space for columns that have no element
EIDR = re.compile(r"10\.5240/(.+)")


def add_child(parent: Element, name: str, text: str = "", *, space: str = AVAILS, **attributes: str) -> Element:
    """A new last child. What no XML file can hold is left out of the text."""
    child = etree.SubElement(parent, f"{{{space}}}{name}", attrib=attributes)
    if text:
        child.text = drop_control_characters(text)
    return child


def drop_control_characters(text: str) -> str:
    """Without the control characters that XML forbids."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", text)


def display_name(parent: Element, name: str, text: str) -> None:
    """An organisation by its name."""
    add_child(add_child(parent, name), "DisplayName", text, space=MD)


def build_metadata(asset: Asset, region: str) -> Element:
    """The metadata element of a work; that of its series stands inside that of its season.

    `region` is where a rating without a region of its own holds.
    """
    kind = f"{asset.work_type}Metadata" if asset.work_type in ("Season", "Series", "Episode", "Volume") else "Metadata"
    own = {f"{asset.work_type}ContentID": asset.content_id} if kind != "Metadata" else {}
    root = etree.Element(f"{{{AVAILS}}}{kind}", nsmap=NAMESPACES)
    fill_metadata(root, kind, asset.titles, {"RatingRegion": region, **asset.fields, **own}, top=True)
    return root


def fill_metadata(parent: Element, kind: str, titles: Fields, fields: Fields, *, top: bool) -> None:
    """The elements of one kind of metadata. Facts of the work itself stand at the top only."""
    for name in ORDER[kind].split():
        if name == "title":
            add_titles(parent, kind, titles)
        elif name == "alt":
            add_alternatives(parent, kind, fields)
        elif name.startswith("["):
            inner = name.strip("[]")
            fill_metadata(add_child(parent, inner), inner, titles, fields, top=False)
        elif top or name not in OF_THE_WORK:
            add_fact(parent, kind, name, fields)


def add_titles(parent: Element, kind: str, titles: Fields) -> None:
    """Display titles, that of a workbook's column first, then the working title."""
    prefix = PREFIX.get(kind, "")
    shown = "" if kind == "EpisodeMetadata" else prefix
    for language, text in in_languages(titles, f"{prefix}TitleDisplayUnlimited"):
        add_child(parent, f"{shown}TitleDisplayUnlimited", text, **({"language": language} if language else {}))
    for region, text in in_languages(titles, f"{prefix}TitleInternalAlias"):
        add_child(parent, f"{shown}TitleInternalAlias", text, **({"region": region} if region else {}))


def in_languages(titles: Fields, key: str) -> Iterator[tuple[str, str]]:
    """(language or region, title): the plain one first, with its language if one of the others says the same."""
    plain = titles.get(key, "")
    tagged = {name.partition("@")[2]: text for name, text in titles.items() if name.startswith(f"{key}@") and text}
    same = next((language for language, text in tagged.items() if text == plain), "")
    if plain:
        yield same, plain
    yield from ((language, text) for language, text in tagged.items() if language != same)


def add_alternatives(parent: Element, kind: str, fields: Fields) -> None:
    """Identifiers of other systems, in the form that MovieLabs' converters read back."""
    for column in ALTERNATIVES[kind]:
        if fields.get(column):
            one = add_child(
                parent, f"{PREFIX[kind] if kind in PREFIX and kind != 'EpisodeMetadata' else ''}AltIdentifier"
            )
            add_child(one, "Namespace", LISTED_AS, space=MD)
            add_child(one, "Identifier", f"{column}:{fields[column]}", space=MD)


def add_fact(parent: Element, kind: str, name: str, fields: Fields) -> None:
    """An element made of one column (or two, for releases); nothing where the column is empty."""
    column = column_of(kind, name)
    if name == "ReleaseHistory":
        add_releases(parent, fields)
    elif name == "Ratings":
        add_rating(parent, fields)
    elif name in ("SeasonNumber", "EpisodeNumber", "VolumeNumber"):
        add_number(parent, name, fields)
    elif fields.get(column):
        DETAILS.get(name, add_text)(parent, name, fields[column])


def column_of(kind: str, name: str) -> str:
    """The column that an element comes from."""
    if kind == "EpisodeMetadata" and name.endswith("EIDR-URN"):
        return "EpisodeID" if name.startswith("Edit") else "EpisodeTitleID"
    return COLUMN.get(name, name)


def add_text(parent: Element, name: str, text: str) -> None:
    """The text as it is, but EIDRs as the URNs that XML wants."""
    add_child(parent, name, EIDR.sub(r"urn:eidr:10.5240:\1", text) if name.endswith("EIDR-URN") else text)


def add_number(parent: Element, name: str, fields: Fields) -> None:
    """A number in a sequence. A season must have the element, even without a number."""
    if fields.get(name) or name == "SeasonNumber":
        found = add_child(parent, name)
        if fields.get(name):
            add_child(found, "Number", fields[name], space=MD)


def add_rating(parent: Element, fields: Fields) -> None:
    if fields.get("RatingSystem") and fields.get("RatingValue"):
        found = add_child(add_child(parent, "Ratings"), "Rating", space=MD)
        code = fields["RatingRegion"]
        add_child(
            add_child(found, "Region", space=MD), "country" if code.isalpha() else "countryRegion", code, space=MD
        )
        add_child(found, "System", fields["RatingSystem"], space=MD)
        add_child(found, "Value", fields["RatingValue"], space=MD)
        for reason in fields.get("RatingReason", "").split(","):
            if reason.strip():
                add_child(found, "Reason", reason.strip(), space=MD)


def add_releases(parent: Element, fields: Fields) -> None:
    for column, kind in RELEASES.items():
        if fields.get(column):
            found = add_child(parent, "ReleaseHistory")
            add_child(found, "ReleaseType", kind, space=MD)
            add_child(found, "Date", fields[column], space=MD)


def add_director(parent: Element, name: str, text: str) -> None:
    found = add_child(parent, name)
    add_child(add_child(found, "Job", space=MD), "JobFunction", "Director", space=MD)
    add_child(add_child(found, "Name", space=MD), "DisplayName", text, space=MD)


def add_run_length(parent: Element, name: str, text: str) -> None:
    add_child(parent, name, read_run_time(text).value)


def add_credit(parent: Element, name: str, text: str) -> None:
    add_child(add_child(parent, name), "DisplayString", text, space=MD)


def add_channel(parent: Element, name: str, text: str) -> None:
    found = add_child(parent, name)
    add_child(found, "Type", "channel", space=MD)
    add_child(found, "GroupIdentity", text, space=MD)
    add_child(found, "DisplayName", text, space=MD)


DETAILS = {
    "People": add_director,
    "RunLength": add_run_length,
    "CompanyDisplayCredit": add_credit,
    "GroupingEntity": add_channel,
}

"""The shape of Avails XML 2.2 to 2.7: which elements an element holds, in which order, and what is in them.

One table for all versions: they differ by what they lack, so an older file never breaks it. After a name: ? = may be
missing, * = any number, + = one or more, ! = must not be empty; a|b = one of both. `shape_findings` walks a tree of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from listings.exchange.avails import vocabulary as words
from listings.exchange.avails.dates import is_duration
from listings.exchange.avails.model import Finding
from listings.exchange.avails.rules import finding
from listings.exchange.avails.xml_tree import Element, line, local, text

_METADATA = """TitleDisplayUnlimited* TitleInternalAlias+! EditEIDR-URN? TitleEIDR-URN? AltIdentifier* VersionDescription?
    ReleaseDate? RunLength? People* ReleaseHistory* USACaptionsExemptionReason? Ratings? EncodeID? LocalizationOffering?
    GroupingEntity*"""
SHAPES = {
    "Avail": """Compatibility? ALID! AssociatedALID* Disposition Licensor Licensee? ServiceProvider? AvailType! ShortDescription
        Asset+ Transaction+ CoreMetadata* SharedEntitlement* ExceptionFlag?""",
    "Disposition": "EntryType! IssueDate?",
    "Asset": """WorkType! WorkTypeDetail? Metadata|EpisodeMetadata|SeasonMetadata|SeriesMetadata|VolumeMetadata
        BundledAsset*""",
    "Metadata": f"{_METADATA} CompanyDisplayCredit*",
    "EpisodeMetadata": f"{_METADATA} EpisodeNumber SeasonMetadata|SeriesMetadata",
    "SeasonMetadata": """SeasonContentID! SeasonEIDR-URN? SeasonTitleDisplayUnlimited* SeasonTitleInternalAlias*
        SeasonNumber VersionDescription? ReleaseDate? ReleaseHistory* USACaptionsExemptionReason? Ratings?
        SeasonAltIdentifier* NumberOfEpisodes? SeasonStatus? SeriesMetadata""",
    "SeriesMetadata": """SeriesContentID! SeriesEIDR-URN? SeriesTitleDisplayUnlimited* SeriesTitleInternalAlias+!
        LocalSeriesTitle* VersionDescription? ReleaseDate? USACaptionsExemptionReason? ReleaseHistory* Ratings?
        SeriesAltIdentifier* NumberOfSeasons? SeriesStatus? CompanyDisplayCredit*""",
    "VolumeMetadata": """VolumeContentID! VolumeEIDR-URN? VolumeTitleDisplayUnlimited* VolumeTitleInternalAlias*
        VolumeNumber VersionDescription? ReleaseDate? ReleaseHistory* USACaptionsExemptionReason? Ratings?
        VolumeAltIdentifier* VolumeFirstEpisodeNumber? VolumeNumberOfEpisodes? Status? SeasonMetadata|SeriesMetadata""",
    "BundledAsset": "BundledALID! SharedEntitlement* ShortDescription?",
    "SharedEntitlement": "EcosystemID+! DepricatedEcosystemID*",
    "Transaction": """Licensee? LicenseType! Description? Territory* TerritoryExcluded* Start|StartCondition End|EndCondition
        Duration? WindowDuration? AllowedLanguage* AssetLanguage* HoldbackLanguage* LicenseRightsDescription?
        FormatProfile! ContractID? ReportingID? RefALID* Term* ExperienceCondition? OtherInstructions?""",
    "Territory": "country|countryRegion",
    "TerritoryExcluded": "country|countryRegion",
    "Term": "Money|Event|Text|Number|Boolean|Duration|URI|Language|ID|AltIdentifier|YearDateTime|Time|Region",
    "Ratings": "Rating*|NotRated Unrated*",
    "Rating": "Region System! Value! Reason* LinkToLogo* Description* Version* URI*",
    "Region": "country|countryRegion",
}  # fmt: skip
ATTRIBUTES = {"Asset": "contentID", "Term": "termName"}

DATE_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
DATE = re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII)
_FORMS = {
    "country": (re.compile(r"[A-Z]{2}"), "TH"),
    "countryRegion": (re.compile(r"[A-Z]{2}-[0-9A-Z]+|\d{3}"), "CN-GD"),
    "Start": (DATE_TIME, "2026-01-01T00:00:00"),
    "End": (DATE_TIME, "2026-12-31T23:59:59"),
    "Event": (re.compile(f"{DATE_TIME.pattern}|{DATE.pattern}", re.ASCII), "2026-01-01"),
    "Boolean": (re.compile("true|false|0|1"), "true"),
    "ExceptionFlag": (re.compile("true|false|0|1"), "true"),
    "Money": (re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII), "12.50"),
    "Number": (re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII), "12"),
    "NumberOfEpisodes": (re.compile(r"[+-]?\d+", re.ASCII), "12"),
    "NumberOfSeasons": (re.compile(r"[+-]?\d+", re.ASCII), "12"),
    "VolumeFirstEpisodeNumber": (re.compile(r"[+-]?\d+", re.ASCII), "12"),
    "VolumeNumberOfEpisodes": (re.compile(r"[+-]?\d+", re.ASCII), "12"),
    "USACaptionsExemptionReason": (re.compile("[1-6]"), "1"),
}
_LISTS = {
    "AvailType": words.AVAIL_TYPES,
    "SeasonStatus": words.SEASON_STATUSES,
    "SeriesStatus": words.SERIES_STATUSES,
    "Status": words.SEASON_STATUSES,
    "ExperienceCondition": words.EXPERIENCE_CONDITIONS,
}
_DURATIONS = ("RunLength", "WindowDuration", "Duration")


@dataclass(frozen=True)
class Place:
    """One entry of a shape: the names that may stand there, and how often."""

    names: tuple[str, ...]
    least: int
    most: int
    filled: bool


@lru_cache(maxsize=64)
def places(name: str) -> tuple[tuple[Place, ...], dict[str, int]]:
    """An element's entries, and {child's name: index of its entry}."""
    found = []
    for word in SHAPES[name].split():
        names = tuple(part.rstrip("?*+!") for part in word.split("|"))
        least = 0 if "?" in word or "*" in word else 1
        found.append(Place(names, least, 10**6 if "*" in word or "+" in word else 1, "!" in word))
    return tuple(found), {child: index for index, place in enumerate(found) for child in place.names}


def shape_findings(element: Element) -> Iterator[Finding]:
    """Everything wrong with the shape of an element and of what is in it."""
    name = local(element)
    if name not in SHAPES:
        return
    yield from _order(element, name)
    if name in ATTRIBUTES and not element.get(ATTRIBUTES[name]):
        yield _broken("attribute-missing", element, ATTRIBUTES[name], name)
    for child in element:
        yield from _content(child)
        yield from shape_findings(child)


def _order(element: Element, name: str) -> Iterator[Finding]:
    entries, index_of = places(name)
    counts = [0] * len(entries)
    reached = 0
    for child in element:
        child_name = local(child)
        index = index_of.get(child_name)
        if index is None:
            yield _broken("element-unknown", child, child_name, name)
            continue
        counts[index] += 1
        if index < reached:
            yield _broken("element-order", child, child_name, name)
        elif counts[index] > entries[index].most:
            yield _broken("element-twice", child, child_name, name)
        reached = max(reached, index)
        if entries[index].filled and not text(child) and not len(child):
            yield _broken("element-empty", child, child_name, name)
    for entry, count in zip(entries, counts, strict=True):
        if count < entry.least:
            yield _broken("element-missing", element, " | ".join(entry.names), name)


def _content(element: Element) -> Iterator[Finding]:
    """A leaf's text: its form, or the list it is from. (Empty ones are the order's business.)"""
    name, written = local(element), text(element)
    if not written or len(element):
        return
    if name in _FORMS and not _FORMS[name][0].fullmatch(written):
        yield _value(element, written, _FORMS[name][1])
    elif name in _DURATIONS and not is_duration(written):
        yield _value(element, written, "PT2H5M")
    elif name in _LISTS and written not in _LISTS[name]:
        yield _value(element, written, ", ".join(_LISTS[name]))
    scope = element.get("scope")
    if name == "AltIdentifier" and scope and scope not in words.ALT_SCOPES:
        yield _value(element, scope, ", ".join(words.ALT_SCOPES))


def _broken(rule: str, element: Element, name: str, parent: str) -> Finding:
    params = {"name": name, "other": parent}
    return finding(rule, line(element), name, text(element), **params)


def _value(element: Element, written: str, allowed: str) -> Finding:
    return finding("element-value", line(element), local(element), written, list=allowed)

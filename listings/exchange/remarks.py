"""What is said of a row that can be taken over: what was read into it, and what of it is not taken over."""

from collections.abc import Iterator, Mapping

from listings.exchange.avails.model import Transaction
from listings.exchange.avails.values import YES
from listings.exchange.avails_to_rights import expand_codes
from listings.exchange.finding_texts import Stored, own_finding
from listings.exchange.meaning_languages import foreign_tags, our_languages
from listings.exchange.programme_matching import WHOLES, read_minutes
from marketplace.vocabularies import regions, territories
from marketplace.vocabularies.ratings import SYSTEMS

TERRITORY, RUN_TIME = "AvailTrans/Territory", "AvailMetadata/TotalRunTime"
SYSTEM, RATING = "AvailMetadata/RatingSystem", "AvailMetadata/RatingValue"
PRICE = ("AvailTrans/PriceType", "AvailTrans/PriceValue", "AvailTrans/PriceCurrency")
# Terms that change what the right is worth: named at each row. A value that says nothing is not.
NAMED = {
    "AvailTrans/SRP": "",
    "AvailTrans/TPRType": "",
    "AvailTrans/LicenseRightsDescription": "",
    "AvailTrans/Description": "",
    "AvailTrans/OtherTerms": "",
    "AvailTrans/OtherInstructions": "",
    "AvailTrans/ExclusiveAttributes": "",
    "AvailTrans/BrandingRights": "no",
    "AvailTrans/BrandingRightsAttributes": "",
    "AvailTrans/RentalDuration": "",
    "AvailTrans/WatchDuration": "",
    "AvailTrans/WindowDuration": "",
    "AvailTrans/Download": "",
    "AvailTrans/FixedEndDate": "",
    "AvailTrans/TitleStatus": "approved",
    "AvailAsset/Metadata": "",
    "AvailMetadata/Any": "",
}
# Of the FormatProfile nothing is kept: every row has one, and a right here is one for every picture format.
TAKEN = frozenset(
    f"{group}/{name}"
    for group, names in {
        "Avail": "ALID AvailID DisplayName Licensee ExceptionFlag BundledALIDs",
        "Disposition": "EntryType",
        "AvailAsset": """WorkType ContentID SeriesContentID SeasonContentID EpisodeContentID VolumeContentID TitleID EditID""",
        "AvailTrans": """LicenseType FormatProfile Territory TerritoryExclusion Start End StartLag EndLag AllowedLanguages
            HoldbackLanguage Exclusive ContractID PriceType PriceValue PriceCurrency""",
        "AvailMetadata": """ReleaseYear TotalRunTime Director CompanyDisplayCredit RatingSystem RatingValue SeasonNumber
            EpisodeNumber EpisodeCount SeasonCount VolumeNumber VolumeFirstEpisodeNumber VolumeNumberOfEpisodes SeasonID""",
    }.items()
    for name in names.split()
)


def row_remarks(row: Transaction, cells: Mapping[str, str]) -> Iterator[Stored]:
    """Everything that is said of a row, in the order of its columns."""
    for code in (*row.territories, *row.excluded):
        if code in regions.M49:
            members = sorted(expand_codes([code]), key=territories.number)
            yield own_finding("region-read", TERRITORY, code, list=", ".join(members))
    for column, named in (("AllowedLanguages", row.allowed), ("HoldbackLanguage", row.held_back)):
        if unknown := foreign_tags(named):
            yield own_finding("language-left-out", f"AvailTrans/{column}", ", ".join(unknown))
        for one in named:
            if len(codes := our_languages(one.tag)) > 2:
                yield own_finding("language-wide", f"AvailTrans/{column}", one.tag, list=", ".join(sorted(codes)))
    yield from facts_left(row, cells)
    yield from terms_left(cells)
    if cells.get("Avail/ExceptionFlag", "").lower() in YES:
        yield own_finding("exception-flag", "Avail/ExceptionFlag", cells["Avail/ExceptionFlag"])


def facts_left(row: Transaction, cells: Mapping[str, str]) -> Iterator[Stored]:
    """A run time and a rating that cannot be kept."""
    run_time = cells.get(RUN_TIME, "")
    if run_time and row.asset.work_type in WHOLES:
        yield own_finding("not-taken", RUN_TIME, run_time)
    elif run_time and read_minutes(run_time) is None:
        yield own_finding("runtime-unclear", RUN_TIME, run_time)
    system, rating = cells.get(SYSTEM, ""), cells.get(RATING, "")
    if rating and not rating_of(system, rating):
        yield own_finding("not-taken", RATING, f"{system} {rating}".strip())


def terms_left(cells: Mapping[str, str]) -> Iterator[Stored]:
    """The price and all other terms that a right in has no place for, one by one."""
    price = " ".join(cells[name] for name in PRICE if name in cells)
    if price and price != "NA NA":
        yield own_finding("price-not-taken", "AvailTrans/PriceValue", price)
    for key, nothing in NAMED.items():
        if key in cells and cells[key].lower() != nothing:
            yield own_finding("not-taken", key, cells[key])


def silent_columns(cells: Mapping[str, str]) -> Iterator[str]:
    """Columns of a row that are neither taken over nor named at it: deliveries, formats, numbers of other systems."""
    return (key for key in cells if key not in TAKEN and key not in NAMED and "Title" not in key)


def rating_of(system: str, value: str) -> tuple[str, str] | None:
    """(territory, value) of a rating system that we know."""
    found = (one.territory for one in SYSTEMS if one.code == system and value in one.values)
    return next(((place, value) for place in found), None)

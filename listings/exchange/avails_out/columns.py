"""The columns that we write, in the order in which the templates have them, and what row 3 says of each."""

from collections.abc import Iterable

from listings.exchange.avails.model import Transaction
from listings.exchange.avails.vocabulary import TELEVISION

# (m) = only where films are listed, (t) = only where series are. ! = required.
_ORDER = """
Avail/ DisplayName! Licensee
AvailTrans/ AssetLanguage Territory! TerritoryExclusion
AvailAsset/ WorkType!
Disposition/ EntryType!
AvailMetadata/ TitleInternalAlias(m)! TitleDisplayUnlimited(m) SeriesTitleInternalAlias(t)! SeriesTitleDisplayUnlimited(t)
  SeasonNumber(t)! VolumeTitleInternalAlias(t) VolumeTitleDisplayUnlimited(t) VolumeNumber(t) DistributionNumber(t)
  VolumeDistributionNumber(t) EpisodeNumber(t) EpisodeTitleInternalAlias(t) EpisodeTitleDisplayUnlimited(t)
  SeasonTitleInternalAlias(t) SeasonTitleDisplayUnlimited(t) EpisodeCount(t)! SeasonCount(t) LocalizationType
  CompanyDisplayCredit GroupIdentity Director
AvailTrans/ LicenseType! LicenseRightsDescription FormatProfile! HDR WCG HFR NGAudio Start! StartLag End! EndLag WindowDuration
  PriceType PriceValue PriceCurrency SRP TPRType CampaignID Description Download OtherTerms OtherInstructions
AvailAsset/ TitleID(m) EditID(m) AltID(m) ContentID(m)! SeriesContentID(t)! SeasonContentID(t)! VolumeContentID(t)
  EpisodeContentID(t)
AvailMetadata/ SeriesID(t) SeasonID(t) VolumeID(t) EpisodeTitleID(t) EpisodeID(t) SeriesAltID(t) SeasonAltID(t)
  EpisodeAltID(t)
Avail/ AvailID UV_ID DMA_ID ReportingID
AvailAsset/ Metadata
Avail/ ALID!
AvailTrans/ SuppressionLiftDate SpecialPreOrderFulfillDate AnnounceDate
AvailMetadata/ ReleaseYear ReleaseHistoryOriginal ReleaseHistoryPhysicalHV
Avail/ ExceptionFlag
AvailMetadata/ RatingSystem RatingValue RatingReason
AvailTrans/ RentalDuration WatchDuration FixedEndDate
AvailMetadata/ CaptionIncluded CaptionExemption Any
AvailTrans/ ContractID TitleStatus Exclusive ExclusiveAttributes BrandingRights BrandingRightsAttributes
Avail/ ServiceProvider
AvailMetadata/ TotalRunTime
AvailTrans/ HoldbackLanguage AllowedLanguages RequiredFulfillmentLanguages
Avail/ BundledALIDs
AvailMetadata/ RetailerID1(m) RetailerID2(m) RetailerID3(m) RetailerEpisodeID1(t) RetailerEpisodeID2(t) RetailerVolumeID(t)
  RetailerSeasonID(t) RetailerSeriesID(t)
Avail/ RetailerSpare1 RetailerSpare2 RetailerSpare3 AssociatedALID
"""
FILMS, SERIES, BOTH = "Movies", "TV", "AllAvails"


def _read_columns() -> list[tuple[str, str, bool]]:
    """(key, "m" or "t" or both, required) of every column, in order."""
    found, group = [], ""
    for word in _ORDER.split():
        if word.endswith("/"):
            group = word
            continue
        name, _, layouts = word.rstrip("!").partition("(")
        found.append((group + name, layouts.rstrip(")") or "mt", word.endswith("!")))
    return found


COLUMNS = _read_columns()
REQUIRED = frozenset(key for key, _layouts, required in COLUMNS if required)


def layout_of(transactions: Iterable[Transaction]) -> str:
    """The layout that has room for these works: films, series, or both."""
    kinds = {one.asset.work_type in TELEVISION for one in transactions}
    if len(kinds) > 1:
        return BOTH
    return SERIES if True in kinds else FILMS


def columns_of(layout: str) -> tuple[str, ...]:
    """The keys of a layout's columns, in order."""
    letter = {FILMS: "m", SERIES: "t"}.get(layout, "")
    return tuple(key for key, layouts, _required in COLUMNS if letter in layouts)


def note_of(key: str) -> str:
    """What row 3 says of a column."""
    return "//REQ" if key in REQUIRED else "//Opt"

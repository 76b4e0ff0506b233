"""The columns of Avails workbooks: which exist, since which template, in which layout, and how headers get misspelt.

A column is known by its key "group/name" (the texts of rows 1 and 2), never by its position.
"""

GROUPS = ("Avail", "AvailTrans", "AvailAsset", "AvailMetadata", "Disposition")

# First template version that has them. (m) = only where films are listed, (t) = only where series are.
_SINCE = {
    "1.7": """
        Avail/ DisplayName ALID AvailID UV_ID DMA_ID ReportingID ExceptionFlag ServiceProvider BundledALIDs
        Disposition/ EntryType
        AvailAsset/ WorkType Metadata TitleID(m) EditID(m) ContentID(m)
        AvailTrans/ AssetLanguage Territory LicenseType LicenseRightsDescription FormatProfile HDR WCG HFR NGAudio Start
        End PriceType PriceValue PriceCurrency SRP Description OtherTerms OtherInstructions SuppressionLiftDate
        SpecialPreOrderFulfillDate AnnounceDate RentalDuration WatchDuration ContractID HoldbackLanguage
        AllowedLanguages FixedEndDate(t)
        AvailMetadata/ TitleInternalAlias(m) TitleDisplayUnlimited(m) LocalizationType CompanyDisplayCredit ReleaseYear
        ReleaseHistoryOriginal ReleaseHistoryPhysicalHV RatingSystem RatingValue RatingReason CaptionIncluded
        CaptionExemption Any TotalRunTime
    """,
    "1.7.2": """
        Avail/ RetailerSpare1 RetailerSpare2 RetailerSpare3
        AvailAsset/ AltID(m) SeriesContentID(t) SeasonContentID(t) EpisodeContentID(t)
        AvailMetadata/ RetailerID1(m) RetailerID2(m) RetailerID3(m) SeriesTitleInternalAlias(t)
        SeriesTitleDisplayUnlimited(t) SeasonNumber(t) DistributionNumber(t) EpisodeNumber(t)
        EpisodeTitleInternalAlias(t) EpisodeTitleDisplayUnlimited(t) SeasonTitleInternalAlias(t)
        SeasonTitleDisplayUnlimited(t) EpisodeCount(t) SeasonCount(t) SeriesID(t) SeasonID(t) EpisodeID(t)
        SeriesAltID(t) SeasonAltID(t) EpisodeAltID(t) RetailerEpisodeID1(t) RetailerEpisodeID2(t) RetailerSeasonID(t)
        RetailerSeriesID(t)
    """,
    "1.7.3": """
        Avail/ Licensee
        AvailTrans/ TerritoryExclusion StartLag EndLag WindowDuration Download TitleStatus Exclusive
        ExclusiveAttributes BrandingRights BrandingRightsAttributes RequiredFulfillmentLanguages
        AvailMetadata/ GroupIdentity Director EpisodeTitleID(t)
    """,
    "1.8": """
        Avail/ StoreType(m)
        AvailAsset/ PackageLabel VolumeContentID(t)
        AvailMetadata/ VolumeTitleInternalAlias(t) VolumeTitleDisplayUnlimited(t) VolumeNumber(t) VolumeID(t)
        VolumeAltID(t) RetailerVolumeID(t)
    """,
    "1.9": """
        Avail/ AssociatedALID
        AvailTrans/ TPRType(m) CampaignID(m)
        AvailMetadata/ VolumeDistributionNumber(t)
    """,
}
VERSIONS = tuple(_SINCE)

# Spellings met in real files. What stands here is read as its right form, and the person is told.
MISSPELT = {
    "Avail/BundleALIDs": "Avail/BundledALIDs",
    "AvailMetadata/VolumeDistributinoNumber": "AvailMetadata/VolumeDistributionNumber",
    "AvailTerms/ContractID": "AvailTrans/ContractID",
    "Metadata/AltID": "AvailAsset/AltID",
    "AvailMetadata/AltID": "AvailAsset/AltID",
}


def _read_templates() -> dict[str, str]:
    found = {}
    for version, text in _SINCE.items():
        group = ""
        for word in text.split():
            if word.endswith("/"):
                group = word
            else:
                found[group + word.partition("(")[0]] = version
    return found


SINCE = _read_templates()  # key -> first version
KEYS = frozenset(SINCE)
# What tells a version. Not this one: workbooks of 1.8 that other tools wrote have it too.
_TELLING = {key: version for key, version in SINCE.items() if key != "AvailMetadata/VolumeDistributionNumber"}
_LOOSE = {key.lower(): key for key in KEYS} | {wrong.lower(): right for wrong, right in MISSPELT.items()}

# What a data sheet needs in any layout.
NEEDED = (
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
# And one of these, by which a work is known.
WORK_KEYS = (
    "AvailAsset/ContentID",
    "AvailAsset/SeriesContentID",
    "AvailAsset/SeasonContentID",
    "AvailAsset/EpisodeContentID",
    "AvailAsset/VolumeContentID",
)


def recognise_header(group: str, name: str) -> str:
    """The key of a header as it was typed, or "" if no template has such a column. Blanks and case don't matter."""
    return _LOOSE.get(f"{group.strip()}/{name.strip()}".lower(), "")


def template_version(keys: frozenset[str], note: str = "") -> str:
    """Which template the columns are from (no field says so): the newest whose own columns are there.

    `note` is cell A3, which often carries the number.
    """
    if note in VERSIONS:
        return note
    return next(
        version for version in reversed(VERSIONS) if version == "1.7" or any(_TELLING.get(k) == version for k in keys)
    )

"""The tables of Avails XML 2.2 to 2.7: which elements an element holds, in which order, and what is in them.

One table for all versions: they differ by what they lack, so an older file never breaks it. After a name: ? = may be
missing, * = any number, + = one or more, ! = must not be empty; a|b = one of both.
"""

import re

from listings.exchange.avails import vocabulary as words
from listings.exchange.avails.dates import DURATION

_METADATA = """TitleDisplayUnlimited* TitleInternalAlias+! EditEIDR-URN? TitleEIDR-URN? AltIdentifier* VersionDescription?
    ReleaseDate? RunLength? People* ReleaseHistory* USACaptionsExemptionReason? Ratings? EncodeID? LocalizationOffering?
    GroupingEntity*"""
_ORGANISATION = "DisplayName? SortName* AlternateName* ContactInfo?"
_IDENTIFIER = "Namespace Identifier Location? Scope?"
_NUMBER = "Number? DistributionNumber? HouseSequence? AlternateNumber*"
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
    "Ratings": "Rating+|NotRated AdultContent?",
    "Rating": "Region System! Value! Reason* LinkToLogo* Description*",
    "Region": "country|countryRegion",
    "DistrTerritory": "country|countryRegion",
    "Licensor": _ORGANISATION,
    "Licensee": _ORGANISATION,
    "ServiceProvider": _ORGANISATION,
    "AltIdentifier": _IDENTIFIER,
    "SeasonAltIdentifier": _IDENTIFIER,
    "SeriesAltIdentifier": _IDENTIFIER,
    "VolumeAltIdentifier": _IDENTIFIER,
    "EpisodeNumber": _NUMBER,
    "SeasonNumber": _NUMBER,
    "VolumeNumber": _NUMBER,
    "CompanyDisplayCredit": "DisplayString+ Region* DisplaySequence?",
    "ReleaseHistory": "ReleaseType DistrTerritory* Date Description? ReleaseOrg*",
    "GroupingEntity": "Type GroupIdentity DisplayName+ Region? AltGroupIdentifier*",
    "People": "Job+ Name Identifier* Gender? Pronouns? Salutations? ImageReference* Biography*",
    "Job": "JobFunction JobDisplay* BillingBlockOrder* Character* CharacterInfo* Guest?",
    "Name": "DisplayName+ SortName* FirstGivenName? SecondGivenName? FamilyName? Suffix? Moniker?",
}
ATTRIBUTES = {"Asset": "contentID", "Term": "termName"}

DATE_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
DATE = re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?", re.ASCII)
YEAR_OR_MORE = re.compile(r"-?\d{4,}(-\d\d(-\d\d)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
FORMS = {
    "country": (re.compile(r"[A-Z]{2}"), "TH"),
    "countryRegion": (re.compile(r"[A-Z]{2}-[0-9A-Z]+|\d{3}"), "CN-GD"),
    "Start": (DATE_TIME, "2026-01-01T00:00:00"),
    "End": (DATE_TIME, "2026-12-31T23:59:59"),
    "Event": (re.compile(f"{DATE_TIME.pattern}|{DATE.pattern}", re.ASCII), "2026-01-01"),
    "Boolean": (re.compile("true|false|0|1"), "true"),
    "ExceptionFlag": (re.compile("true|false|0|1"), "true"),
    "Money": (re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII), "12.50"),
    "NumberOfEpisodes": (re.compile(r"[+-]?\d+", re.ASCII), "12"),
    "NumberOfSeasons": (re.compile(r"[+-]?\d+", re.ASCII), "12"),
    "VolumeFirstEpisodeNumber": (re.compile(r"[+-]?\d+", re.ASCII), "12"),
    "VolumeNumberOfEpisodes": (re.compile(r"[+-]?\d+", re.ASCII), "12"),
    "USACaptionsExemptionReason": (re.compile("[1-6]"), "1"),
    "Number": (re.compile(r"[+-]?\d+", re.ASCII), "12"),
    "ReleaseDate": (YEAR_OR_MORE, "2026"),
    "Date": (re.compile(f"{YEAR_OR_MORE.pattern}|{DATE_TIME.pattern}", re.ASCII), "2026-01-31"),
    "RunLength": (DURATION, "PT2H5M"),
    "WindowDuration": (DURATION, "P180D"),
    "Duration": (DURATION, "PT48H"),
}
LISTS = {
    "AvailType": words.AVAIL_TYPES,
    "SeasonStatus": words.SEASON_STATUSES,
    "SeriesStatus": words.SERIES_STATUSES,
    "Status": words.SEASON_STATUSES,
    "ExperienceCondition": words.EXPERIENCE_CONDITIONS,
}
# What must not be empty where it stands, because it has a form or a list of its own.
FILLED = (
    FORMS.keys() | LISTS.keys() | {"AllowedLanguage", "AssetLanguage", "HoldbackLanguage", "EntryType", "FormatProfile"}
)

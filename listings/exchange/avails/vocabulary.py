"""The closed and open lists of Avails values, as MovieLabs' rule tables v2.5 to v2.7 give them (they are equal)."""

ENTRY_TYPES = ("Full Extract", "Full Delete", "Create", "Update", "Delete")
FORMAT_PROFILES = ("SD", "HD", "UHD", "3D", "3DSD", "3DHD", "3DUHD")
LICENSE_TYPES = ("EST", "VOD", "SVOD", "POEST", "Pre-Release", "Library")
CONDITIONS = ("Open", "Immediate", "ESTStart", "EST", "Broadcast", "Completed", "Theatrical")
LANGUAGE_ASSETS = ("subtitle", "audio", "subdub")
TITLE_STATUSES = ("Pending", "Approved", "Revoked", "Expired")
TPR_TYPES = ("Conditional", "Unconditional", "unspecified")
LOCALIZATIONS = ("sub", "dub", "subdub", "any")
EXEMPTIONS = ("1", "2", "3", "4", "5", "6")
HDR = ("True", "False", "DV", "HDR10")
FLAGS = ("True", "False")
NGAUDIO = ("True", "False", "Atmos", "DTS:X", "Auro3D")
SEASON_STATUSES = ("Partial",)
SERIES_STATUSES = ("Concluded", "Continuing", "Pending")
EXPERIENCE_CONDITIONS = ("Unavailable", "Pre-offer", "Pre-order", "Hold", "For-sale", "Acquired")
ALT_SCOPES = ("Title", "Edit", "Manifestation")

# What a work of each type is offered as. Only these can be offered.
AVAIL_TYPE = {
    "Movie": "single",
    "Short": "single",
    "Collection": "bundle",
    "Series": "series",
    "Season": "season",
    "Episode": "episode",
    "Volume": "volume",
    "Supplemental": "supplement",
    "Promotion": "promotion",
}
WORK_TYPES = tuple(AVAIL_TYPE)
AVAIL_TYPES = (*dict.fromkeys(AVAIL_TYPE.values()), "miniseries", "collection")
TELEVISION = ("Series", "Season", "Episode", "Volume")

# Prices: those that are text, those that are money; TPR- in front makes a temporary one. A workbook says WSP where XML
# says EpisodeWSP or SeasonWSP.
TEXT_PRICES = frozenset({"Tier", "Category", "LicenseFee", "NA"})
MONEY_PRICES = frozenset({"WSP", "DMRP", "SMRP", "SRP", "EpisodeWSP", "SeasonWSP"})
PRICE_TYPES = (
    *(prefix + name for prefix in ("", "TPR-") for name in ("Tier", "Category", "LicenseFee")),
    *(prefix + name for prefix in ("", "TPR-") for name in sorted(MONEY_PRICES)),
    *(name + "-PostTax" for name in sorted(MONEY_PRICES)),
    "NA",
)
TERM_NAMES = frozenset(PRICE_TYPES) | {
    "Included", "AnnounceDate", "PreorderFulfillDate", "PreOrderFulfillDate", "SuppressionLiftDate", "RentalDuration",
    "WatchDuration", "FixedEndDate", "LocalizationOffering", "ContractStatus", "Download", "Exclusive",
    "ExclusiveAttributes", "BrandingRights", "BrandingRightsAttributes", "TitleStatus", "TPRType", "CampaignID",
}  # fmt: skip


def is_money(price_type: str) -> bool:
    """Whether a price of this type is an amount in a currency (else it is text: a tier, a category, a fee)."""
    return price_type.removeprefix("TPR-").removesuffix("-PostTax") in MONEY_PRICES

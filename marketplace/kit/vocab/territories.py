"""Territories in which rights are licensed: ISO 3166-1 alpha-2, 249 of them.

The order is fixed for ever (numbers are stored): the home of the trade first, then region by region, so that a region is
one range. Names come from CLDR through Babel, with the naming pack of the deployment laid over them. Say *territory*.
"""

import os
import tomllib
from functools import lru_cache
from pathlib import Path

from babel import Locale

from marketplace.kit.vocab.base import Vocabulary

_TABLE = """
CN HK MO TW
BN ID KH LA MM MY PH SG TH TL VN
JP KR KP MN
AF BD BT IN IR LK MV NP PK
KZ KG TJ TM UZ
AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE
AS AU CC CK CX FJ FM GU KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS
AD AL AT AX BA BE BG BY CH CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC
MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA
BM CA GL PM US
AG AI AR AW BB BL BO BQ BR BS BZ CL CO CR CU CW DM DO EC FK GD GF GP GS GT GY HN HT JM KN KY LC MF
MQ MS MX NI PA PE PR PY SR SV SX TC TT UY VC VE VG VI
AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU
MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW
AQ BV HM IO TF
"""
PACK = os.environ.get("MONSOON_NAMING_PACK", "cn")
# What people write instead (standards: UK and WW are refused; the alpha-3 codes of the home territories).
ALIASES = {
    "UK": "GB", "CHN": "CN", "HKG": "HK", "MAC": "MO", "TWN": "TW", "BRN": "BN", "IDN": "ID", "KHM": "KH", "LAO": "LA",
    "MMR": "MM", "MYS": "MY", "PHL": "PH", "SGP": "SG", "THA": "TH", "TLS": "TL", "VNM": "VN", "USA": "US", "GBR": "GB",
    "JPN": "JP", "KOR": "KR", "PRC": "CN", "ROC": "TW", "BURMA": "MM", "SIAM": "TH",
}  # fmt: skip

# Babel writes zh_Hans where Django writes zh-hans.
_LOCALES = {"zh-hans": "zh_Hans", "zh-hant": "zh_Hant"}


def locale_of(language: str) -> Locale:
    """Babel's locale of a language code, English where it has none."""
    try:
        return Locale.parse(_LOCALES.get(language.lower(), language.replace("-", "_")))
    except (ValueError, LookupError):
        return Locale("en")


@lru_cache(maxsize=1)
def _pack() -> dict[str, dict[str, str]]:
    path = Path(__file__).parent / "names" / f"{PACK}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _names(language: str) -> dict[str, str]:
    """CLDR's names with the naming pack over them."""
    cldr = locale_of(language).territories
    return {code: cldr[code] for code in VOCABULARY.codes if code in cldr} | _pack().get(language, {})


VOCABULARY = Vocabulary(tuple(_TABLE.split()), _names, ALIASES)
codes, number, code, name, choices, suggest = (
    VOCABULARY.codes,
    VOCABULARY.number,
    VOCABULARY.code,
    VOCABULARY.name,
    VOCABULARY.choices,
    VOCABULARY.suggest,
)

HOME = VOCABULARY.codes[:15]
ASEAN = VOCABULARY.codes[4:15]

# Named by what is in them.
PRESETS: dict[str, tuple[str, ...]] = {
    "CN": ("CN",),
    "CN+HK+MO": ("CN", "HK", "MO"),
    "CN+HK+MO+TW": ("CN", "HK", "MO", "TW"),
    "ASEAN 11": ASEAN,
    "Mekong": ("KH", "LA", "MM", "TH", "VN"),
    "Maritime": ("BN", "ID", "MY", "PH", "SG", "TL"),
    "All 15": HOME,
    "Worldwide": VOCABULARY.codes,
}

# Roughly where each lies: column and row of the tile layout. It is a layout, not a map.
TILES = {
    "CN": (3, 1), "MM": (1, 2), "LA": (2, 2), "VN": (3, 2), "MO": (4, 2), "HK": (5, 2), "TW": (6, 2), "TH": (1, 3),
    "KH": (2, 3), "PH": (5, 3), "MY": (1, 4), "SG": (2, 4), "BN": (3, 4), "ID": (2, 5), "TL": (4, 5),
}  # fmt: skip

# Licence days begin in the first zone of the territory.
ZONES = {
    "CN": "Asia/Shanghai", "HK": "Asia/Hong_Kong", "MO": "Asia/Macau", "TW": "Asia/Taipei", "BN": "Asia/Brunei",
    "ID": "Asia/Jayapura", "KH": "Asia/Phnom_Penh", "LA": "Asia/Vientiane", "MM": "Asia/Yangon",
    "MY": "Asia/Kuala_Lumpur", "PH": "Asia/Manila", "SG": "Asia/Singapore", "TH": "Asia/Bangkok", "TL": "Asia/Dili",
    "VN": "Asia/Ho_Chi_Minh",
}  # fmt: skip

# The languages in which a territory usually takes a programme.
LANGUAGES = {
    "CN": "zh-Hans", "HK": "zh-Hant", "MO": "zh-Hant", "TW": "zh-Hant", "BN": "ms", "ID": "id", "KH": "km", "LA": "lo",
    "MM": "my", "MY": "ms", "PH": "fil", "SG": "en", "TH": "th", "TL": "tet", "VN": "vi",
}  # fmt: skip


def short_name(code: str, language: str | None = None) -> str:
    """A name short enough for the head of a column."""
    full = name(code, language)
    return _pack().get("short-zh-hans", {}).get(code, full) if full and full[0] > "\u2e80" else full

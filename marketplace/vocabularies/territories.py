"""Territories in which rights are licensed: ISO 3166-1 alpha-2, 249 of them.

The order is fixed for ever (numbers are stored): the home of the trade first, then region by region, so that a region is
one range. Names come from CLDR through Babel, with the naming pack of the deployment laid over them. Say *territory*.
"""

import os
import tomllib
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from marketplace.vocabularies.base import Vocabulary
from marketplace.vocabularies.locales import locale_of, normalise_code

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
# ISO 3166-1 alpha-3, in the same order.
_ALPHA3 = """
CHN HKG MAC TWN
BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM
JPN KOR PRK MNG
AFG BGD BTN IND IRN LKA MDV NPL PAK
KAZ KGZ TJK TKM UZB
ARE ARM AZE BHR CYP GEO ISR IRQ JOR KWT LBN OMN PSE QAT SAU SYR TUR YEM
ASM AUS CCK COK CXR FJI FSM GUM KIR MHL MNP NCL NFK NRU NIU NZL PYF PNG PCN PLW SLB TKL TON TUV UMI VUT WLF WSM
AND ALB AUT ALA BIH BEL BGR BLR CHE CZE DEU DNK EST ESP FIN FRO FRA GBR GGY GIB GRC HRV HUN IRL IMN ISL ITA JEY LIE
LTU LUX LVA MCO
MDA MNE MKD MLT NLD NOR POL PRT ROU SRB RUS SWE SVN SJM SVK SMR UKR VAT
BMU CAN GRL SPM USA
ATG AIA ARG ABW BRB BLM BOL BES BRA BHS BLZ CHL COL CRI CUB CUW DMA DOM ECU FLK GRD GUF GLP SGS GTM GUY HND HTI JAM
KNA CYM LCA MAF
MTQ MSR MEX NIC PAN PER PRI PRY SUR SLV SXM TCA TTO URY VCT VEN VGB VIR
AGO BFA BDI BEN BWA COD CAF COG CIV CMR CPV DJI DZA EGY ESH ERI ETH GAB GHA GMB GIN GNQ GNB KEN COM LBR LSO LBY MAR
MDG MLI MRT MUS
MWI MOZ NAM NER NGA REU RWA SYC SDN SHN SLE SEN SOM SSD STP SWZ TCD TGO TUN TZA UGA MYT ZAF ZMB ZWE
ATA BVT HMD IOT ATF
"""
PACK = os.environ.get("MONSOON_NAMING_PACK", "cn")
_CODES = tuple(_TABLE.split())
ALPHA3 = dict(zip(_CODES, _ALPHA3.split(), strict=True))
# What people write instead; the names are here because a naming pack may word them differently.
ALIASES = {alpha3: code for code, alpha3 in ALPHA3.items()} | {
    "UK": "GB", "PRC": "CN", "ROC": "TW", "Burma": "MM", "Siam": "TH", "East Timor": "TL", "Vietnam": "VN",
    "China": "CN", "Hong Kong": "HK", "Macau": "MO", "Macao": "MO", "Taiwan": "TW", "中国": "CN", "内地": "CN",
    "中国大陆": "CN", "大陆": "CN", "香港": "HK", "澳门": "MO", "台湾": "TW", "中國": "CN", "澳門": "MO", "台灣": "TW",
    "印尼": "ID", "大马": "MY", "Tiongkok": "CN", "จีน": "CN", "Trung Quốc": "CN", "Đài Loan": "TW", "ไต้หวัน": "TW", "Great Britain": "GB", "England": "GB",
}  # fmt: skip


@lru_cache(maxsize=1)
def _read_pack() -> dict[str, dict[str, str]]:
    path = Path(__file__).parent / "names" / f"{PACK}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _territory_names(language: str) -> dict[str, str]:
    """CLDR's names with the naming pack over them. What the pack says of CN, HK, MO and TW holds in every language."""
    cldr, pack = locale_of(language).territories, _read_pack()
    decided = {code: pack["en"][code] for code in _CODES[:4]} | pack.get(language, {})
    return {code: cldr[code] for code in _CODES if code in cldr} | decided


# Words for several territories, never to be taken for a code that looks alike. () = people mean different ones.
_SOUTHEAST, _CHINESE = _CODES[4:15], _CODES[:4]
GROUPS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("ASEAN", "SEA", "Southeast Asia", "South-East Asia", "South East Asia", "东盟", "东南亚", "東南亞"), _SOUTHEAST),
    **dict.fromkeys(("Greater China", "GC", "GCR", "大中华", "大中华区", "大中華區", "两岸三地"), _CHINESE),
    **dict.fromkeys(("港澳台", "港澳臺"), ("HK", "MO", "TW")), "港澳": ("HK", "MO"),
    "Mekong": ("KH", "LA", "MM", "TH", "VN"), "Indochina": ("KH", "LA", "VN"),
    **dict.fromkeys(("WW", "World", "Worldwide", "Global", "全球", "全世界"), _CODES),
    **dict.fromkeys(
        ("APAC", "Asia Pacific", "Asia-Pacific", "亚太", "亚太地区", "Asia", "亚洲", "EMEA", "MENA", "LATAM", "ROW", "DACH", "CIS",
         "Europe", "欧洲", "Africa", "非洲", "海外", "Overseas", "International"), ()
    ),
}  # fmt: skip
VOCABULARY = Vocabulary(_CODES, _territory_names, ALIASES, GROUPS)
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
    "KH LA MM TH VN": ("KH", "LA", "MM", "TH", "VN"),
    "BN ID MY PH SG TL": ("BN", "ID", "MY", "PH", "SG", "TL"),
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
    "CN": "Asia/Shanghai",
    "HK": "Asia/Hong_Kong",
    "MO": "Asia/Macau",
    "TW": "Asia/Taipei",
    "BN": "Asia/Brunei",
    "ID": "Asia/Jayapura",
    "KH": "Asia/Phnom_Penh",
    "LA": "Asia/Vientiane",
    "MM": "Asia/Yangon",
    "MY": "Asia/Kuala_Lumpur",
    "PH": "Asia/Manila",
    "SG": "Asia/Singapore",
    "TH": "Asia/Bangkok",
    "TL": "Asia/Dili",
    "VN": "Asia/Ho_Chi_Minh",
}

# The clock of an organisation's office: the zone of the capital.
OFFICE_ZONES = ZONES | {"ID": "Asia/Jakarta"}

# The languages in which a territory usually takes a programme, the first one most.
SPOKEN: dict[str, tuple[str, ...]] = {
    "CN": ("zh-Hans", "cmn"),
    "HK": ("zh-Hant", "yue", "en"),
    "MO": ("zh-Hant", "yue", "pt"),
    "TW": ("zh-Hant", "cmn"),
    "BN": ("ms", "en"),
    "ID": ("id",),
    "KH": ("km",),
    "LA": ("lo", "th"),
    "MM": ("my",),
    "MY": ("ms", "en", "zh-Hans", "ta"),
    "PH": ("fil", "en"),
    "SG": ("en", "zh-Hans", "ms", "ta"),
    "TH": ("th",),
    "TL": ("tet", "pt", "id"),
    "VN": ("vi",),
}
LANGUAGES = {code: spoken[0] for code, spoken in SPOKEN.items()}

# The currency that a form offers first; US dollars are the trade's elsewhere.
CURRENCIES = {
    "CN": "CNY", "HK": "HKD", "MO": "MOP", "TW": "TWD", "BN": "BND", "ID": "IDR", "KH": "KHR", "LA": "LAK", "MM": "MMK",
    "MY": "MYR", "PH": "PHP", "SG": "SGD", "TH": "THB", "TL": "USD", "VN": "VND",
}  # fmt: skip


def territory_currency(code: str) -> str:
    """The currency a territory's people count in; USD where we know none."""
    return CURRENCIES.get(code, "USD")


def territory_zone(code: str) -> ZoneInfo:
    """The zone in which a licence day of the territory begins; UTC outside the home territories."""
    return ZoneInfo(ZONES.get(code, "UTC"))


def office_zone(code: str) -> ZoneInfo:
    """The zone of an organisation registered in the territory; UTC outside the home territories."""
    return ZoneInfo(OFFICE_ZONES.get(code, "UTC"))


def short_name(code: str, language: str | None = None) -> str:
    """A name short enough for the head of a column: 内地, 泰国. Other scripts have the full name."""
    wanted = normalise_code(language or get_language() or "en")
    return _read_pack().get(f"short-{wanted}", {}).get(code) or name(code, wanted)

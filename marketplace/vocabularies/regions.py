"""The regions of UN M.49 with the territories in them.

Members are those of the United Nations' own table, which has no TW; whoever means more names it. M.49's groups by
development (432, 722) change from year to year and are not here.
"""

from marketplace.vocabularies.territories import codes

_SUBREGIONS = {
    "005": "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    "010": "AQ",
    "011": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "013": "BZ CR GT HN MX NI PA SV",
    "014": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
    "015": "DZ EG EH LY MA SD TN",
    "017": "AO CD CF CG CM GA GQ ST TD",
    "018": "BW LS NA SZ ZA",
    "021": "BM CA GL PM US",
    "029": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    "030": "CN HK JP KP KR MN MO",
    "034": "AF BD BT IN IR LK MV NP PK",
    "035": "BN ID KH LA MM MY PH SG TH TL VN",
    "039": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA",
    "053": "AU CC CX HM NF NZ",
    "054": "FJ NC PG SB VU",
    "057": "FM GU KI MH MP NR PW UM",
    "061": "AS CK NU PF PN TK TO TV WF WS",
    "143": "KG KZ TJ TM UZ",
    "145": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "151": "BG BY CZ HU MD PL RO RU SK UA",
    "154": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "155": "AT BE CH DE FR LI LU MC NL",
}
_WIDER = {
    "202": "011 014 017 018",
    "002": "015 202",
    "419": "005 013 029",
    "003": "013 021 029",
    "019": "021 419",
    "142": "030 034 035 143 145",
    "150": "039 151 154 155",
    "009": "053 054 057 061",
}


def _read_m49() -> dict[str, frozenset[str]]:
    found = {code: frozenset(members.split()) for code, members in _SUBREGIONS.items()}
    for code, parts in _WIDER.items():  # each is made of those before it
        found[code] = frozenset[str]().union(*(found[part] for part in parts.split()))
    return found | {"001": frozenset(codes)}


M49 = _read_m49()

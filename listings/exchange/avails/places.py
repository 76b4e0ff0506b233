"""Territories and currencies: ISO 3166-1 and -2, UN M.49 (XML only), ISO 4217; and what was probably meant instead."""

import re
from functools import lru_cache

import pycountry
from iso4217 import Currency

from listings.exchange.avails.problems import Problem, Value
from marketplace.kit.vocab import territories as ours

SPECIAL = frozenset({"ZZ", "EU"})  # worldwide, and the European Union: accepted by other readers of Avails
# Regions of UN M.49 and the groupings that its tables name.
_M49 = """
001 002 003 005 009 010 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 143 145 150 151 154 155 202
419 432 722
"""
M49 = frozenset(_M49.split())
ASEAN = "BN KH ID LA MY MM PH SG TH TL VN"
GROUPS = {
    "ASEAN": ASEAN, "SEA": ASEAN, "SOUTHEAST ASIA": ASEAN, "SOUTH-EAST ASIA": ASEAN, "东盟": ASEAN, "东南亚": ASEAN,
    "GREATER CHINA": "CN HK MO TW", "GCR": "CN HK MO TW", "大中华区": "CN HK MO TW",
    "MEKONG": "KH LA MM TH VN", "INDOCHINA": "KH LA VN",
}  # fmt: skip
WORLD = frozenset({"WW", "WORLD", "WORLDWIDE", "GLOBAL", "全球", "XX", "001"})
MONEY_MEANT = {
    "RMB": "CNY", "CNH": "CNY", "YUAN": "CNY", "¥": "CNY", "元": "CNY", "人民币": "CNY", "US$": "USD", "$": "USD", "NTD": "TWD",
    "NT$": "TWD", "HK$": "HKD", "S$": "SGD", "RM": "MYR", "BAHT": "THB", "฿": "THB", "VNĐ": "VND", "₫": "VND", "RP": "IDR",
    "PESO": "PHP", "₱": "PHP", "€": "EUR", "£": "GBP",
}  # fmt: skip


@lru_cache(maxsize=1)
def alpha_2() -> frozenset[str]:
    """The codes of ISO 3166-1, and the two special ones."""
    return frozenset(country.alpha_2 for country in pycountry.countries) | SPECIAL


@lru_cache(maxsize=1)
def subdivisions() -> frozenset[str]:
    return frozenset(part.code for part in pycountry.subdivisions)


@lru_cache(maxsize=1)
def currencies() -> frozenset[str]:
    return frozenset(currency.code for currency in Currency)


def read_territories(text: str, *, numbers: bool = False) -> Value[tuple[str, ...]]:
    """A comma list of codes. `numbers` = regions of UN M.49 are allowed (in XML)."""
    found: list[str] = []
    problems: list[Problem] = []
    for part in re.split(r"[,;，、；]", text):
        code = part.strip()
        if not code:
            continue
        problem = territory_problem(code, numbers=numbers)
        if problem:
            problems.append(problem)
        elif code not in found:
            found.append(code)
    if not found and not problems:
        problems.append(Problem("territory-code", text))
    return Value(tuple(found), tuple(problems))


def territory_problem(code: str, *, numbers: bool = False) -> Problem | None:
    """What is wrong with a code, or None."""
    if code in alpha_2() or code in subdivisions() or (numbers and code in M49):
        return None
    if code.upper() in GROUPS:
        return Problem("territory-group", code, {"list": GROUPS[code.upper()].replace(" ", ", ")})
    if code in M49 and code not in WORLD:
        return Problem("territory-number", code)
    better = _territory_meant(code)
    return Problem("territory-code", code, {"better": better} if better else {})


def read_currency(text: str) -> Value[str]:
    """A code of ISO 4217."""
    if text in currencies():
        return Value(text)
    word = text.strip().upper()
    better = word if word in currencies() else MONEY_MEANT.get(word, "")
    return Value("", (Problem("currency-code", text, {"better": better} if better else {}),))


def _territory_meant(code: str) -> str:
    word = code.upper()
    if word in WORLD:
        return "ZZ"
    if word in alpha_2() or word in subdivisions():
        return word
    several = re.split(r"[\s/|&+]+", word)
    if len(several) > 1 and all(one in alpha_2() for one in several):
        return ", ".join(several)
    if len(code) == 2 and code.isascii() and word != "UK":
        return ""  # two letters look like any other two letters
    known = ours.suggest(code)
    if known:
        return known
    try:
        return str(pycountry.countries.lookup(code).alpha_2)
    except LookupError:
        return ""

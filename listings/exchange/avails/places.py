"""Territories and currencies: ISO 3166-1 and -2, UN M.49 (XML only), ISO 4217; and what was probably meant instead."""

import re
from functools import lru_cache

import pycountry
from iso4217 import Currency

from listings.exchange.avails.problems import Problem, Value
from marketplace.vocabularies import regions
from marketplace.vocabularies import territories as ours

SPECIAL = frozenset({"ZZ", "EU"})  # worldwide, and the European Union: accepted by other readers of Avails
# Regions of UN M.49; the two by development are known and cannot be taken over.
M49 = frozenset(regions.M49) | {"432", "722"}
WORLD = frozenset({"WW", "WORLD", "WORLDWIDE", "GLOBAL", "全球", "全世界", "XX"})
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
def subdivision_codes() -> frozenset[str]:
    return frozenset(part.code for part in pycountry.subdivisions)


@lru_cache(maxsize=1)
def currency_codes() -> frozenset[str]:
    return frozenset(currency.code for currency in Currency)


def read_territories(text: str) -> Value[tuple[str, ...]]:
    """A comma list of codes, among them regions of UN M.49."""
    found: list[str] = []
    problems: list[Problem] = []
    for part in re.split(r"[,;，、；]", text):
        code = part.strip()
        if not code:
            continue
        problem = territory_problem(code)
        if problem:
            problems.append(problem)
        elif code not in found:
            found.append(code)
    if not found and not problems:
        problems.append(Problem("territory-code", text))
    return Value(tuple(found), tuple(problems))


def territory_problem(code: str) -> Problem | None:
    """What is wrong with a code, or None."""
    if code in alpha_2() or code in subdivision_codes() or code in M49:
        return None
    members = ours.VOCABULARY.group(code)
    if members and len(members) < len(ours.codes):
        return Problem("territory-group", code, {"list": ", ".join(members)})
    better = _territory_meant(code)
    return Problem("territory-code", code, {"better": better} if better else {})


def read_currency(text: str) -> Value[str]:
    """A code of ISO 4217."""
    if text in currency_codes():
        return Value(text)
    word = text.strip().upper()
    better = word if word in currency_codes() else MONEY_MEANT.get(word, "")
    return Value("", (Problem("currency-code", text, {"better": better} if better else {}),))


def _territory_meant(code: str) -> str:
    word = code.upper()
    if word in WORLD:
        return "ZZ"
    if word in alpha_2() or word in subdivision_codes():
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

"""Currencies a licence may be priced in. Minor units follow ISO 4217; Stripe's own list of zero-decimal ones differs."""

from functools import cache

from iso4217 import Currency

from marketplace.vocabularies.base import Vocabulary
from marketplace.vocabularies.locales import locale_of

_TABLE = "USD CNY HKD SGD MYR THB VND IDR PHP TWD MOP BND KHR LAK MMK JPY KRW EUR GBP AUD INR"
# What Stripe counts in whole units, whatever ISO 4217 says of it; all else goes to Stripe times 100.
_STRIPE_ZERO = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF"
STRIPE_ZERO_DECIMAL = frozenset(_STRIPE_ZERO.split())
SYMBOLS = {"USD": "US$", "CNY": "CN¥", "HKD": "HK$", "SGD": "S$"}


def _cldr_names(language: str) -> dict[str, str]:
    return {code: str(locale_of(language).currencies.get(code, code)) for code in VOCABULARY.codes}


VOCABULARY = Vocabulary(
    tuple(_TABLE.split()),
    _cldr_names,
    {
        "RMB": "CNY",
        "US$": "USD",
        "$": "USD",
        "CN¥": "CNY",
        "¥": "CNY",
        "HK$": "HKD",
        "S$": "SGD",
        "RM": "MYR",
        "Rp": "IDR",
        "₱": "PHP",
        "฿": "THB",
        "₫": "VND",
    },
)
codes, name, choices, suggest = VOCABULARY.codes, VOCABULARY.name, VOCABULARY.choices, VOCABULARY.suggest


@cache
def decimal_places(code: str) -> int:
    """How many decimals the currency has (ISO 4217): USD 2, VND 0. Raises ValueError for an unknown one."""
    return int(Currency(code).exponent or 0)

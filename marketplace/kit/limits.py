"""Bounds of money per currency: one dated table. Whatever asks "too small, too large, near enough?" asks here."""

from dataclasses import dataclass
from datetime import date

from marketplace.vocabularies.currencies import decimal_places

HOUSE = "Monsoon's own rule, in round amounts of about the same worth"
STRIPE = "Stripe, supported currencies: minimum and maximum charge amounts, zero-decimal currencies"
# What banks may keep of a wire and we bear, as a share of what is due (basis points).
TOLERATED_BASIS_POINTS = 100


@dataclass(frozen=True)
class Limits:
    """Bounds of one currency in minor units, in force from `since` on.

    `part`: the smallest instalment; `fee`: the largest licence fee (about ten billion US dollars, or what JSON carries
    exactly); `charges`: what banks may keep of one wire and we bear; `card_least` and `card_most`: what a card carries;
    `step`: amounts that we divide are multiples of it, where nobody pays with cents.
    """

    currency: str
    since: date
    part: int
    fee: int
    charges: int
    card_least: int
    card_most: int
    step: int
    sources: tuple[str, str] = (HOUSE, STRIPE)


# since, currency, smallest instalment, largest fee, charges borne (whole units); card at least, at most (minor units)
TABLE = """
2026-11-30 USD      10   10_000_000_000        50       50      99_999_999
2026-11-30 CNY      70   75_000_000_000       350      400      99_999_999
2026-11-30 HKD      80   80_000_000_000       400      400      99_999_999
2026-11-30 SGD      10   13_000_000_000        65       50      99_999_999
2026-11-30 MYR      40   42_000_000_000       200      200      99_999_999
2026-11-30 THB     300  330_000_000_000     1_600    1_000      99_999_999
2026-11-30 VND 250_000  260_000_000_000_000 1_300_000 15_000    99_999_999
2026-11-30 IDR 150_000   80_000_000_000_000  800_000 1_000_000 999_999_999_999
2026-11-30 PHP     500  570_000_000_000     2_800    3_000      99_999_999
2026-11-30 TWD     300  310_000_000_000     1_500    2_000      99_999_999
2026-11-30 MOP      80   80_000_000_000       400      500      99_999_999
2026-11-30 BND      10   13_000_000_000        65      100      99_999_999
2026-11-30 KHR  40_000   40_000_000_000_000  200_000  250_000   99_999_999
2026-11-30 LAK 200_000   80_000_000_000_000 1_000_000 1_500_000 99_999_999
2026-11-30 MMK  20_000   21_000_000_000_000  100_000  250_000   99_999_999
2026-11-30 JPY   1_500    1_500_000_000_000    7_500       50   99_999_999
2026-11-30 KRW  14_000   14_000_000_000_000   70_000      800   99_999_999
2026-11-30 EUR      10   10_000_000_000        45       50      99_999_999
2026-11-30 GBP      10    8_000_000_000        40       30      99_999_999
2026-11-30 AUD      15   15_000_000_000        75       50      99_999_999
2026-11-30 INR     900  880_000_000_000     4_400       50     999_999_999
"""
WITHOUT_CENTS = frozenset({"IDR", "TWD", "KHR", "LAK", "MMK"})


def read_row(line: str) -> Limits:
    """One line of the table."""
    since, currency, part, fee, charges, least, most = line.split()
    unit = 10 ** decimal_places(currency)
    return Limits(
        currency,
        date.fromisoformat(since),
        int(part) * unit,
        int(fee) * unit,
        int(charges) * unit,
        int(least),
        int(most),
        unit if currency in WITHOUT_CENTS else 1,
    )


ROWS = tuple(read_row(line) for line in TABLE.split("\n") if line)


def limits_of(currency: str, on: date | None = None) -> Limits:
    """The bounds in force on that day (the newest ones without a day). KeyError for a currency that is not in the table."""
    rows = [row for row in ROWS if row.currency == currency and (on is None or row.since <= on)]
    rows = rows or [row for row in ROWS if row.currency == currency][:1]  # older than the table: its first row
    if not rows:
        raise KeyError(currency)
    return max(rows, key=lambda row: row.since)


def tolerated_shortfall(due_minor: int, currency: str) -> int:
    """What a wire may fall short of `due_minor` and still settle it: the smaller of the sum and the share."""
    return min(limits_of(currency).charges, due_minor * TOLERATED_BASIS_POINTS // 10_000)

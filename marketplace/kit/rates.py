"""Amounts in another currency, for reading only: rounded, dated, never agreed or charged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from marketplace.kit.money import Money
from marketplace.vocabularies.currencies import decimal_places

MEASURE = "USD"
DIGITS = 3


@dataclass(frozen=True)
class Rate:
    """What one US dollar costs, and on which day it did."""

    per_usd: Decimal
    day: date

    def plain(self) -> str:
        """The number without the zeros at its end."""
        return f"{self.per_usd.normalize():f}"


@dataclass(frozen=True)
class About:
    """An amount that is only about right, and the day of the older of the two rates behind it."""

    money: Money
    day: date | None


def convert_money(money: Money, to: str, rates: Mapping[str, Rate]) -> About | None:
    """`money` in `to`, in whole units with three digits that count; None for the same currency or a missing rate."""
    if money.currency == to:
        return None
    ends = [rates.get(code) for code in (money.currency, to) if code != MEASURE]
    known = [rate for rate in ends if rate is not None]
    if len(known) < len(ends):
        return None
    per = [Decimal(1) if code == MEASURE else rates[code].per_usd for code in (money.currency, to)]
    whole = Decimal(money.minor).scaleb(-decimal_places(money.currency)) * per[1] / per[0]
    return About(
        Money(int(round_amount(whole).scaleb(decimal_places(to))), to), min((rate.day for rate in known), default=None)
    )


def round_amount(amount: Decimal) -> Decimal:
    """Whole units; of large amounts only the first three digits count: 1,236,780 is about 1,240,000."""
    places = max(0, amount.adjusted() + 1 - DIGITS)
    step = Decimal(1).scaleb(places)
    return (amount / step).quantize(Decimal(1), ROUND_HALF_UP) * step

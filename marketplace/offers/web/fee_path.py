"""How the fee moved in a negotiation: the gap, the list and the chart."""

from typing import Any

from marketplace.kit.drawing.figures import Series
from marketplace.kit.formats import format_money
from marketplace.kit.money import Money
from marketplace.offers.models import Round
from marketplace.offers.states import Side
from marketplace.offers.terms import Terms


def measure_fee_gap(rounds: list[Round]) -> dict[str, Any] | None:
    """The last fee of each side, for the ruler; None until both have named one in the same currency."""
    last: dict[str, Money] = {}
    for row in rounds:
        last[row.side] = Terms.from_json(row.terms).fee
    if len(last) < 2 or last[Side.BUYER].currency != last[Side.SELLER].currency:
        return None
    buyer, seller = last[Side.BUYER], last[Side.SELLER]
    return {"buyer": buyer, "seller": seller, "difference": Money(abs(seller.minor - buyer.minor), buyer.currency)}


def list_fees(rounds: list[Round]) -> list[dict[str, Any]]:
    """The fee of every version, for the table."""
    return [
        {"side": row.side, "money": Terms.from_json(row.terms).fee, "number": row.number, "at": row.made_at}
        for row in rounds
    ]


def draw_fees(rounds: list[Round], own: Side, language: str) -> dict[str, Any] | None:
    """Each side's fee from version to version, what it said last carried on; None until both have named one."""
    fees = {Side.BUYER: list[int](), Side.SELLER: list[int]()}
    currencies = {Terms.from_json(row.terms).fee.currency for row in rounds}
    if len(currencies) != 1 or len({row.side for row in rounds}) < len(fees):
        return None
    (currency,) = currencies
    for row in rounds:
        fees[Side(row.side)].append(Terms.from_json(row.terms).fee.minor)
        other = fees[Side.SELLER if row.side == Side.BUYER else Side.BUYER]
        other.extend(other[-1:])
    series = [
        Series(
            points,
            "us" if side == own else "them",
            format_money(points[-1], currency, language),
            start=len(rounds) - len(points),
        )
        for side, points in fees.items()
    ]
    ends = sorted({min(map(min, fees.values())), max(map(max, fees.values()))})
    return {"series": series, "ticks": [(value, shorten_fee(Money(value, currency))) for value in ends]}


def shorten_fee(fee: Money) -> str:
    """150k, 1.2M: as much as fits beside a chart."""
    units = fee.units
    if units >= 1_000_000:
        return f"{units / 1_000_000:.1f}M"
    return f"{units // 1000}k" if units >= 1000 else str(units)

"""Shares and amounts as terms store them."""

from dataclasses import dataclass
from typing import Any

from marketplace.kit.money import WHOLE, Money
from marketplace.offers.terms.faults import refuse_unless


@dataclass(frozen=True)
class Share:
    """A part of a whole in basis points: 1 to 10,000 (5000 = 50 %). Raises BadTerms."""

    basis_points: int

    def __post_init__(self) -> None:
        refuse_unless(0 < self.basis_points <= WHOLE, "no share: %s basis points", self.basis_points)

    @property
    def percent(self) -> int:
        """Whole percent, rounded down."""
        return self.basis_points * 100 // WHOLE


def write_money(amount: Money) -> dict[str, Any]:
    """Minor units and their currency, as JSON."""
    return {"amount_minor": amount.minor, "currency": amount.currency}


def read_money(data: dict[str, Any]) -> Money:
    """Read back what `write_money` wrote; other keys beside it are left alone."""
    return Money(data["amount_minor"], data["currency"])

"""What is paid for a group of lines: one of a closed set of kinds. Each kind is a `match` arm; mypy finds one left out."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, assert_never

from marketplace.kit.money import Money
from marketplace.offers.terms.amounts import Share, read_money, write_money
from marketplace.offers.terms.faults import BadTerms, refuse_unless


class Basis(StrEnum):
    """What a flat fee is for: the whole group, each approved episode, each approved hour."""

    TOTAL = "total"
    EPISODE = "episode"
    HOUR = "hour"


class Recoupment(StrEnum):
    """What a guarantee is recouped from: each line's receipts by themselves, or all of the group's (cross-collateralised)."""

    LINE = "line"
    GROUP = "group"


@dataclass(frozen=True)
class FlatFee:
    """A fixed `amount`: for the group, or for one episode or hour of it."""

    amount: Money
    basis: Basis = Basis.TOTAL

    def __post_init__(self) -> None:
        require_positive(self.amount)


@dataclass(frozen=True)
class MinimumGuarantee:
    """A `guarantee`, recouped from the licensor's `share` of the receipts; what exceeds it is paid on top."""

    guarantee: Money
    share: Share
    recoupment: Recoupment = Recoupment.LINE

    def __post_init__(self) -> None:
        require_positive(self.guarantee)


@dataclass(frozen=True)
class RevenueShare:
    """The licensor's `share` of the receipts, reported in `currency`, and nothing else."""

    share: Share
    currency: str


@dataclass(frozen=True)
class PerViewer:
    """An `amount` for each viewer that is reported."""

    amount: Money

    def __post_init__(self) -> None:
        require_positive(self.amount)


Consideration = FlatFee | MinimumGuarantee | RevenueShare | PerViewer


def require_positive(amount: Money) -> None:
    """Raise BadTerms for nothing, and for less."""
    refuse_unless(amount.minor > 0, "no amount that is paid: %s", amount)


def fixed_amount(consideration: Consideration) -> Money | None:
    """What is owed whatever happens, known when the terms are made; None when it is counted or reported later."""
    match consideration:
        case FlatFee(amount, Basis.TOTAL):
            return amount
        case MinimumGuarantee(guarantee=guarantee):
            return guarantee
        case FlatFee() | RevenueShare() | PerViewer():
            return None
        case _:
            assert_never(consideration)


def currency_of(consideration: Consideration) -> str:
    """The one currency in which the group is paid."""
    match consideration:
        case FlatFee(amount=amount) | MinimumGuarantee(guarantee=amount) | PerViewer(amount=amount):
            return amount.currency
        case RevenueShare(currency=currency):
            return currency
        case _:
            assert_never(consideration)


def write_consideration(consideration: Consideration) -> dict[str, Any]:
    """As JSON, with its `kind`."""
    match consideration:
        case FlatFee(amount, basis):
            return {"kind": "flat_fee", **write_money(amount), "basis": str(basis)}
        case MinimumGuarantee(guarantee, share, recoupment):
            shared = {"share": share.basis_points, "recoupment": str(recoupment)}
            return {"kind": "minimum_guarantee", **write_money(guarantee), **shared}
        case RevenueShare(share, currency):
            return {"kind": "revenue_share", "share": share.basis_points, "currency": currency}
        case PerViewer(amount):
            return {"kind": "per_viewer", **write_money(amount)}
        case _:
            assert_never(consideration)


def read_consideration(data: dict[str, Any]) -> Consideration:
    """Read back what `write_consideration` wrote. Raises BadTerms for a kind that nobody knows."""
    match data["kind"]:
        case "flat_fee":
            return FlatFee(read_money(data), Basis(data["basis"]))
        case "minimum_guarantee":
            return MinimumGuarantee(read_money(data), Share(data["share"]), Recoupment(data["recoupment"]))
        case "revenue_share":
            return RevenueShare(Share(data["share"]), data["currency"])
        case "per_viewer":
            return PerViewer(read_money(data))
        case unknown:
            raise BadTerms(f"no kind of consideration: {unknown!r}")

"""A flat fee per episode or hour, once it is known what was approved."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import assert_never

from marketplace.kit.limits import limits_of
from marketplace.kit.money import Money
from marketplace.offers.terms.consideration import Basis, FlatFee
from marketplace.offers.terms.faults import refuse_unless

MINUTES_PER_HOUR = 60


@dataclass(frozen=True)
class ApprovedLength:
    """What of a line was approved: so many episodes, each `minutes` long. Raises BadTerms."""

    episodes: int
    minutes: int

    def __post_init__(self) -> None:
        refuse_unless(self.episodes >= 0 and self.minutes >= 0, "no length: %s", self)


def total_fee(fee: FlatFee, lengths: Collection[ApprovedLength]) -> Money:
    """What a group owes whose lines have these approved lengths: one for each line, nothing approved = no episodes.

    Hours are counted over all lines together, and the fee is rounded down to what can be paid in its currency.
    """
    match fee.basis:
        case Basis.TOTAL:
            return fee.amount
        case Basis.EPISODE:
            return Money(fee.amount.minor * sum(one.episodes for one in lengths), fee.amount.currency)
        case Basis.HOUR:
            minutes, step = sum(one.episodes * one.minutes for one in lengths), limits_of(fee.amount.currency).step
            return Money(fee.amount.minor * minutes // MINUTES_PER_HOUR // step * step, fee.amount.currency)
        case _:
            assert_never(fee.basis)

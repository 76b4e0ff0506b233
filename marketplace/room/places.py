"""The places of a deal's pages that all slices share, and what a slice adds to each (`entries` of its SLICE)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from accounts.actors import Actor
from marketplace.contracts.models import Contract
from marketplace.offers.models import Offer, Round
from marketplace.offers.policies import other_of, side_of
from marketplace.offers.states import Side


@dataclass(frozen=True)
class DealTab:
    """A tab of the deal's pages. `route`: its page, which takes the deal's number; it gives `key` to the frame."""

    key: str
    order: int
    label: str | Promise
    route: str


@dataclass(frozen=True)
class DealStage:
    """A stage in the line above the tabs: the first that is not done is the deal's. One `beside` the others has its own pace:
    the line does not wait for it, and it is the deal's when all others are done."""

    order: int
    label: str | Promise
    is_done: Callable[[Offer, Contract | None], bool]
    beside: bool = False


@dataclass(frozen=True)
class DealView:
    """A deal as one reader sees it; `round` is the one that waits for an answer."""

    offer: Offer
    round: Round | None
    contract: Contract | None
    actor: Actor

    @property
    def side(self) -> Side:
        return side_of(self.actor, self.offer)

    @property
    def other(self) -> str:
        """The other side's name."""
        return other_of(self.actor, self.offer).name_en


@dataclass(frozen=True)
class Turn:
    """Whose turn it is, what is to be done, and until when; `points` are sentences with their icons."""

    mine: bool
    title: str
    until: datetime | None
    points: list[tuple[str, str]]
    due: date | None = None


@dataclass(frozen=True)
class NextStep:
    """What may come next in a deal: the first one that finds a turn is shown."""

    order: int
    find: Callable[[DealView], Turn | None]

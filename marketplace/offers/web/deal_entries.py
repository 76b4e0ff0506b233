"""The places of a deal's pages that all slices share, and what a slice adds to each (`entries` of its SLICE)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar, cast

from django.db.models import Model
from django.utils.functional import Promise

from accounts.actors import Actor
from marketplace.offers.models import Offer, Round
from marketplace.offers.policies import other_of, side_of
from marketplace.offers.states import Side

Read = TypeVar("Read")


@dataclass(frozen=True)
class DealTab:
    """A tab of the deal's pages. `route`: its page, which takes the deal's number; it gives `key` to the frame."""

    key: str
    order: int
    label: str | Promise
    route: str


@dataclass(frozen=True)
class DealView:
    """A deal as one reader sees it; `round` is the one that waits for an answer.

    What a slice has read of the deal is kept as long as it is shown: several of its entries ask for it.
    """

    offer: Offer
    round: Round | None
    actor: Actor
    known: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def ask(self, read: Callable[["DealView"], Read]) -> Read:
        """What `read` reads of the deal, read once."""
        if read not in self.known:
            self.known[read] = read(self)
        return cast("Read", self.known[read])

    @property
    def side(self) -> Side:
        return side_of(self.actor, self.offer)

    @property
    def other(self) -> str:
        """The other side's name."""
        return other_of(self.actor, self.offer).name_en


@dataclass(frozen=True)
class DealSubjects:
    """What a slice has of a deal, and what happens to: `find` gives rows, whose entries of the trail with a verb of the stream
    (`kit.activity`) both sides read in the deal's conversation.
    """

    order: int
    find: Callable[[DealView], Iterable[Model]]


def goes_on(deal: DealView) -> bool:
    """No deal ends in this stage."""
    return False


@dataclass(frozen=True)
class DealStage:
    """A stage in the line above the tabs: the first that is not done is the deal's. One `beside` the others has its own pace:
    the line does not wait for it, and it is the deal's when all others are done.

    `has_ended`: has the deal come to its end in this stage, without a licence? `act`: what is done next from this stage on, which
    may have to wait; stages without one have that of the stage before.
    """

    order: int
    label: str | Promise
    is_done: Callable[[DealView], bool]
    beside: bool = False
    has_ended: Callable[[DealView], bool] = goes_on
    act: str = ""


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

"""When what is owed falls due: instalments, each a share or an amount with its due rule."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from marketplace.kit.limits import limits_of
from marketplace.kit.money import WHOLE, Money, sum_amounts
from marketplace.offers.terms.amounts import Share, read_money, write_money
from marketplace.offers.terms.faults import refuse_unless

MAX_DAYS = 3_650


class DueEvent(StrEnum):
    """What an instalment's days are counted from. `SIGNATURE` is that of the second side; `DATE` a day that is named."""

    SIGNATURE = "signature"
    DATE = "date"
    INVOICE = "invoice"
    DELIVERY = "delivery"
    ACCEPTANCE = "acceptance"
    PERMIT = "permit"
    FIRST_RUN = "first_run"
    REPORT = "report"


@dataclass(frozen=True)
class DueRule:
    """`days` (0 to MAX_DAYS) after `event`. Raises BadTerms."""

    event: DueEvent
    days: int

    def __post_init__(self) -> None:
        refuse_unless(0 <= self.days <= MAX_DAYS, "no number of days: %s", self.days)

    @property
    def key(self) -> str:
        """The rule in one word, as an instalment and the contract's document name it."""
        return RULE_KEYS.get(self) or f"{self.event}_{self.days}"

    @classmethod
    def from_key(cls, key: str) -> "DueRule":
        """Read back `key`. Raises ValueError for another word."""
        if key in DUE_RULES:
            return DUE_RULES[key]
        event, _line, days = key.rpartition("_")
        return cls(DueEvent(event), int(days))

    def due_on(self, signed_on: date) -> date | None:
        """The day when the second side signs on `signed_on`; None for a rule that waits for another event."""
        return signed_on + timedelta(days=self.days) if self.event == DueEvent.SIGNATURE else None


# The rules of the plans. What "signature" says on paper: within 7 days of it.
DUE_RULES = {
    "signature": DueRule(DueEvent.SIGNATURE, 7),
    "days30": DueRule(DueEvent.SIGNATURE, 30),
    "days60": DueRule(DueEvent.SIGNATURE, 60),
    "days90": DueRule(DueEvent.SIGNATURE, 90),
}
RULE_KEYS = {rule: key for key, rule in DUE_RULES.items()}


@dataclass(frozen=True)
class Due:
    """An instalment of a schedule: a `part` of what is owed, due by `rule`, on its `latest` day whatever happened.

    `preconditions` = codes of what must be there before it is paid (a tax-residence certificate). Raises BadTerms.
    """

    part: Share | Money
    rule: DueRule
    latest: date | None = None
    preconditions: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        refuse_unless(isinstance(self.part, Share) or self.part.minor > 0, "no amount that is paid: %s", self.part)
        refuse_unless(self.rule.event != DueEvent.DATE or self.latest, "due on a date, and no date is named")
        refuse_unless("" not in self.preconditions, "a precondition without a name")

    def due_on(self, signed_on: date) -> date | None:
        """The day it falls due when the second side signs on `signed_on`: at its latest, or None while it has no day."""
        days = [day for day in (self.rule.due_on(signed_on), self.latest) if day]
        return min(days) if days else None

    def to_json(self) -> dict[str, Any]:
        part = {"share": self.part.basis_points} if isinstance(self.part, Share) else write_money(self.part)
        return part | {
            "rule": {"event": str(self.rule.event), "days": self.rule.days},
            "latest": self.latest.isoformat() if self.latest else None,
            "preconditions": sorted(self.preconditions),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Due":
        """Read back what `to_json` wrote."""
        return cls(
            part=Share(data["share"]) if "share" in data else read_money(data),
            rule=DueRule(DueEvent(data["rule"]["event"]), data["rule"]["days"]),
            latest=date.fromisoformat(data["latest"]) if data["latest"] else None,
            preconditions=frozenset(data["preconditions"]),
        )


Schedule = tuple[Due, ...]


def shares_of(schedule: Schedule) -> list[Share]:
    """Its parts that are shares, in order."""
    return [due.part for due in schedule if isinstance(due.part, Share)]


def amounts_of(schedule: Schedule) -> list[Money]:
    """Its parts that are amounts, in order."""
    return [due.part for due in schedule if isinstance(due.part, Money)]


def check_schedule(schedule: Schedule, owed: Money | None) -> None:
    """Raise BadTerms, unless it divides all of what is owed: `owed` None = not known before it is counted."""
    shares, amounts = shares_of(schedule), amounts_of(schedule)
    refuse_unless(schedule, "a schedule without an instalment")
    refuse_unless(not (shares and amounts), "a schedule is of shares or of amounts, not of both")
    points = sum(share.basis_points for share in shares)
    refuse_unless(amounts or points == WHOLE, "shares of %s basis points: they sum to %s", points, WHOLE)
    if amounts:
        refuse_unless(owed, "amounts divide only what is known when the terms are made")
        refuse_unless(len({one.currency for one in amounts}) == 1, "one group is paid in one currency")
        refuse_unless(owed == sum_amounts(amounts), "the amounts of the schedule do not sum to %s", owed)


def divide_fee(owed: Money, schedule: Schedule) -> list[Money]:
    """The instalments: they sum to `owed` exactly, without cents where nobody pays with them."""
    if amounts := amounts_of(schedule):
        return amounts
    shares = [share.basis_points for share in shares_of(schedule)]
    return owed.allocate(shares, limits_of(owed.currency).step)


def percent_of(part: Share | Money, owed: Money) -> int:
    """How much of what is owed a part is, in whole percent, rounded down."""
    return part.percent if isinstance(part, Share) else part.minor * 100 // owed.minor

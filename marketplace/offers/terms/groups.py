"""A commercial group: lines that share one consideration and the schedule on which it is paid."""

from dataclasses import dataclass
from typing import Any

from marketplace.kit.money import Money
from marketplace.offers.terms.consideration import (
    Consideration,
    currency_of,
    fixed_amount,
    read_consideration,
    write_consideration,
)
from marketplace.offers.terms.faults import BadTerms, refuse_unless
from marketplace.offers.terms.schedule import Due, Schedule, check_schedule, divide_fee


@dataclass(frozen=True)
class Group:
    """`lines` = their numbers, ascending. Everything in it is paid in one currency. Raises BadTerms."""

    lines: tuple[int, ...]
    consideration: Consideration
    schedule: Schedule

    def __post_init__(self) -> None:
        refuse_unless(self.lines, "a group without a line")
        refuse_unless(list(self.lines) == sorted(set(self.lines)), "lines of a group ascend, each once: %s", self.lines)
        check_schedule(self.schedule, fixed_amount(self.consideration))

    @property
    def currency(self) -> str:
        return currency_of(self.consideration)

    @property
    def fee(self) -> Money:
        """What is owed whatever happens. Raises BadTerms where it is known only when it is counted or reported."""
        if (owed := fixed_amount(self.consideration)) is None:
            raise BadTerms(f"lines {self.lines}: what is owed is not known yet")
        return owed

    def parts(self) -> list[Money]:
        """The fee divided by the schedule, one part for each instalment. Raises BadTerms as `fee` does."""
        return divide_fee(self.fee, self.schedule)

    def to_json(self) -> dict[str, Any]:
        return {
            "lines": list(self.lines),
            "consideration": write_consideration(self.consideration),
            "schedule": [due.to_json() for due in self.schedule],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Group":
        """Read back what `to_json` wrote."""
        return cls(
            lines=tuple(data["lines"]),
            consideration=read_consideration(data["consideration"]),
            schedule=tuple(Due.from_json(due) for due in data["schedule"]),
        )

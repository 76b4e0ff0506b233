"""Terms of a deal as plain values: what a round proposes and what a contract is made from. No ORM."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from listings.rights.request import Cell
from listings.states import Grade
from marketplace.kit.money import Money, sum_amounts
from marketplace.kit.periods import Period
from marketplace.offers.terms.consideration import FlatFee
from marketplace.offers.terms.faults import BadTerms, refuse_unless
from marketplace.offers.terms.groups import Group
from marketplace.offers.terms.lines import Line
from marketplace.offers.terms.plans import PLANS
from marketplace.offers.terms.versions import VERSION, in_newest_version
from marketplace.vocabularies import uses as vocabulary_of_uses

Item = TypeVar("Item")


@dataclass(frozen=True)
class Terms:
    """What is proposed: `lines` by ascending number, `groups` by their first line; each line is in exactly one group.

    Raises BadTerms.
    """

    lines: tuple[Line, ...]
    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        numbers, firsts = [line.number for line in self.lines], [group.lines[0] for group in self.groups]
        grouped = [number for group in self.groups for number in group.lines]
        refuse_unless(self.lines, "terms without a line")
        refuse_unless(numbers == sorted(set(numbers)), "lines ascend, each number once: %s", numbers)
        refuse_unless(
            sorted(grouped) == numbers, "each of the lines %s is in one group, not %s", numbers, sorted(grouped)
        )
        refuse_unless(firsts == sorted(firsts), "groups ascend by their first line: %s", firsts)

    @property
    def line(self) -> Line:
        """The only line, for what handles one work. Raises BadTerms for a package."""
        return only_item(self.lines)

    @property
    def group(self) -> Group:
        """The only group. Raises BadTerms when there are several."""
        return only_item(self.groups)

    @property
    def fee(self) -> Money:
        """What all groups owe whatever happens. Raises BadTerms where it is not known, CurrencyMismatch."""
        return sum_amounts([group.fee for group in self.groups])

    @property
    def media(self) -> list[str]:
        """Those of all lines."""
        return sorted({medium for line in self.lines for medium in line.media})

    @property
    def territories(self) -> list[str]:
        """Those of all lines."""
        return sorted({territory for line in self.lines for territory in line.territories})

    def parts(self) -> list[Money]:
        """The instalments of all groups, in order; those of a group sum to its fee exactly."""
        return [part for group in self.groups for part in group.parts()]

    def to_json(self) -> dict[str, Any]:
        """The terms as stored with a round: equal terms are equal text."""
        return {
            "version": VERSION,
            "lines": [line.to_json() for line in self.lines],
            "groups": [group.to_json() for group in self.groups],
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Terms":
        """Read what `to_json` wrote, now or in an earlier version. Raises BadTerms."""
        newest = in_newest_version(data)
        return cls(
            lines=tuple(Line.from_json(line) for line in newest["lines"]),
            groups=tuple(Group.from_json(group) for group in newest["groups"]),
        )


def only_item(items: Sequence[Item]) -> Item:
    """The one item. Raises BadTerms when there are others."""
    if len(items) != 1:
        raise BadTerms(f"{len(items)} of them, where one is handled")
    return items[0]


def make_flat_fee_terms(
    *,
    cells: frozenset[Cell],
    window: Period,
    grade: Grade,
    languages: frozenset[str],
    fee: Money,
    plan: str,
    uses: frozenset[str] = vocabulary_of_uses.ALL,
) -> Terms:
    """What pages and API make today: one work, line 1, for a flat fee; `plan` = a key of PLANS. Raises BadTerms."""
    line = Line(number=1, cells=cells, window=window, grade=grade, languages=languages, uses=uses)
    return Terms(lines=(line,), groups=(Group(lines=(1,), consideration=FlatFee(fee), schedule=PLANS[plan]),))

"""Licence terms as plain values: what a round proposes and what a contract is made from. No ORM.

A grant is a set of cells (medium x territory). One window, one exclusivity and one set of languages hold for all cells.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from listings.queries.request import AvailsRequest, Cell
from listings.states import ONLY_ONE, Grade
from marketplace.kit.limits import limits_of
from marketplace.kit.money import Money
from marketplace.kit.periods import Period
from marketplace.kit.vocab import uses as vocabulary_of_uses

# When an instalment falls due, and what the buyer reads. Days count from the day both have signed.
DUE_RULES = {
    "signature": _("on signature"),
    "days30": _("30 days after signature"),
    "days60": _("60 days after signature"),
    "days90": _("90 days after signature"),
}
DUE_DAYS = {"signature": 7, "days30": 30, "days60": 60, "days90": 90}

# Payment plans to choose from: parts in percent, each with its due rule.
PLANS: dict[str, tuple[tuple[int, str], ...]] = {
    "full": ((100, "signature"),),
    "30_70": ((30, "signature"), (70, "days60")),
    "50_50": ((50, "signature"), (50, "days60")),
    "thirds": ((34, "signature"), (33, "days30"), (33, "days90")),
}
PLAN_NAMES = {
    "full": _("All on signature"),
    "30_70": _("30/70: on signature, after 60 days"),
    "50_50": _("50/50: on signature, after 60 days"),
    "thirds": _("34/33/33: on signature, after 30 and 90 days"),
}


@dataclass(frozen=True)
class Grant:
    """A rectangle of the grant: all these media in all these territories."""

    media: frozenset[str]
    territories: frozenset[str]


@dataclass(frozen=True)
class Terms:
    """What is proposed. `cells` = (medium, territory) pairs; `languages` = BCP 47 codes; `plan` = a key of PLANS.

    `grade` is one of LICENCE_GRADES; `uses` = how the languages are used.
    """

    cells: frozenset[Cell]
    window: Period
    grade: Grade
    languages: frozenset[str]
    fee: Money
    plan: str
    uses: frozenset[str] = vocabulary_of_uses.ALL

    @property
    def exclusive(self) -> bool:
        """Shall no other licensee have it beside this one?"""
        return self.grade in ONLY_ONE

    @property
    def request(self) -> AvailsRequest:
        """The terms as what the rights are asked."""
        return AvailsRequest(
            tuple(self.media), tuple(self.territories), self.window, self.grade, tuple(sorted(self.languages)),
            tuple(sorted(self.uses)),
        )  # fmt: skip

    @property
    def media(self) -> list[str]:
        return sorted({medium for medium, _territory in self.cells})

    @property
    def territories(self) -> list[str]:
        return sorted({territory for _medium, territory in self.cells})

    def parts(self) -> list[Money]:
        """The fee divided by the plan: the parts sum to the fee exactly, without cents where nobody pays with them."""
        return self.fee.allocate([percent for percent, _rule in PLANS[self.plan]], limits_of(self.fee.currency).step)

    def grants(self) -> list[Grant]:
        """The cells as few rectangles: media that share the same territories go together."""
        by_medium: dict[str, set[str]] = defaultdict(set)
        for medium, territory in self.cells:
            by_medium[medium].add(territory)
        by_territories: dict[frozenset[str], set[str]] = defaultdict(set)
        for medium, territories in by_medium.items():
            by_territories[frozenset(territories)].add(medium)
        rectangles = [Grant(frozenset(media), territories) for territories, media in by_territories.items()]
        return sorted(rectangles, key=lambda g: (sorted(g.media), sorted(g.territories)))

    def to_json(self) -> dict[str, Any]:
        """The terms as stored with a round; sorted, so that equal terms are equal text."""
        return {
            "cells": sorted([list(cell) for cell in self.cells]),
            "from": self.window.start.isoformat(),
            "to": self.window.end.isoformat() if self.window.end else None,
            "grade": str(self.grade),
            "languages": sorted(self.languages),
            "uses": sorted(self.uses),
            "fee_minor": self.fee.minor,
            "currency": self.fee.currency,
            "plan": self.plan,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Terms":
        """Read back what `to_json` wrote."""
        end = date.fromisoformat(data["to"]) if data["to"] else None
        return cls(
            cells=frozenset((medium, territory) for medium, territory in data["cells"]),
            window=Period(date.fromisoformat(data["from"]), end),
            grade=Grade(data["grade"]),
            languages=frozenset(data["languages"]),
            fee=Money(data["fee_minor"], data["currency"]),
            plan=data["plan"],
            uses=frozenset(data["uses"]),
        )

    def changes(self, other: "Terms") -> list[str]:
        """Names of the terms in which `other` differs, in the order they are shown."""
        names = ("fee", "territories", "media", "window", "grade", "languages", "uses", "plan")
        return [name for name in names if getattr(self, name) != getattr(other, name)]

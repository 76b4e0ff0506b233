"""A line of the terms: one work, and what of it is licensed, where, when and how."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from listings.rights.request import AvailsRequest, Cell
from listings.states import Grade
from marketplace.kit.periods import Period
from marketplace.offers.terms.faults import refuse_unless
from marketplace.vocabularies import uses as vocabulary_of_uses


@dataclass(frozen=True)
class Grant:
    """A rectangle of the grant: all these media in all these territories."""

    media: frozenset[str]
    territories: frozenset[str]


@dataclass(frozen=True)
class Line:
    """What is licensed of one work. `number` names the work in the offer, the same in every round.

    `cells` = (medium, territory) pairs; one window, one grade (of LICENCE_GRADES), one set of languages (BCP 47) and of
    their uses hold for all of them. `cut` = the name of a cut, None = every cut; `runs` = how often linear media may
    show it, None = without a limit. Raises BadTerms.
    """

    number: int
    cells: frozenset[Cell]
    window: Period
    grade: Grade
    languages: frozenset[str]
    uses: frozenset[str] = vocabulary_of_uses.ALL
    cut: str | None = None
    runs: int | None = None

    def __post_init__(self) -> None:
        refuse_unless(self.number > 0, "no number of a line: %s", self.number)
        refuse_unless(self.runs is None or self.runs > 0, "line %s: no number of runs: %s", self.number, self.runs)
        refuse_unless(self.cut != "", "line %s: a cut without a name", self.number)

    @property
    def media(self) -> list[str]:
        return sorted({medium for medium, _territory in self.cells})

    @property
    def territories(self) -> list[str]:
        return sorted({territory for _medium, territory in self.cells})

    @property
    def request(self) -> AvailsRequest:
        """The line as what the rights are asked."""
        return AvailsRequest(
            tuple(self.media),
            tuple(self.territories),
            self.window,
            self.grade,
            tuple(sorted(self.languages)),
            tuple(sorted(self.uses)),
        )

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
        """Sorted, so that equal lines are equal text."""
        return {
            "number": self.number,
            "cells": sorted([list(cell) for cell in self.cells]),
            "from": self.window.start.isoformat(),
            "to": self.window.end.isoformat() if self.window.end else None,
            "grade": str(self.grade),
            "languages": sorted(self.languages),
            "uses": sorted(self.uses),
            "cut": self.cut,
            "runs": self.runs,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Line":
        """Read back what `to_json` wrote."""
        end = date.fromisoformat(data["to"]) if data["to"] else None
        return cls(
            number=data["number"],
            cells=frozenset((medium, territory) for medium, territory in data["cells"]),
            window=Period(date.fromisoformat(data["from"]), end),
            grade=Grade(data["grade"]),
            languages=frozenset(data["languages"]),
            uses=frozenset(data["uses"]),
            cut=data["cut"],
            runs=data["runs"],
        )

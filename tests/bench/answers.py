"""An answer in the form in which all who are measured give it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from listings.catalogue.queries.search_terms import Answer

FACETS = ("kind", "genre", "origin", "language", "decade")
DAY_ZERO = 730120  # date(2000, 1, 1).toordinal()


@dataclass
class Told:
    """Matches, those free for the whole request, five facets, the first twenty in order with their free cells."""

    total: int
    fits: int
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    page: list[tuple[int, int]] = field(default_factory=list)


def told(answer: Answer) -> Told:
    """What the database or the engine answered."""
    return Told(
        answer.total,
        answer.fits,
        {name: counted(answer.facets[name]) for name in FACETS},
        [(hit.id, hit.free) for hit in answer.page],
    )


def counted(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts without those of nothing."""
    return {value: number for value, number in counts.items() if number}

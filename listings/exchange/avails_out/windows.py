"""What can be offered of a right held: all of it, or only what nobody has taken."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from listings.exchange.avails_out.terms import by_number
from listings.models import RightIn
from listings.rights.queries.cells import Rights, Standing, grades_clash, period_of
from listings.states import Grade
from marketplace.kit.periods import Period

Codes = frozenset[str]
Tongue = tuple[str, str]  # (language, use)
T = TypeVar("T")
Piece = tuple[Period, bool]  # the days, and whether they can be had exclusively


@dataclass(frozen=True)
class Offer:
    """One box of one medium: territories, languages in their uses, days."""

    medium: str
    territories: Codes
    tongues: frozenset[Tongue]
    period: Period
    exclusive: bool

    @property
    def languages(self) -> dict[str, Codes]:
        """{language: uses}"""
        found: dict[str, set[str]] = defaultdict(set)
        for language, use in self.tongues:
            found[language].add(use)
        return {language: frozenset(used) for language, used in found.items()}

    @property
    def order(self) -> tuple[object, ...]:
        """Offers always stand in the same order."""
        return (
            self.period.start,
            self.period.until,
            not self.exclusive,
            sorted(self.territories),
            sorted(self.tongues),
        )


def held_offers(right: RightIn) -> Iterator[Offer]:
    """The right as it is held, whatever is sold of it."""
    tongues = tongues_of(right)
    for medium in by_number(right.media):
        yield Offer(medium, right.territories, tongues, period_of(right), right.exclusive)


def free_offers(right: RightIn, rights: Rights) -> Iterator[Offer]:
    """What is left of the right: non-exclusively free days, and of these the days that are free exclusively."""
    if right.contested:
        return
    known: dict[frozenset[int], list[Offer]] = {}
    for medium in by_number(right.media):
        numbered = [(number, row) for number, row in enumerate(rights.standing) if medium in row.media]
        rows, key = [row for _number, row in numbered], frozenset(number for number, _row in numbered)
        if key not in known:
            known[key] = sorted(left_over(right, rows), key=lambda offer: offer.order)
        for offer in known[key]:
            yield Offer(medium, offer.territories, offer.tongues, offer.period, offer.exclusive)


def left_over(right: RightIn, rows: Sequence[Standing]) -> Iterator[Offer]:
    """The boxes of the right that these rows of one medium leave. Places and languages under the same rows go together."""
    result: dict[tuple[Piece, frozenset[Tongue]], set[str]] = defaultdict(set)
    for here, where in group_alike(right.territories, rows, lambda row, place: place in row.territories):
        days: dict[Piece, set[Tongue]] = defaultdict(set)
        for blocking, tongues in group_alike(tongues_of(right), here, takes_language):
            for piece in free_pieces(right, blocking):
                days[piece] |= tongues
        for piece, said in days.items():
            result[piece, frozenset(said)] |= where
    for ((period, exclusive), spoken), codes in result.items():
        yield Offer("", frozenset(codes), spoken, period, exclusive)


def group_alike(
    values: Iterable[T], rows: Sequence[Standing], touches: Callable[[Standing, T], bool]
) -> list[tuple[list[Standing], set[T]]]:
    """Values that the same rows touch, together with these rows."""
    groups: dict[tuple[bool, ...], set[T]] = defaultdict(set)
    for value in values:
        groups[tuple(touches(row, value) for row in rows)].add(value)
    return [([row for row, hit in zip(rows, hits, strict=True) if hit], found) for hits, found in groups.items()]


def free_pieces(right: RightIn, rows: Iterable[Standing]) -> list[Piece]:
    """The days that are left under these rows: those free for one alone, and those free beside others."""
    whole = period_of(right)
    standing = [(row.grade, period_of(row)) for row in rows]
    free = whole.minus(days for grade, days in standing if grades_clash(Grade.NON_EXCLUSIVE, grade))
    alone = whole.minus(days for grade, days in standing if grades_clash(Grade.SOLE, grade)) if right.exclusive else []
    found: list[Piece] = []
    for part in free:
        ours = [both for one in alone if (both := part.intersection(one))]
        found += [(days, True) for days in ours] + [(days, False) for days in part.minus(ours)]
    return found


def takes_language(row: Standing, tongue: Tongue) -> bool:
    """Does the row take this language in this use?"""
    return tongue[0] in row.languages and tongue[1] in row.uses


def tongues_of(right: RightIn) -> frozenset[Tongue]:
    """Every language in every use of a right."""
    return frozenset((language, use) for language in right.languages for use in right.uses)

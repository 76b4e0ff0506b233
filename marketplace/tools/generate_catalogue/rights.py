"""The rights of one generated programme: what is held, and what is taken of it without any of it being sold twice.

Sets are whole numbers with a bit for each code (set_samples.py), days are ordinals, half-open; NEVER is an open end.
"""

from dataclasses import dataclass
from datetime import date

from listings.rights.queries.cells import MEETS
from listings.states import Grade, Purpose
from marketplace.tools.generate_catalogue import set_samples
from marketplace.tools.generate_catalogue.dice import Dice, Weighted
from marketplace.tools.generate_catalogue.set_samples import (
    ALL_LANGUAGES,
    ALL_MEDIA,
    ALL_USES,
    HOME,
    SOME_USES,
    WORLD,
    unpack_numbers,
)

NEVER = date.max.toordinal() + 1
MONTHS = [date(year, month, 1).toordinal() for year in range(2012, 2051) for month in range(1, 13)]
NOW = (2026 - 2012) * 12 + 10
HELD = Weighted({1: 46, 2: 25, 3: 14.5, 4: 8, 5: 6.5})
TAKEN = Weighted({0: 18, 1: 18.5, 2: 16, 3: 13, 4: 10, 5: 8, 6: 6, 7: 4, 8: 3, 10: 2, 12: 1.5, 15: 1.5, 20: 1})
GRADES = Weighted({0: 52, 1: 38, 2: 4, 3: 3, 4: 3})
KINDS = (
    (Grade.SOLE, Purpose.EXTERNAL),
    (Grade.NON_EXCLUSIVE, Purpose.EXTERNAL),
    (Grade.EXCLUSIVE, Purpose.EXTERNAL),
    (Grade.OWN, Purpose.OWN_USE),
    (Grade.SOLE, Purpose.OPTION),
)
WORLDWIDE, HOLDBACK, MAX_TAKEN, TRIES = 0.42, 0.46, 20, 3


@dataclass(slots=True)
class Box:
    """Territories x media x languages x uses x days."""

    territories: int
    media: int
    languages: int
    uses: int
    start: int
    end: int

    def meets(self, other: "Box") -> bool:
        return bool(
            self.start < other.end
            and other.start < self.end
            and self.territories & other.territories
            and self.media & other.media
            and self.languages & other.languages
            and self.uses & other.uses
        )


@dataclass(slots=True)
class Held:
    """A right in. `until` is the end of what may be licensed: of the period, the latest end, or underlying rights."""

    box: Box
    exclusive: bool
    latest_end: int = NEVER
    underlying_end: int = NEVER

    @property
    def until(self) -> int:
        return min(self.box.end, self.latest_end, self.underlying_end)


@dataclass(slots=True)
class Taken:
    """A right out; `deal` numbers the deals of the programme: rows of one deal never meet."""

    box: Box
    grade: Grade
    purpose: Purpose
    deal: int


def rights_of(dice: Dice) -> tuple[list[Held], list[Taken]]:
    """Rights in and out of one programme."""
    held = [first_held(dice)]
    for _ in range(dice.weighted(HELD) - 1):
        held.append(another_held(dice, held[-1]))
    taken: list[Taken] = []
    for deal in range(dice.weighted(TAKEN)):
        take_deal(dice, held, taken, deal)
    return held, taken[:MAX_TAKEN]


def first_held(dice: Dice) -> Held:
    """A right in: often of the whole world, all media and for ever."""
    known = set_samples.make_pools()
    start = MONTHS[dice.between(6 * 12, NOW + 2)]
    end = NEVER if dice.chance(0.5) else start + 365 * dice.between(5, 15)
    box = Box(
        WORLD if dice.chance(WORLDWIDE) else dice.early(known.held_territories),
        ALL_MEDIA if dice.chance(0.55) else dice.early(known.held_media),
        ALL_LANGUAGES if dice.chance(0.6) else dice.early(known.held_languages),
        ALL_USES if dice.chance(0.92) else SOME_USES[1],
        start,
        end,
    )
    held = Held(box, dice.chance(0.85))
    if dice.chance(0.04):
        held.latest_end = start + 365 * dice.between(4, 12)
    if dice.chance(0.03):
        held.underlying_end = start + 365 * dice.between(5, 20)
    return held


def another_held(dice: Dice, before: Held) -> Held:
    """Another right in: the years after, the other media, or one of its own."""
    box = before.box
    kind = dice.roll()
    if kind < 0.25 and box.end < NEVER:
        after = Box(box.territories, box.media, box.languages, box.uses, box.end, box.end + 365 * dice.between(3, 10))
        return Held(after, before.exclusive)
    if kind < 0.45 and box.media != ALL_MEDIA:
        rest = Box(box.territories, ALL_MEDIA & ~box.media, box.languages, box.uses, box.start, box.end)
        return Held(rest, before.exclusive)
    return first_held(dice)


def take_deal(dice: Dice, held: list[Held], taken: list[Taken], deal: int) -> None:
    """Add a deal that is inside one right in and meets no other deal; after some tries, none."""
    source = dice.pick(held)
    grade, purpose = KINDS[dice.weighted(GRADES)]
    if not source.exclusive and grade in (Grade.EXCLUSIVE, Grade.SOLE):
        grade = Grade.NON_EXCLUSIVE
    for _ in range(TRIES):
        box = taken_box(dice, source)
        if box is None:
            return
        if not deal_clashes(box, grade, deal, taken):
            taken.append(Taken(box, grade, purpose, deal))
            if grade in (Grade.EXCLUSIVE, Grade.SOLE) and dice.chance(HOLDBACK):
                hold_back(dice, taken, deal)
            return


def deal_clashes(box: Box, grade: Grade, deal: int, taken: list[Taken]) -> bool:
    """Would it meet another deal?"""
    meets = MEETS[grade]
    return any(other.deal != deal and other.grade in meets and box.meets(other.box) for other in taken)


def taken_box(dice: Dice, source: Held) -> Box | None:
    """A part of a right in, in months; None when nothing is left of its time."""
    held, known = source.box, set_samples.make_pools()
    first = max(0, (date.fromordinal(held.start).year - 2012) * 12)
    begin = MONTHS[min(dice.between(max(first, NOW - 60), NOW + 40), len(MONTHS) - 1)]
    begin = max(begin, held.start)
    end = min(begin + round(30.44 * dice.between(6, 60)), source.until)
    if end <= begin:
        return None
    place = dice.roll()
    if place < 0.5:
        territories = pick_one(
            dice, held.territories & HOME if dice.chance(0.85) else held.territories, held.territories
        )
    elif place < 0.85:
        territories = dice.early(known.taken_territories) & held.territories
    else:
        territories = held.territories
    kind = dice.roll()
    if kind < 0.45:
        media = pick_one(dice, held.media & 0b1111111110, held.media)
    elif kind < 0.85:
        media = dice.early(known.taken_media) & held.media
    else:
        media = held.media
    tongue = dice.roll()
    languages = held.languages if tongue < 0.5 else dice.early(known.taken_languages) & held.languages
    uses = held.uses if dice.chance(0.85) else dice.pick(SOME_USES) & held.uses
    return Box(
        territories or pick_one(dice, held.territories, 0),
        media or pick_one(dice, held.media, 0),
        languages or held.languages,
        uses or held.uses,
        begin,
        end,
    )


def pick_one(dice: Dice, bits: int, otherwise: int) -> int:
    """One member of a set, or of another when that is empty."""
    return 1 << dice.pick(unpack_numbers(bits or otherwise))


def hold_back(dice: Dice, taken: list[Taken], deal: int) -> None:
    """An exclusive deal keeps its licensor out of other media for some months, or its licensee waits."""
    licence = taken[-1].box
    others = dice.early(set_samples.make_pools().taken_media) & ~licence.media
    if not others:
        return
    end = min(licence.end, licence.start + round(30.44 * dice.between(3, 18)))
    box = Box(licence.territories, others, licence.languages, licence.uses, licence.start, end)
    grade = Grade.TERM if dice.chance(0.15) else Grade.HOLDBACK
    if not deal_clashes(box, grade, deal, taken):
        taken.append(Taken(box, grade, Purpose.HOLDBACK, deal))

"""A small world to compare answers in: few codes, sixty days, random programmes; and an oracle that counts days.

The oracle knows nothing of sets, words or unions: it marks, for every territory, medium, language, use and day, who
holds it and who has taken it, and looks at each day of each requested cell.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import numpy as np

from listings.engine.block import Block
from listings.engine.build import Contents, write_block
from listings.engine.layout import IN_EXCLUSIVE, IN_SHARED, LIVE, NO_ASK, OUT_KINDS, ROWS, SETS, SLOTS, day, flags
from listings.engine.sets import Sets, open_sets, room_for
from listings.engine.writer import Row, Writer
from listings.rights.request import AvailsRequest
from listings.rights.selection import Selection
from listings.states import Grade
from marketplace.kit.periods import Period
from marketplace.vocabularies import languages, media, territories, uses

START = date(2027, 1, 1)
DAYS = 60
PLACES = ("CN", "TH", "VN", "BR", "ZW")
MEDIA = ("SVOD", "AVOD", "FORMAT")
SPOKEN = ("th", "en", "zxx")
USES = uses.codes
# Which grades meet, said again in other words: what a taken right of the key leaves for a wish of the values.
LEAVES = {"S": "", "E": "", "N": "N", "H": "", "O": "EN"}


@dataclass(frozen=True)
class Right:
    """A row; `grade` "" is a right in. Days are numbers from START, `end` None is open."""

    grade: str
    exclusive: bool
    places: frozenset[str]
    media: frozenset[str]
    spoken: frozenset[str]
    uses: frozenset[str]
    start: int
    end: int | None


@dataclass
class World:
    """Programmes by id, each with its rights."""

    programmes: dict[int, list[Right]] = field(default_factory=dict)


def some(chance: random.Random, codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(codes if chance.random() < 0.4 else chance.sample(codes, chance.randint(1, len(codes))))


def right(chance: random.Random, grade: str) -> Right:
    start = chance.randint(-5, DAYS - 10)
    end = None if chance.random() < 0.2 else start + chance.choice((1, 7, 20, 40, 80))
    every = chance.random() < 0.6
    return Right(
        grade,
        chance.random() < 0.7,
        some(chance, PLACES),
        some(chance, MEDIA),
        some(chance, SPOKEN),
        frozenset(USES) if every else some(chance, USES),
        start,
        end,
    )


def split(chance: random.Random, whole: Right) -> list[Right]:
    """The right in parts that together are the same, so that answers depend on unions."""
    cut = chance.choice(("days", "places", "spoken", "uses"))
    if cut == "days":
        day_ = whole.start + 10
        return [
            Right(**{**vars(whole), "start": whole.start, "end": day_}),
            Right(
                **{**vars(whole), "start": day_, "end": whole.end if whole.end is None else max(whole.end, day_ + 1)}
            ),
        ]
    name = {"places": "places", "spoken": "spoken", "uses": "uses"}[cut]
    codes = sorted(getattr(whole, name))
    halves = [codes[: len(codes) // 2], codes[len(codes) // 2 :]]
    return [Right(**{**vars(whole), name: frozenset(half)}) for half in halves if half]


def programme(chance: random.Random) -> list[Right]:
    held = [right(chance, "") for _ in range(chance.randint(0, 3))]
    if held and chance.random() < 0.5:
        held += split(chance, held.pop())
    taken = [right(chance, chance.choice("SENHONNN")) for _ in range(chance.choice((0, 0, 0, 1, 2, 4)))]
    return held + taken


def world(seed: int, size: int) -> World:
    chance = random.Random(seed)
    return World({100 + 3 * number: programme(chance) for number in range(size)})


def request(chance: random.Random) -> AvailsRequest:
    """What somebody might ask, often for cells that are far apart, sometimes with cells left out."""
    start = chance.randint(0, DAYS - 12)
    window = Period(START + timedelta(start), START + timedelta(start + chance.choice((1, 5, 12))))
    spoken = tuple(chance.sample(SPOKEN, chance.choice((0, 0, 1, 2))))
    used = tuple(chance.sample(USES, chance.choice((0, 0, 1, 2))))
    places = tuple(sorted(chance.sample(PLACES, chance.randint(1, len(PLACES))), key=territories.number))
    wanted_media = tuple(sorted(chance.sample(MEDIA, chance.randint(1, len(MEDIA))), key=media.number))
    if chance.random() < 0.15:  # beyond one word of territories
        places = territories.codes
    grade = chance.choice((Grade.EXCLUSIVE, Grade.SOLE, Grade.NON_EXCLUSIVE))
    asked = AvailsRequest(wanted_media, places, window, grade, spoken, used)
    if len(places) > 1 and len(wanted_media) > 1 and chance.random() < 0.2:
        return Selection(**vars(asked), without=frozenset({(wanted_media[0], places[0])}))
    return asked


def days_of(right_: Right) -> int:
    """The days as bits, from START - 5 on."""
    end = DAYS + 100 if right_.end is None else right_.end
    return sum(1 << (number + 5) for number in range(right_.start, end))


class Oracle:
    """Every day of every cell of a programme, marked one by one."""

    def __init__(self, rights: list[Right]) -> None:
        self.held: dict[tuple[str, ...], int] = defaultdict(int)
        self.exclusive: dict[tuple[str, ...], int] = defaultdict(int)
        self.taken: dict[str, dict[tuple[str, ...], int]] = defaultdict(lambda: defaultdict(int))
        for one in rights:
            days = days_of(one)
            for point in product(one.places, one.media, one.spoken, one.uses):
                if one.grade:
                    self.taken[one.grade][point] |= days
                else:
                    self.held[point] |= days
                    if one.exclusive:
                        self.exclusive[point] |= days

    def answer(self, asked: AvailsRequest) -> tuple[bool, int, frozenset[str]]:
        """Is anything asked for held at all, how many cells are free, and which media are free everywhere?"""
        start = (asked.window.start - START).days + 5
        days = ((1 << (asked.window.until - asked.window.start).days) - 1) << start
        cells = asked.cells
        offered = any(
            self.held.get((t, m, s, u), 0) & days for m, t in cells if t in PLACES for s in SPOKEN for u in USES
        )
        free = [cell for cell in cells if cell[1] in PLACES and self.is_free(*cell, asked, days)]
        by_medium = {m: sum(1 for cell in cells if cell[0] == m) for m in asked.media}
        whole = frozenset(m for m, count in by_medium.items() if sum(1 for cell in free if cell[0] == m) == count)
        return offered, len(free), whole

    def is_free(self, medium: str, place: str, asked: AvailsRequest, days: int) -> bool:
        held = self.exclusive if asked.grade in "SE" else self.held
        # Nothing said of languages or uses: some language and use must be held on each day, and none may be taken.
        if asked.languages or asked.uses:
            spoken, used = asked.languages or SPOKEN, asked.uses or USES
            for one in asked.languages or (None,):
                for use in asked.uses or (None,):
                    points = [
                        (place, medium, s, u) for s in SPOKEN for u in USES if one in (None, s) and use in (None, u)
                    ]
                    if not covers(held, points, days):
                        return False
        else:
            spoken, used = SPOKEN, USES
            if not covers(held, [(place, medium, s, u) for s in SPOKEN for u in USES], days):
                return False
        points = [(place, medium, s, u) for s in spoken for u in used]
        refused = [grade for grade in self.taken if asked.grade not in LEAVES[grade]]
        return not any(self.taken[grade].get(point, 0) & days for grade in refused for point in points)


def covers(held: Mapping[tuple[str, ...], int], points: Iterable[tuple[str, ...]], days: int) -> bool:
    union = 0
    for point in points:
        union |= held.get(point, 0)
    return union & days == days


def on(number: int | None) -> date | None:
    return None if number is None else START + timedelta(number)


def row(sets: dict[str, Sets], one: Right) -> Row:
    kind = OUT_KINDS[Grade(one.grade)] if one.grade else IN_EXCLUSIVE if one.exclusive else IN_SHARED
    used = sum(1 << (uses.number(code) - 1) for code in one.uses)
    return Row(
        sets["territories"].number(territories.number(code) - 1 for code in one.places),
        sets["media"].number(media.number(code) - 1 for code in one.media),
        sets["languages"].number(languages.number(code) - 1 for code in one.spoken),
        day(on(one.start)),
        day(on(one.end)),
        flags(kind, used),
    )


def attributes(programme_id: int) -> dict[str, int]:
    """Dull ones, for tests of rights."""
    return {name: 0 for name in SLOTS if name not in {"pointer", "id"}} | {"live": LIVE, "ask": NO_ASK}


def block_of(path: Path, made: World, times: int = 1) -> Block:
    """The world as the base of a block; `times` over, one after another, with ids that go on."""
    sets, size = open_sets(), len(made.programmes)
    rows = [(slot, row(sets, one)) for slot, rights in enumerate(made.programmes.values()) for one in rights]
    slots = {name: np.zeros(size * times, dtype) for name, dtype in SLOTS.items()}
    slots["id"][:] = (np.array(list(made.programmes)) + np.arange(times)[:, None] * (max(made.programmes) + 1)).ravel()
    slots["year"][:] = 2000 + np.arange(size * times) % 30
    slots["live"][:] = LIVE
    slots["ask"][:] = NO_ASK
    columns = {
        name: np.tile(np.array([getattr(one, name) for _s, one in rows], dtype), times) for name, dtype in ROWS.items()
    }
    columns["slot"] = (np.array([slot for slot, _row in rows]) + np.arange(times)[:, None] * size).ravel()
    masks = {name: known.masks for name, known in sets.items()}
    masks |= {name: np.zeros((1, SETS[name]), "u8") for name in ("genres", "origins", "ratings", "ready")}
    return write_block(
        path, Contents(slots, columns, masks), room_for({name: len(known) for name, known in sets.items()})
    )


def write(writer: Writer, programme_id: int, rights: list[Right]) -> None:
    writer.write(programme_id, attributes(programme_id), [row(writer.sets, one) for one in rights])

"""What is written as free is free, day by day, and all of it; and what is imported again is what was held."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from listings.exchange.avails_out import from_programmes, prefetch_programmes
from listings.exchange.avails_out.windows import Offer, free_offers
from listings.exchange.avails_to_rights import blocks_of, merge_blocks
from listings.models import Programme, RightIn, RightOut
from listings.rights.queries.cells import Rights, grades_clash
from listings.states import Grade
from marketplace.vocabularies import languages, territories
from tests.factories import NOW, right_in

TERRITORIES, MEDIA, LANGUAGES, USES = ("CN", "TH", "VN"), ("SVOD", "PTV"), ("th", "en"), ("SUB", "DUB")
FIRST = date(2026, 1, 1)
DAYS = 12
Point = tuple[str, str, str, str, int]


def some(dice: random.Random, codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(dice.sample(codes, dice.randint(1, len(codes))))


def days(dice: random.Random) -> DateRange:
    start = dice.randrange(DAYS - 1)
    return DateRange(FIRST + timedelta(start), FIRST + timedelta(dice.randint(start + 1, DAYS)))


def dimensions(dice: random.Random) -> dict[str, Any]:
    return {
        "territories": some(dice, TERRITORIES),
        "media": some(dice, MEDIA),
        "languages": some(dice, LANGUAGES),
        "uses": some(dice, USES),
    }


def rights(dice: random.Random) -> Rights:
    """A right held and up to five rows taken, whatever their grades: unsaved, so nothing refuses them."""
    held = RightIn(pk=1, exclusive=dice.random() < 0.7, contested=False, **dimensions(dice))
    held.licensable = days(dice)
    taken = [
        RightOut(pk=number, grade=dice.choice([*"SENHOL"]), period=days(dice), **dimensions(dice))
        for number in range(dice.randint(0, 5))
    ]
    return Rights((held,), tuple(taken))


def points(row: Any, period: DateRange) -> set[Point]:
    first, last = (period.lower - FIRST).days, (period.upper - FIRST).days
    return set(product(row.territories, row.media, row.languages, row.uses, range(first, last)))


def truth(known: Rights, grade: Grade) -> set[Point]:
    """Point by point: held, and taken by nobody whom a licence of this grade would meet."""
    (held,) = known.held
    if grade == Grade.SOLE and not held.exclusive:
        return set()
    blocked: set[Point] = set().union(*(points(r, r.period) for r in known.taken if grades_clash(grade, r.grade)))
    return points(held, held.licensable) - blocked


def told(offers: Iterator[Offer] | list[Offer]) -> list[Point]:
    return [
        (place, offer.medium, language, use, day)
        for offer in offers
        for place in offer.territories
        for language, use in offer.tongues
        for day in range((offer.period.start - FIRST).days, (offer.period.until - FIRST).days)
    ]


@pytest.mark.parametrize("seed", range(40))
def test_free_offers_are_exactly_what_is_free_and_say_where_exclusively(seed: int) -> None:
    dice = random.Random(seed)
    for _round in range(25):
        known = rights(dice)
        offers = list(free_offers(known.held[0], known))
        found = told(offers)
        assert set(found) == truth(known, Grade.NON_EXCLUSIVE)
        assert len(found) == len(set(found))
        alone = told([offer for offer in offers if offer.exclusive])
        assert set(alone) == truth(known, Grade.SOLE) & set(found)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"territories": frozenset(territories.codes) - {"CN", "HK"}, "exclusive": False},
        {"period": DateRange(date(2026, 1, 1), None), "source": "C-7"},
        {"languages": frozenset(languages.codes) - {"vi"}},
        {"languages": frozenset({"th", "zh-Hans"}), "uses": frozenset({"SUB"})},
        {"languages": frozenset({"th"}), "uses": frozenset({"SUB", "DUB"})},
        {"languages": frozenset({"cmn"}), "uses": frozenset({"ORIG", "DUB", "VO"})},
        {"media": frozenset({"THEA", "SHIP", "FTV"}), "latest_end": date(2030, 3, 1)},
    ],
)
def test_what_was_held_is_held_when_the_file_is_imported(programme: Programme, fields: dict[str, Any]) -> None:
    programme.rights_in.all().delete()
    right = right_in(programme, **fields)
    right.refresh_from_db()
    rows, _losses = from_programmes(prefetch_programmes(Programme.objects.all()), at=NOW)
    (block,) = merge_blocks([block for row in rows for block in blocks_of(row, NOW.date())])
    assert (block.territories, block.media, block.languages, block.uses) == (
        right.territories,
        right.media,
        right.languages,
        right.uses,
    )
    assert (block.period.start, block.period.end) == (right.licensable.lower, right.licensable.upper)
    assert (block.exclusive, block.source) == (right.exclusive, right.source)

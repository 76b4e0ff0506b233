"""The engine, the database and the page check answer alike, to everything that can be asked."""

import random
from pathlib import Path

import pytest
from django.db import connection

from accounts.actors import Actor
from listings.catalogue.queries import catalogue_sql
from listings.catalogue.queries.catalogue import words_of
from listings.catalogue.queries.catalogue_text import Found
from listings.catalogue.queries.page_check import still_free
from listings.catalogue.queries.search_terms import SORTS, Search
from listings.engine.build import build
from listings.engine.engine import Engine
from tests import factories
from tests.factories import NOW
from tests.listings.engine import small, stored
from tests.listings.engine.small import Oracle
from tests.worlds import shareable

SIZE, REQUESTS = 80, 60
CHOICES = {
    "kind": ("film", "series"),
    "genre": ("drama", "crime", "none"),
    "origin": ("TH", "CN"),
    "language": ("th", "zh-Hans", "??"),
    "decade": ("1990", "2020"),
    "medium": ("SVOD", "AVOD"),
    "rating": ("TH:13", "MY:18"),
    "ready": ("zh-Hans:sub", "me"),
    "extra": ("ask", "chinese"),
    "confirmed": ("30",),
}


def search(chance: random.Random) -> Search:
    """Any search without words."""
    chosen = {
        facet: frozenset(chance.sample(values, chance.randint(1, len(values))))
        for facet, values in CHOICES.items()
        if chance.random() < 0.12
    }
    asked = small.request(chance) if chance.random() < 0.8 else None
    language = chance.choice(("en", "zh-hans"))
    return Search("", asked, chosen, chance.choice(SORTS), language, chance.choice((1, 1, 2)), chance.choice((7, 20)))


@pytest.fixture
@shareable
def world(ana: Actor) -> dict[int, Oracle]:
    """Stored programmes, and an oracle of each by its id in the database."""
    made = small.world(11, SIZE)
    rival = factories.actor("Rin Rival", factories.organisation("Rival Films"))
    ids = stored.programmes(made, (ana, rival), random.Random(5))
    return {ids[number]: Oracle(stored.met(made, number)) for number in made.programmes}


def test_engine_and_sql_give_the_same_answers(world: dict[int, Oracle], tmp_path: Path) -> None:
    block, _expiries = build(connection, tmp_path / "block", at=NOW)
    engines, chance = [Engine(block, kernel) for kernel in ("numpy", "numba")], random.Random(6)
    for number in range(REQUESTS):
        wanted = search(chance)
        sql, mine = catalogue_sql.answer_search(wanted, None, at=NOW), engines[number % 2].search(wanted, at=NOW)
        assert (mine.total, mine.fits) == (sql.total, sql.fits), wanted
        assert {name: dict(counts) for name, counts in mine.facets.items()} == {
            name: dict(counts) for name, counts in sql.facets.items()
        }, wanted
        page = list(zip(mine.ids.tolist(), mine.free.tolist(), strict=True))
        assert page == [(hit.id, hit.free) for hit in sql.page], wanted


def test_the_page_check_agrees_with_counting_days(world: dict[int, Oracle]) -> None:
    chance = random.Random(8)
    for _ in range(REQUESTS):
        asked = small.request(chance)
        assert (
            still_free(world, asked, at=NOW).items() <= {pk: one.answer(asked)[1] for pk, one in world.items()}.items()
        )


def test_what_the_words_like_best_comes_first(world: dict[int, Oracle], tmp_path: Path) -> None:
    chance = random.Random(9)
    likeness = {pk: chance.choice((0.0, 0.25, 0.75)) for pk in chance.sample(sorted(world), 40)}
    block, _expiries = build(connection, tmp_path / "block", at=NOW)
    for _ in range(20):
        wanted = search(chance)
        sql = catalogue_sql.answer_search(wanted, likeness, at=NOW)
        mine = Engine(block).search(wanted, words_of(Found(likeness)), at=NOW)
        assert (mine.total, mine.fits, mine.ids.tolist()) == (sql.total, sql.fits, [hit.id for hit in sql.page])

"""What buyers ask: 200 requests of a fixed mix, broad as the trade's are.

35% one territory, 40% mixes of ASEAN, 15% regions, 10% worldwide; half exclusive, 60% with languages (half of those with a
use), 40% with a genre, 40% with a decade, 25% with words.
"""

import random
from dataclasses import dataclass
from datetime import date

from django.db import connection

from listings.catalogue.queries.catalogue_text import FIND, MAX_FOUND
from listings.catalogue.queries.search_terms import Search
from listings.rights.request import AvailsRequest
from listings.states import Grade
from listings.text import parse_query
from marketplace.kit.periods import Period
from marketplace.tools.generate_catalogue.title_words import ENGLISH, TONGUES
from marketplace.vocabularies import languages, media, territories, uses

COUNT = 200
POPULAR = ("SVOD", "AVOD", "FTV", "PTV", "TVOD", "THEA")
REGIONS = (("JP", "MN"), ("AF", "PK"), ("AE", "YE"), ("AD", "VA"), ("BM", "US"), ("AG", "VI"), ("AO", "ZW"))


@dataclass(frozen=True)
class Wish:
    """A search; `ids` are the programmes that its words find (ascending), None without words."""

    search: Search
    ids: tuple[int, ...] | None

    @property
    def request(self) -> AvailsRequest:
        assert self.search.request is not None
        return self.search.request


def wishes(many: int = COUNT, seed: int = 5, *, words: bool = True) -> list[Wish]:
    """The requests, with what their words find in the database as it is."""
    chance = random.Random(seed)
    return [wish(chance, words=words) for _ in range(many)]


def wish(chance: random.Random, *, words: bool) -> Wish:
    """One request."""
    chosen = {}
    if chance.random() < 0.4:
        chosen["genre"] = frozenset(
            {chance.choice(("action", "comedy", "costume", "drama", "crime", "family", "romance"))}
        )
    if chance.random() < 0.4:
        chosen["decade"] = frozenset({chance.choice(("2000", "2010", "2020"))})
    asked = request(chance)
    text = word(chance) if chance.random() < 0.25 and words else ""
    return Wish(Search(text, asked, chosen, "fit", "en", 1, 20), found(text) if text else None)


def request(chance: random.Random) -> AvailsRequest:
    """The rights asked for."""
    start = date(2027, chance.randint(1, 12), 1)
    window = Period.from_months(start, chance.choice((12, 12, 24, 24, 36, 60)))
    wanted = sorted(chance.sample(POPULAR, chance.choice((1, 1, 2, 3))), key=media.number)
    spoken: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    if chance.random() < 0.6:
        spoken = tuple(
            sorted(chance.sample(("zh-Hans", "en", "th", "vi", "id"), chance.choice((1, 1, 2))), key=languages.number)
        )
        used = (chance.choice(uses.codes[1:3]),) if chance.random() < 0.5 else ()
    grade = Grade.SOLE if chance.random() < 0.5 else Grade.NON_EXCLUSIVE
    return AvailsRequest(tuple(wanted), places(chance), window, grade, spoken, used)


def places(chance: random.Random) -> tuple[str, ...]:
    """The territories asked for."""
    kind = chance.random()
    if kind < 0.35:
        return (chance.choice(territories.HOME),)
    if kind < 0.75:
        return tuple(sorted(chance.sample(territories.ASEAN, chance.randint(2, 10)), key=territories.number))
    if kind < 0.9:
        first, last = chance.choice(REGIONS)
        return territories.codes[territories.number(first) - 1 : territories.number(last)]
    return territories.codes


def word(chance: random.Random) -> str:
    """A word or two of titles."""
    known = chance.choice((ENGLISH, *TONGUES[:4]))
    head, tail = chance.choice(known.heads), chance.choice(known.tails)
    return chance.choice((head, tail, head + known.joint + tail))


def found(text: str) -> tuple[int, ...]:
    """What the words find, by PostgreSQL: the same for everybody who is measured."""
    query = parse_query(text)
    assert query is not None
    with connection.cursor() as cursor:
        cursor.execute(FIND, [query.tsquery, MAX_FOUND])
        return tuple(sorted(pk for (pk,) in cursor.fetchall()))

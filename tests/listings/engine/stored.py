"""The small world as rows of the database, as programmes with all attributes that facets count.

All that is taken is of one deal, which never clashes with itself: the world knows no consistency. Of every three listings
the first two are of one work; the second is now the same seller's, now another's.
"""

import random
from dataclasses import replace
from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor
from listings.models import Ask, Holding, LanguageVersion, Programme, Rating, RightIn, RightOut
from listings.states import Grade, Purpose
from tests.database import as_owner
from tests.factories import NOW
from tests.listings.engine.small import Right, World, on

KINDS = ("film", "series", "documentary")
GENRES = ("drama", "crime", "youth")
PURPOSES = {"H": Purpose.HOLDBACK, "O": Purpose.OWN_USE}
ENTRY = "insert into listings_searchentry (programme_id, tokens, names) values (%s, array_to_tsvector(%s::text[]), %s)"
ORDER = "insert into listings_sortkey (programme_id, language, key) values (%s, %s, %s)"


def programmes(made: World, sellers: tuple[Actor, Actor], chance: random.Random) -> dict[int, int]:
    """Store the world: {id in the world: id in the database}. Nothing has to be held, nothing is contested."""
    ids, holding = {}, Holding.objects.create()
    with as_owner() as cursor:
        cursor.execute("alter table listings_rightout disable trigger sale_is_covered")
        cursor.execute("alter table listings_rightin disable trigger claim_right")
        cursor.execute("alter table listings_rightout drop constraint one_programme_per_holding")
        for number, rights in made.programmes.items():
            row = programme(number, sellers[rival(made, number)], chance)
            ids[number] = row.pk
            if other := partner(made, number, earlier=True):
                Programme.objects.filter(pk=row.pk).update(work=Programme.objects.get(pk=ids[other]).work)
            for one in rights:
                right(Programme(pk=ids[number], created_by=row.created_by), one, holding)
            key = chance.randbytes(2)
            cursor.execute(ENTRY, [ids[number], ["x"], "[]"])
            cursor.executemany(ORDER, [(ids[number], "en", key), (ids[number], "zh-hans", key[::-1])])
    return ids


def partner(made: World, number: int, *, earlier: bool = False) -> int | None:
    """The other listing of the same work."""
    place, known = list(made.programmes).index(number), list(made.programmes)
    if place % 3 == 1:
        return known[place - 1]
    return known[place + 1] if place % 3 == 0 and place + 1 < len(known) and not earlier else None


def rival(made: World, number: int) -> bool:
    """Is it the second seller's?"""
    return list(made.programmes).index(number) % 6 == 4


def met(made: World, number: int) -> list[Right]:
    """What a listing's answers have to reckon with: its own rows, and what is taken through the other one."""
    own, other = made.programmes[number], partner(made, number)
    if other is None:
        return own
    theirs = made.programmes[other]
    foreign = rival(made, number) != rival(made, other)
    there = [
        one for one in theirs if one.grade and (one.grade != "H" or any(meets(one, h) for h in theirs if not h.grade))
    ]
    return own + [replace(one, grade="N") if foreign and one.grade == "O" else one for one in there]


def meets(one: Right, other: Right) -> bool:
    """Have they anything in common?"""
    far = 10**6
    return bool(
        one.places & other.places
        and one.media & other.media
        and one.spoken & other.spoken
        and one.uses & other.uses
        and one.start < (other.end or far)
        and other.start < (one.end or far)
    )


def programme(number: int, actor: Actor, chance: random.Random) -> Programme:
    """One programme with some of everything."""
    made = Programme.objects.create(
        organisation=actor.organisation,
        created_by=actor.user,
        public_id=f"MN-TH-{number:06d}",
        kind=chance.choice(KINDS),
        genres=chance.sample(GENRES, chance.randint(0, 3)),
        original_title=str(number),
        original_language=chance.choice(("th", "en", "zh-Hans")),
        year=chance.choice((None, 1994, 2003, 2026)),
        production_territories=chance.sample(("TH", "CN", "VN"), chance.randint(1, 3)),
        currency=chance.choice(("USD", "CNY")),
        state=chance.choice(("published", "published", "published", "draft")),
        published_at=NOW - timedelta(days=chance.randint(0, 5)),
        rights_confirmed_at=chance.choice((None, NOW - timedelta(days=chance.randint(0, 60)))),
    )
    for territory, value in chance.sample([("TH", "13"), ("MY", "18"), ("VN", "K")], chance.randint(0, 2)):
        Rating.objects.create(programme=made, territory=territory, system="x", value=value)
    for kind, language in chance.sample(
        [("sub", "zh-Hans"), ("dub", "th"), ("me", ""), ("sub", "en")], chance.randint(0, 3)
    ):
        state = chance.choice(("ready", "in_work"))
        LanguageVersion.objects.create(programme=made, kind=kind, language=language, state=state)
    for medium in chance.sample(("SVOD", "AVOD"), chance.randint(0, 2)):
        Ask.objects.create(programme=made, medium=medium, fee_minor=chance.randint(1, 5) * 10_000)
    return made


def right(of: Programme, one: Right, holding: Holding) -> None:
    """One row. All are of one holding: none stands in another's way."""
    sets = {"territories": one.places, "media": one.media, "languages": one.spoken, "uses": one.uses}
    period = DateRange(on(one.start), on(one.end))
    if not one.grade:
        RightIn.objects.create(programme=of, period=period, exclusive=one.exclusive, created_by=of.created_by, **sets)
        return
    purpose = PURPOSES.get(one.grade, Purpose.EXTERNAL)
    RightOut.objects.create(
        programme=of,
        period=period,
        grade=Grade(one.grade),
        purpose=purpose,
        holding=holding,
        created_by=of.created_by,
        **sets,
    )

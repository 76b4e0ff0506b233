"""Which programmes fit a request: the one module that asks the database. (The engine will take its place.)

Exact over unions of rights in: every requested (medium, territory, language) must be held for the whole window, possibly
by different rows, and no row of rights out may stand in the way.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from listings.queries.cells import MEETS
from listings.queries.request import AvailsRequest
from listings.text import parse_query, similarity
from marketplace.kit.vocab import languages, media, territories, uses

PROGRAMMES = """
select p.id, p.kind, p.genres, p.production_territories, p.original_language, p.year, p.published_at,
       p.rights_confirmed_at, p.organisation_id, s.names, s.sort_en, s.sort_zh,
       exists (select 1 from listings_ask a where a.programme_id = p.id),
       exists (select 1 from listings_languageversion v where v.programme_id = p.id and v.state = 'ready'
               and v.kind in ('sub', 'dub') and v.language like 'zh%%')
from listings_programme p
join accounts_organisation o on o.id = p.organisation_id and o.state = 'verified'
left join listings_searchentry s on s.programme_id = p.id
where p.state = 'published' and (%(query)s::tsquery is null or s.tokens @@ %(query)s::tsquery)
"""

# Cells held for the whole window in every language, less those that a right out refuses. `free` = how many remain.
FREE_CELLS = """
with cell as (
  select t, m from unnest(%(territories)s::int[]) t cross join unnest(%(media)s::int[]) m
), held as (
  select i.programme_id, c.t, c.m, l, u
  from listings_rightin i
  join cell c on i.territories @> c.t and i.media @> c.m
  cross join unnest(%(languages)s::int[]) l cross join unnest(%(uses)s::int[]) u
  where i.licensable && %(window)s and (i.exclusive or not %(exclusive)s) and (l = 0 or i.languages @> l)
    and (u = 0 or i.uses @> u)
  group by i.programme_id, c.t, c.m, l, u
  having %(window)s <@ range_agg(i.licensable)
), covered as (
  select programme_id, t, m from held group by programme_id, t, m
  having count(*) = cardinality(%(languages)s::int[]) * cardinality(%(uses)s::int[])
)
select programme_id, count(*) from covered k where not exists (
  select 1 from listings_rightout r
  where r.programme_id = k.programme_id and r.active and (r.expires_at is null or r.expires_at > %(at)s)
    and r.period && %(window)s and r.territories @> k.t and r.media @> k.m
    and (%(language_set)s::int4multirange is null or r.languages && %(language_set)s::int4multirange)
    and (%(use_set)s::int4multirange is null or r.uses && %(use_set)s::int4multirange)
    and r.grade = any(%(meets)s))
group by programme_id
"""

# Programmes of which the seller holds anything that was asked for: they match, even when nothing is free now.
OFFERED = """
select distinct programme_id from listings_rightin
where territories && %(territory_set)s::int4multirange and media && %(media_set)s::int4multirange and licensable && %(window)s
"""

FACETS = ("kind", "genre", "origin", "language", "decade", "extra")


@dataclass(frozen=True)
class Hit:
    """One programme of the answer, with what facets and sorting need. `free` counts the requested cells that are free."""

    id: int
    kind: str
    genres: tuple[str, ...]
    origins: tuple[str, ...]
    language: str
    year: int | None
    published_at: datetime
    confirmed_at: datetime | None
    seller_id: int
    names: tuple[str, ...]
    sort_en: bytes
    sort_zh: bytes
    has_ask: bool
    has_chinese: bool
    free: int = 0
    likeness: float = 0.0

    def values(self, facet: str) -> tuple[str, ...]:
        """The hit's values in a facet."""
        extras = (("ask", self.has_ask), ("chinese", self.has_chinese))
        table: dict[str, tuple[str, ...]] = {
            "kind": (self.kind,),
            "genre": self.genres,
            "origin": self.origins,
            "language": (self.language,),
            "decade": (str(self.year // 10 * 10),) if self.year else (),
            "extra": tuple(name for name, has in extras if has),
        }
        return table[facet]


@dataclass(frozen=True)
class Answer:
    """One page of the matches in order; `total` match, `fits` of them are free for the whole request; counts per facet
    and value. `source` says who answered."""

    total: int
    fits: int
    facets: dict[str, Counter[str]]
    page: list[Hit]
    loose: bool = False
    source: str = "sql"

    @property
    def hits(self) -> list[Hit]:
        """The page, under its old name."""
        return self.page


@dataclass(frozen=True)
class Search:
    """What the catalogue is asked: words, a request, chosen facet values, an order."""

    text: str = ""
    request: AvailsRequest | None = None
    chosen: dict[str, frozenset[str]] = field(default_factory=dict)
    sort: str = "fit"
    language: str = "en"
    page: int = 1
    size: int = 20


def search(wanted: Search, *, at: datetime) -> Answer:
    """Answer a search as of `at`. Words that match nothing exactly are tried again with one typing error allowed."""
    matches, loose = by_text(wanted.text)
    if wanted.request:
        matches = with_request(matches, wanted.request, at)
    facets = {name: count(matches, wanted.chosen, name) for name in FACETS}
    hits = [hit for hit in matches if chosen(hit, wanted.chosen)]
    cells = len(wanted.request.cells) if wanted.request else 0
    fits = sum(hit.free == cells for hit in hits) if wanted.request else 0
    first = (max(wanted.page, 1) - 1) * wanted.size
    page = sorted(hits, key=order(wanted))[first : first + wanted.size]
    return Answer(len(hits), fits, facets, page, loose)


def by_text(text: str) -> tuple[list[Hit], bool]:
    """Published programmes that the words find: strictly, else loosely (True)."""
    query = parse_query(text) if text.strip() else None
    if query is None:
        return ([], False) if text.strip() else (read_hits(None), False)
    if strict := ranked(read_hits(query.tsquery), text):
        return strict, False
    likely = [hit for hit in ranked(read_hits(query.loose), text) if hit.likeness >= 0.3]
    return likely, True


def ranked(hits: Iterable[Hit], text: str) -> list[Hit]:
    """The hits with how like their best title is to the words."""
    return [Hit(**{**vars(h), "likeness": max((similarity(text, n) for n in h.names), default=0.0)}) for h in hits]


def read_hits(tsquery: str | None) -> list[Hit]:
    """Published programmes matching a tsquery made by listings.text, or all."""
    with connection.cursor() as cursor:
        cursor.execute(PROGRAMMES, {"query": tsquery})
        return [hit_of(row) for row in cursor.fetchall()]


def hit_of(row: tuple[Any, ...]) -> Hit:
    """A row of PROGRAMMES as a Hit."""
    lists = {2, 3, 9}
    values: list[Any] = [tuple(v or ()) if i in lists else v for i, v in enumerate(row)]
    values[10], values[11] = bytes(row[10] or b""), bytes(row[11] or b"")
    if isinstance(row[9], str):
        values[9] = ()
    return Hit(*values)


def with_request(hits: list[Hit], request: AvailsRequest, at: datetime) -> list[Hit]:
    """Those of which the seller holds something asked for, with the number of free cells."""
    parameters = sql_of(request, at)
    with connection.cursor() as cursor:
        cursor.execute(OFFERED, parameters)
        offered = {pk for (pk,) in cursor.fetchall()}
        cursor.execute(FREE_CELLS, parameters)
        free = dict(cursor.fetchall())
    return [Hit(**{**vars(hit), "free": free.get(hit.id, 0)}) for hit in hits if hit.id in offered]


def sql_of(request: AvailsRequest, at: datetime) -> dict[str, Any]:
    """The request as the parameters of the statements above. Language 0 stands for "any"."""
    numbers = [languages.VOCABULARY.number(code) for code in request.languages]
    use_numbers = [uses.VOCABULARY.number(code) for code in request.uses]
    territory_numbers = [territories.VOCABULARY.number(code) for code in request.territories]
    media_numbers = [media.VOCABULARY.number(code) for code in request.media]
    return {
        "territories": territory_numbers,
        "media": media_numbers,
        "languages": numbers or [0],
        "uses": use_numbers or [0],
        "use_set": multirange(use_numbers) if use_numbers else None,
        "meets": list(MEETS[request.grade]),
        "language_set": multirange(numbers) if numbers else None,
        "territory_set": multirange(territory_numbers),
        "media_set": multirange(media_numbers),
        "window": DateRange(request.window.start, request.window.end),
        "exclusive": request.exclusive,
        "at": at,
    }


def multirange(numbers: Iterable[int]) -> str:
    """Numbers as the text of an int4multirange; PostgreSQL joins neighbours."""
    return "{" + ",".join(f"[{n},{n + 1})" for n in numbers) + "}"


def chosen(hit: Hit, filters: dict[str, frozenset[str]], besides: str = "") -> bool:
    """Does the hit have one of the chosen values in every facet (but `besides`)?"""
    return all(wanted & set(hit.values(name)) for name, wanted in filters.items() if wanted and name != besides)


def count(hits: Iterable[Hit], filters: dict[str, frozenset[str]], facet: str) -> Counter[str]:
    """How many hits each value of the facet would leave, the other facets' choices kept."""
    return Counter(value for hit in hits if chosen(hit, filters, facet) for value in hit.values(facet))


def order(wanted: Search) -> Callable[[Hit], tuple[Any, ...]]:
    """The sort key: best fit and likeness, newest, recently confirmed, or by title."""

    def by_fit(hit: Hit) -> tuple[Any, ...]:
        return (-hit.likeness, -hit.free, -stamp(hit.confirmed_at), -stamp(hit.published_at), hit.id)

    def by_title(hit: Hit) -> tuple[Any, ...]:
        return (hit.sort_zh if wanted.language.startswith("zh") else hit.sort_en, hit.id)

    def newest(hit: Hit) -> tuple[Any, ...]:
        return (-stamp(hit.published_at), hit.id)

    def confirmed(hit: Hit) -> tuple[Any, ...]:
        return (-stamp(hit.confirmed_at), hit.id)

    return {"title": by_title, "new": newest, "confirmed": confirmed}.get(wanted.sort, by_fit)


def stamp(at: datetime | None) -> float:
    """A time as a number; never is the smallest."""
    return at.timestamp() if at else 0.0

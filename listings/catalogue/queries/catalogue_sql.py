"""The answer to a search from PostgreSQL alone: exact, slower than the engine, and only a page leaves the database.

Exact over unions of rights in: every requested (medium, territory, language, use) must be held for the whole window,
possibly by different rows, and no row of rights out may stand in the way.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from listings.catalogue.queries.search_terms import CONFIRMED_DAYS, FACETS, Answer, Hit, Search
from listings.rights.queries.cells import MEETS
from listings.rights.request import AvailsRequest
from marketplace.vocabularies import currencies, languages, media, territories, uses

# Does a right out `r` refuse the cell `k`?
REFUSES = """(r.expires_at is null or r.expires_at > %(at)s) and r.period && %(window)s and r.territories @> k.t
      and r.media @> k.m and r.grade = any(%(meets)s)
      and (%(language_set)s::int4multirange is null or r.languages && %(language_set)s::int4multirange)
      and (%(use_set)s::int4multirange is null or r.uses && %(use_set)s::int4multirange)"""
# Cells held for the whole window in every language, less those that a right out refuses, for each programme; and those
# of which the seller holds anything that was asked for: they match, even when nothing is free now.
FREE = f"""
cell as (
  select t, m from unnest(%(cell_territories)s::int[], %(cell_media)s::int[]) as c (t, m)
), held as (
  select i.programme_id, c.t, c.m, l, u
  from listings_rightin i
  join cell c on i.territories @> c.t and i.media @> c.m
  cross join unnest(%(languages)s::int[]) l cross join unnest(%(uses)s::int[]) u
  where i.licensable && %(window)s and not i.contested and (i.exclusive or not %(exclusive)s) and (l = 0 or i.languages @> l)
    and (u = 0 or i.uses @> u)
  group by i.programme_id, c.t, c.m, l, u
  having %(window)s <@ range_agg(i.licensable)
), covered as (
  select programme_id, t, m from held group by programme_id, t, m
  having count(*) = cardinality(%(languages)s::int[]) * cardinality(%(uses)s::int[])
), elsewhere as materialized (
  select * from listings_taken_elsewhere r where r.period && %(window)s and r.lock_id in (select lock_id from listings_shared_lock)
), free_medium as (
  select programme_id, m, count(*) as cells from covered k where not exists (
    select 1 from listings_rightout r where r.programme_id = k.programme_id and r.active and {REFUSES}
  ) and not exists (
    select 1 from elsewhere r where r.listing_id = k.programme_id and {REFUSES}
  )
  group by programme_id, m
), free as (
  select programme_id, sum(cells)::int as cells,
    array_agg(m) filter (where cells = (select count(*) from cell where cell.m = free_medium.m)) as media
  from free_medium group by programme_id
), offered as (
  select distinct programme_id from listings_rightin i
  where licensable && %(window)s and not contested and territories && %(territory_set)s::int4multirange
    and media && %(media_set)s::int4multirange
    and (not %(without)s or exists (select 1 from cell where i.territories @> t and i.media @> m))
),
"""  # noqa: S608 -- constants of ours

# `fails` has a bit for each facet whose choice the programme fails. Times are whole seconds, as in the engine.
BASE = """
base as materialized (
  select b.*, {fails} as fails from (
    select p.id, p.kind, p.genres, p.production_territories as origins, p.original_language as language,
      p.year / 10 * 10 as decade, p.organisation_id as seller,
      coalesce(floor(extract(epoch from p.published_at)), 0)::bigint as published,
      coalesce(floor(extract(epoch from p.rights_confirmed_at)), 0)::bigint as confirmed,
      {free} as free, {media} as media, {likeness} as likeness,
      exists (select 1 from listings_ask a where a.programme_id = p.id) as has_ask,
      exists (select 1 from listings_languageversion v where v.programme_id = p.id and v.state = 'ready'
              and v.kind in ('sub', 'dub') and v.language like 'zh%%') as has_chinese
    from listings_programme p
    join accounts_organisation o on o.id = p.organisation_id and o.state = 'verified'
    {joins}
    where p.state = 'published'
  ) b
), match as (select * from base where fails = 0)
"""

# The value of each facet, per programme: (what to join, the value). Programmes without a value do not count.
VALUES: dict[str, tuple[str, str]] = {
    "kind": ("", "b.kind"),
    "genre": ("cross join unnest(b.genres) g", "g"),
    "origin": ("cross join unnest(b.origins) g", "g"),
    "language": ("", "b.language"),
    "decade": ("", "b.decade::text"),
    "medium": ("cross join unnest(b.media) g", "g::text"),
    "rating": ("join listings_rating r on r.programme_id = b.id", "r.territory || ':' || r.value"),
    "ready": (
        "join listings_languageversion v on v.programme_id = b.id and v.state = 'ready'",
        "case v.kind when 'me' then 'me' else v.language || ':' || v.kind end",
    ),
    "extra": (
        "cross join unnest(array[case when b.has_ask then 'ask' end, case when b.has_chinese then 'chinese' end]) g",
        "g",
    ),
    "seller": ("", "b.seller::text"),
    "confirmed": ("", "case when b.confirmed >= %(recently)s then %(recent_days)s::text end"),
}
# Has the programme one of the values chosen?
CHOSEN: dict[str, str] = {
    "kind": "b.kind = any(%(kind)s)",
    "genre": "b.genres && %(genre)s::varchar[]",
    "origin": "b.origins && %(origin)s::varchar[]",
    "language": "b.language = any(%(language)s)",
    "decade": "coalesce(b.decade::text = any(%(decade)s), false)",
    "medium": "coalesce(b.media && %(medium)s::int[], false)",
    "rating": "exists (select 1 from listings_rating r where r.programme_id = b.id and r.territory || ':' || r.value = any(%(rating)s))",
    "ready": """exists (select 1 from listings_languageversion v where v.programme_id = b.id and v.state = 'ready'
                and case v.kind when 'me' then 'me' else v.language || ':' || v.kind end = any(%(ready)s))""",
    "extra": "(b.has_ask and 'ask' = any(%(extra)s) or b.has_chinese and 'chinese' = any(%(extra)s))",
    "seller": "b.seller::text = any(%(seller)s)",
    "confirmed": "(%(recent_days)s::text = any(%(confirmed)s) and b.confirmed >= %(recently)s)",
}
ORDERS = {
    "new": "published desc, id",
    "confirmed": "confirmed desc, id",
    "ask": """(select array_position(%(currencies)s::varchar[], p.currency) from listings_programme p
               where p.id = match.id and match.has_ask) nulls last,
              (select min(fee_minor) from listings_ask a where a.programme_id = match.id) nulls last, id""",
    "title": """(select key from listings_sortkey s
                 where s.programme_id = match.id and s.language = %(order)s) nulls last, id""",
    "fit": "likeness desc, free desc, confirmed desc, published desc, id",
}
COUNT = """select '{facet}', {value}, count(distinct b.id) from base b {join}
where b.fails & ~{bit} = 0 and {value} is not null group by 2"""
PAGE = """select '#page', id::text, free from (
  select id, free from match order by {order} offset %(first)s limit %(size)s) page"""
TOTALS = """select '#total', '', count(*) from match
union all select '#fits', '', count(*) from match where free = %(cells)s and %(cells)s > 0"""


def answer_search(wanted: Search, likeness: Mapping[int, float] | None, *, at: datetime) -> Answer:
    """Answer a search; `likeness` are the programmes that its words found (None: it has no words)."""
    values = parameters(wanted, likeness, at)
    with connection.cursor() as cursor:
        cursor.execute(statement(wanted, words=likeness is not None), values)
        rows = cursor.fetchall()
    facets: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    totals, page = {"#total": 0, "#fits": 0}, []
    for name, value, number in rows:
        if name == "#page":
            page.append(Hit(int(value), number, (likeness or {}).get(int(value), 0.0)))
        elif name in totals:
            totals[name] = number
        else:
            facets[name][media.code(int(value)) if name == "medium" else value] = number
    return Answer(totals["#total"], totals["#fits"], facets, page)


def statement(wanted: Search, *, words: bool) -> str:
    """The whole search as one statement. Its texts are ours; what people chose goes in as parameters."""
    asked = wanted.request is not None
    chosen = [facet for facet in FACETS if wanted.chosen.get(facet)]
    fails = " + ".join(f"case when {CHOSEN[facet]} then 0 else {bit(facet)} end" for facet in chosen) or "0"
    joins = ["join offered f on f.programme_id = p.id left join free on free.programme_id = p.id"] if asked else []
    if words:
        joins.append("join unnest(%(words)s::bigint[], %(likeness)s::float[]) w (id, likeness) on w.id = p.id")
    base = BASE.format(
        fails=fails,
        joins=" ".join(joins),
        free="coalesce(free.cells, 0)" if asked else "0",
        media="free.media" if asked else "null::int[]",
        likeness="w.likeness" if words else "0.0",
    )
    counts = [
        COUNT.format(facet=facet, value=value, join=join, bit=bit(facet)) for facet, (join, value) in VALUES.items()
    ]
    parts = [*counts, TOTALS, PAGE.format(order=ORDERS.get(wanted.sort, ORDERS["fit"]))]
    return f"with {FREE if asked else ''} {base} " + " union all ".join(parts)


def bit(facet: str) -> int:
    """The facet's bit among those that a programme fails."""
    return 1 << FACETS.index(facet)


def parameters(wanted: Search, likeness: Mapping[int, float] | None, at: datetime) -> dict[str, Any]:
    """What the statement's names stand for."""
    values: dict[str, Any] = {facet: sorted(chosen) for facet, chosen in wanted.chosen.items()}
    values["medium"] = [media.number(code) for code in wanted.chosen.get("medium", ()) if code in media.VOCABULARY]
    values |= {
        "first": wanted.first,
        "size": wanted.size,
        "order": wanted.title_order,
        "cells": len(wanted.request.cells) if wanted.request else 0,
        "recently": int((at - timedelta(days=CONFIRMED_DAYS)).timestamp()),
        "recent_days": str(CONFIRMED_DAYS),
        "currencies": list(currencies.VOCABULARY.codes),
        "words": list(likeness or {}),
        "likeness": [round(like, 4) for like in (likeness or {}).values()],
    }
    return values | (sql_of(wanted.request, at) if wanted.request else {})


def sql_of(request: AvailsRequest, at: datetime) -> dict[str, Any]:
    """The request as parameters. Language 0 and use 0 stand for "any"."""
    numbers = [languages.number(code) for code in request.languages]
    use_numbers = [uses.number(code) for code in request.uses]
    cells = request.cells
    return {
        "cell_territories": [territories.number(t) for _m, t in cells],
        "cell_media": [media.number(m) for m, _t in cells],
        "without": len(cells) < len(request.media) * len(request.territories),
        "languages": numbers or [0],
        "uses": use_numbers or [0],
        "use_set": multirange(use_numbers) if use_numbers else None,
        "meets": list(MEETS[request.grade]),
        "language_set": multirange(numbers) if numbers else None,
        "territory_set": multirange(map(territories.number, request.territories)),
        "media_set": multirange(map(media.number, request.media)),
        "window": DateRange(request.window.start, request.window.end),
        "exclusive": request.exclusive,
        "at": at,
    }


def multirange(numbers: Iterable[int]) -> str:
    """Numbers as the text of an int4multirange; PostgreSQL joins neighbours."""
    return "{" + ",".join(f"[{n},{n + 1})" for n in numbers) + "}"

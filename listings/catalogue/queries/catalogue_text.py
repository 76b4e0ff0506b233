"""The words of a search: which programmes they find, and how like each of the nearest is to them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from listings.text import TextQuery, best_similarity, parse_query

# At most so many programmes are found, ranked by their words, and compared with what was typed.
MAX_FOUND, MAX_RANKED, MAX_COMPARED = 200_000, 2000, 200
FEW = 10
# Fewer than FEW found: titles at least so like the words are shown too, unless one is nearly what was typed.
ALIKE, ALIKE_BESIDE, NEARLY = 0.3, 0.45, 0.9

FIND = "select programme_id from listings_searchentry where tokens @@ %s::tsquery limit %s"
RANK = """
select s.programme_id, s.names::text from listings_searchentry s
join listings_programme p on p.id = s.programme_id and p.state = 'published'
join accounts_organisation o on o.id = p.organisation_id and o.state = 'verified'
where {which} order by ts_rank(s.tokens, %s::tsquery, 1) desc, s.programme_id limit %s
"""
AMONG, ALL = RANK.format(which="s.programme_id = any(%s)"), RANK.format(which="s.tokens @@ %s::tsquery")


@dataclass(frozen=True)
class Found:
    """Programme ids with their likeness (0 to 1; 0 also for those not compared). `loose`: none has all the words."""

    likeness: dict[int, float]
    loose: bool = False


Narrow = Callable[[Sequence[int]], Sequence[int]]


def by_words(text: str, narrow: Narrow) -> Found:
    """What the words find. `narrow` picks the few thousand of very many that are worth ranking."""
    query = parse_query(text)
    if query is None:
        return Found({})
    with connection.cursor() as cursor:
        cursor.execute(FIND, [query.tsquery, MAX_FOUND])
        ids = [int(pk) for (pk,) in cursor.fetchall()]
    near = compared(query, AMONG, [list(narrow(ids)) if len(ids) > MAX_RANKED else ids]) if ids else {}
    if len(near) >= FEW or max(near.values(), default=0) >= NEARLY:
        return Found(dict.fromkeys(ids, 0.0) | near)
    alike = {
        pk: like
        for pk, like in compared(query, ALL, [query.loose]).items()
        if like >= (ALIKE_BESIDE if near else ALIKE)
    }
    return Found(alike | dict.fromkeys(ids, 0.0) | near, loose=not near)


def compared(query: TextQuery, statement: str, which: Sequence[Any]) -> dict[int, float]:
    """The programmes on offer with most of the words, compared by their best title."""
    with connection.cursor() as cursor:
        cursor.execute(statement, [*which, query.rank_tsquery, MAX_COMPARED])
        rows = cursor.fetchall()
    return {pk: best_similarity(query.text, json.loads(names)) for pk, names in rows}

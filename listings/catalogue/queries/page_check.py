"""A page of an answer checked in PostgreSQL: how many of the requested cells are really free, now.

Exact over unions, as the engine is, but from the rows themselves and by other means: a set of codes is a whole number
whose bits are the codes, so one programme costs a few operations for each medium however many territories are asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from listings.rights.queries.cells import MEETS
from listings.rights.request import AvailsRequest
from marketplace.kit.fields import ranges_of
from marketplace.vocabularies import languages, media, territories, uses

ROWS = """
select p.id, r.grade, r.exclusive, r.territories::text, r.media::text, r.languages::text, r.uses::text, r.first, r.after
from listings_programme p
join accounts_organisation o on o.id = p.organisation_id and o.state = 'verified'
left join lateral (
  select '' as grade, exclusive, territories, media, languages, uses, lower(licensable) as first, upper(licensable) as after
  from listings_rightin where programme_id = p.id and not contested
  union all
  select grade, true, territories, media, languages, uses, lower(period), upper(period)
  from listings_rightout
  where programme_id = p.id and active and grade <> 'L' and (expires_at is null or expires_at > %(at)s)
  union all
  select grade, true, territories, media, languages, uses, lower(period), upper(period)
  from listings_taken_elsewhere
  where listing_id = p.id and (expires_at is null or expires_at > %(at)s)
) r on true
where p.id = any(%(ids)s) and p.state = 'published'
"""


@dataclass(frozen=True)
class Row:
    """A row of rights; sets as whole numbers, days half-open. `grade` "" is a right in."""

    grade: str
    exclusive: bool
    territories: int
    media: int
    languages: int
    uses: int
    first: date
    after: date


@lru_cache(maxsize=16384)
def bits(multirange: str) -> int:
    """A multirange as a whole number with these bits."""
    return sum((1 << high) - (1 << low) for low, high in ranges_of(multirange))


def mask(codes: Sequence[str], numbers: Any) -> int:
    """Codes as a whole number with their bits."""
    return sum(1 << numbers(code) for code in codes)


def still_free(ids: Iterable[int], request: AvailsRequest | None, *, at: datetime) -> dict[int, int]:
    """{programme id: free cells} of those that are still on offer. One query; without a request the number is 0."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, {"ids": list(ids), "at": at})
        found: dict[int, list[Row]] = {}
        for pk, grade, *values in cursor.fetchall():
            rows = found.setdefault(pk, [])
            if grade is not None:
                rows.append(row_of(grade, values))
    return {pk: free_cells(rows, request) if request else 0 for pk, rows in found.items()}


def row_of(grade: str, values: Sequence[Any]) -> Row:
    """A row as it comes from the database."""
    exclusive, places, rights, spoken, used, first, after = values
    return Row(
        grade, exclusive, bits(places), bits(rights), bits(spoken), bits(used), first or date.min, after or date.max
    )


def free_cells(rows: Iterable[Row], request: AvailsRequest) -> int:
    """How many of the requested cells are held for the whole window and refused by nothing."""
    window = request.window
    rows = [row for row in rows if row.first < window.until and row.after > window.start]
    held = [row for row in rows if not row.grade and (row.exclusive or not request.exclusive)]
    spoken, used = mask(request.languages, languages.number), mask(request.uses, uses.number)
    refusing = [
        row
        for row in rows
        if row.grade
        and row.grade in MEETS[request.grade]
        and (not spoken or row.languages & spoken)
        and (not used or row.uses & used)
    ]
    cells: dict[str, list[str]] = {}
    for medium, territory in request.cells:
        cells.setdefault(medium, []).append(territory)
    return sum(
        (covered(held, medium, request) & ~taken(refusing, medium) & mask(places, territories.number)).bit_count()
        for medium, places in cells.items()
    )


def taken(refusing: Iterable[Row], medium: str) -> int:
    """The territories in which something refuses the medium."""
    wanted, found = 1 << media.number(medium), 0
    for row in refusing:
        if row.media & wanted:
            found |= row.territories
    return found


def covered(held: Iterable[Row], medium: str, request: AvailsRequest) -> int:
    """The territories in which the medium is held on every day, in every language and use asked for."""
    wanted = 1 << media.number(medium)
    rows = [row for row in held if row.media & wanted]
    start, until = request.window.start, request.window.until
    # What is covered can stop being so only where a row ends.
    days = {start, *(row.after for row in rows if start < row.after < until)}
    found = -1
    for language in request.languages or ("",):
        for use in request.uses or ("",):
            having = [row for row in rows if has(row.languages, language, languages) and has(row.uses, use, uses)]
            for day in days:
                on_day = 0
                for row in having:
                    if row.first <= day < row.after:
                        on_day |= row.territories
                found &= on_day
    return found


def has(held: int, code: str, vocabulary: Any) -> bool:
    """Is the code in the set? Nothing in particular is."""
    return not code or bool(held >> vocabulary.number(code) & 1)

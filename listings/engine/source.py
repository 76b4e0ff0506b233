"""What the engine reads in PostgreSQL: all programmes on offer for a new block, or some that have changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db.backends.utils import CursorWrapper

from listings.engine.layout import (
    HAS_ASK,
    HAS_CHINESE,
    KIND_SHIFT,
    LAST_DAY,
    LIVE,
    NO_ASK,
    OPEN,
)
from listings.engine.sets import Sets, bits_of_multirange
from listings.engine.values import KIND_NUMBERS, NUMBERS, UNKNOWN_KIND, language_number
from listings.engine.writer import Row
from marketplace.vocabularies import currencies

# What is taken through another listing of the same work stands in the way of each of its listings.
# Days since 2000 and what kind of row it is (layout.py); `expires_at` in whole seconds. {which} narrows programmes down.
RIGHTS: Final = """
select programme_id, territories, media, languages, uses, lower(licensable) - '2000-01-01'::date,
  upper(licensable) - '2000-01-01'::date, exclusive::int, null
from listings_rightin where not contested and {which}
union all
select programme_id, territories, media, languages, uses, lower(period) - '2000-01-01'::date,
  upper(period) - '2000-01-01'::date, position(grade in 'SENHO') + 1, ceil(extract(epoch from expires_at))::bigint
from listings_rightout
where active and grade <> 'L' and (expires_at is null or expires_at > to_timestamp({at})) and {which}
union all
select listing_id, territories, media, languages, uses, lower(period) - '2000-01-01'::date,
  upper(period) - '2000-01-01'::date, position(grade in 'SENHO') + 1, ceil(extract(epoch from expires_at))::bigint
from listings_taken_elsewhere where (expires_at is null or expires_at > to_timestamp({at})) and {listings}
"""
PROGRAMMES: Final = """
select p.id, (p.state = 'published' and o.state = 'verified')::int, p.kind, p.original_language, coalesce(p.year, 0),
  coalesce(floor(extract(epoch from p.published_at)), 0)::bigint,
  coalesce(floor(extract(epoch from p.rights_confirmed_at)), 0)::bigint, p.organisation_id, p.currency, ask.fee,
  array_to_string(p.genres, ','), array_to_string(p.production_territories, ','), rating.list, ready.list,
  coalesce(ready.chinese, false)::int
from listings_programme p
join accounts_organisation o on o.id = p.organisation_id
left join (select programme_id, min(fee_minor) as fee from listings_ask where {which} group by 1) ask
  on ask.programme_id = p.id
left join (select programme_id, string_agg(distinct territory || ':' || value, ',') as list
           from listings_rating where {which} group by 1) rating on rating.programme_id = p.id
left join (select programme_id, string_agg(distinct case kind when 'me' then 'me' else language || ':' || kind end, ',') as list,
             bool_or(kind in ('sub', 'dub') and language like 'zh%') as chinese
           from listings_languageversion where state = 'ready' and {which} group by 1) ready on ready.programme_id = p.id
where {programmes}
"""
SHARED: Final = "lock_id in (select lock_id from listings_shared_lock)"
ALL: Final = {"which": "true", "listings": SHARED, "programmes": "p.state = 'published' and o.state = 'verified'"}
SOME: Final = {
    "which": "programme_id = any({ids})",
    "listings": "listing_id = any({ids})",
    "programmes": "p.id = any({ids})",
}
ATTRIBUTES: Final = (
    "live",
    "kind",
    "language",
    "year",
    "published",
    "confirmed",
    "seller",
    "ask",
    "genres",
    "origins",
    "ratings",
    "ready",
)
Fields = Sequence[Any]


class Right(NamedTuple):
    """A row of rights with its programme; `expires_at` in seconds since 1970."""

    programme: int
    row: Row
    expires_at: int | None


def statement(template: str, at: datetime, ids: Iterable[int] | None) -> str:
    """One of the statements above, for all programmes on offer or for some, as of `at`. Only whole numbers go in."""
    where: Mapping[str, str] = ALL
    if ids is not None:
        listed = "'{" + ",".join(str(int(pk)) for pk in ids) + "}'::bigint[]"
        where = {name: text.format(ids=listed) for name, text in SOME.items()}
    return template.format(at=f"{at.timestamp():.6f}", **where)


def copy_rows(cursor: CursorWrapper, query: str, values: Sequence[Any] = ()) -> Iterator[list[str | None]]:
    """A statement's rows as text, by COPY: several times as fast as fetching them. Raises DatabaseError, as all others do.

    COPY is the driver's own: without the wrapper a database that goes away meanwhile raised an error of the driver.
    """
    with cursor.db.wrap_database_errors, cursor.cursor.copy(f"copy ({query}) to stdout", values or None) as copy:
        for line in copy:
            fields = bytes(line).decode()[:-1].split("\t")
            yield [None if field == "\\N" else field for field in fields]


def read_lines(cursor: CursorWrapper, query: str, ids: Iterable[int] | None) -> Iterable[list[str | None]]:
    """All lines one by one, or those of some programmes at once: whoever uses them may stop in the middle."""
    return copy_rows(cursor, query) if ids is None else list(copy_rows(cursor, query))


def rights(
    cursor: CursorWrapper, sets: Mapping[str, Sets], at: datetime, ids: Iterable[int] | None = None
) -> Iterator[Right]:
    """Rows that count at `at`: of all programmes (in no order), or of those with `ids`."""
    for fields in read_lines(cursor, statement(RIGHTS, at, ids), ids):
        programme, territories, media, languages, used, start, end, kind, expires = fields
        row = Row(
            sets["territories"].of_multirange(territories or ""),
            sets["media"].of_multirange(media or ""),
            sets["languages"].of_multirange(languages or ""),
            clamped(int(start)) if start else 0,
            clamped(int(end)) if end else OPEN,
            int(kind or 0) << KIND_SHIFT | use_bits(used or ""),
        )
        yield Right(int(programme or 0), row, int(expires) if expires else None)


def clamped(days: int) -> int:
    """A day's number inside what rows can say."""
    return min(max(days, 0), LAST_DAY + 1)


@lru_cache(maxsize=64)
def use_bits(multirange: str) -> int:
    """Language uses as flags."""
    return sum(1 << bit for bit in bits_of_multirange(multirange))


def programmes(
    cursor: CursorWrapper, sets: Mapping[str, Sets], at: datetime, ids: Iterable[int] | None = None
) -> Iterator[tuple[int, dict[str, int]]]:
    """(id, attributes as columns keep them): all programmes on offer, or those with `ids` in any state."""
    for fields in read_lines(cursor, statement(PROGRAMMES, at, ids), ids):
        (
            pk,
            live,
            kind,
            language,
            year,
            published,
            confirmed,
            seller,
            currency,
            fee,
            genres,
            origins,
            ratings,
            ready,
            zh,
        ) = fields
        yield (
            int(pk or 0),
            {
                "live": int(live or 0) * LIVE | HAS_ASK * (fee is not None) | HAS_CHINESE * (zh == "1"),
                "kind": KIND_NUMBERS.get(kind or "", UNKNOWN_KIND),
                "language": language_number(language or ""),
                "year": int(year or 0),
                "published": int(published or 0),
                "confirmed": int(confirmed or 0),
                "seller": int(seller or 0),
                "ask": NO_ASK if fee is None else ask_key(currency or "", int(fee)),
                "genres": sets["genres"].of_codes(genres or "", NUMBERS["genre"]),
                "origins": sets["origins"].of_codes(origins or "", NUMBERS["origin"]),
                "ratings": sets["ratings"].of_codes(ratings or "", NUMBERS["rating"]),
                "ready": sets["ready"].of_codes(ready or "", NUMBERS["ready"]),
            },
        )


def ask_key(currency: str, fee_minor: int) -> int:
    """Asks in order: by currency (amounts of two cannot be compared), then by fee."""
    number = currencies.VOCABULARY.number(currency) if currency in currencies.VOCABULARY else 255
    return number << 48 | fee_minor


def titles_in_order(cursor: CursorWrapper, language: str) -> list[int]:
    """Programme ids in the order of their titles, as readers of a language of the interface look for them."""
    query = "select programme_id from listings_sortkey where language = %s order by key, programme_id"
    return [int(fields[0] or 0) for fields in copy_rows(cursor, query, [language])]


NEIGHBOURS: Final = """
select s.programme_id,
  array(select n.programme_id from listings_sortkey n
        where n.language = %(language)s and (n.key, n.programme_id) < (s.key, s.programme_id)
        order by n.key desc, n.programme_id desc limit %(many)s),
  array(select n.programme_id from listings_sortkey n
        where n.language = %(language)s and (n.key, n.programme_id) > (s.key, s.programme_id)
        order by n.key, n.programme_id limit %(many)s)
from listings_sortkey s where s.language = %(language)s and s.programme_id = any(%(ids)s)
"""


def neighbours(
    cursor: CursorWrapper, language: str, ids: Iterable[int], many: int = 8
) -> list[tuple[int, list[int], list[int]]]:
    """(programme, those whose titles come before it in the order of the language, those after), nearest first."""
    cursor.execute(NEIGHBOURS, {"language": language, "many": many, "ids": list(ids)})
    return [(int(pk), list(before), list(after)) for pk, before, after in cursor.fetchall()]


@dataclass(frozen=True)
class Change:
    """A row of the outbox. `settled`: whatever came before it is visible, too."""

    xid: int
    seq: int
    programme: int
    titles: bool
    settled: bool


CHANGES: Final = """
select xid::text::bigint, seq, programme_id, titles, xid < pg_snapshot_xmin(pg_current_snapshot()) as settled
from engine_change where (xid, seq) > (%(xid)s::text::xid8, %(seq)s)
  and (xid < pg_snapshot_xmin(pg_current_snapshot()) or seq > %(early)s)
order by xid, seq limit %(most)s
"""


def changes(cursor: CursorWrapper, mark: tuple[int, int], early: int, most: int) -> list[Change]:
    """What has changed since `mark`, in the order of (xid, seq).

    A change is settled when no transaction is open that began writing earlier. Those that are not settled yet may be
    applied, but the mark must not pass them: a change before them may still be to come. Of these, only the ones with a
    sequence number above `early` are given.
    """
    values = {"xid": mark[0], "seq": mark[1], "early": early, "most": most}
    cursor.execute(CHANGES, values)
    return [Change(*row) for row in cursor.fetchall()]


def count_waiting(cursor: CursorWrapper, mark: tuple[int, int], most: int) -> int:
    """How many settled changes have come since `mark`; counts up to `most`. (Of the others a new block's mark may not
    pass: they would be waiting again.)"""
    cursor.execute(
        "select count(*) from (select 1 from engine_change where (xid, seq) > (%s::text::xid8, %s) "
        "and xid < pg_snapshot_xmin(pg_current_snapshot()) limit %s) c",
        [*mark, most],
    )
    return int(cursor.fetchone()[0])


def prune(cursor: CursorWrapper, mark: tuple[int, int]) -> int:
    """Forget changes before the mark that are more than a day old, some at a time. Returns how many."""
    cursor.execute(
        """delete from engine_change where (xid, seq) in (
             select xid, seq from engine_change
             where (xid, seq) <= (%s::text::xid8, %s) and at < now() - interval '1 day' order by xid, seq limit 10000)""",
        mark,
    )
    return int(cursor.rowcount)


def identity(cursor: CursorWrapper) -> tuple[int, int]:
    """Which database this is, and which outbox in it."""
    cursor.execute("select system_identifier, 'engine_change'::regclass::oid::bigint from pg_control_system()")
    cluster, table = cursor.fetchone()
    return int(cluster) & (2**63 - 1), int(table)


EXPIRIES: Final = f"""
select ceil(extract(epoch from expires_at))::bigint, programme_id from listings_rightout where active and expires_at > %s
union
select ceil(extract(epoch from expires_at))::bigint, listing_id from listings_taken_elsewhere
where expires_at > %s and {SHARED}
"""  # noqa: S608 -- a constant of ours


def expiries(cursor: CursorWrapper, since: datetime) -> list[tuple[int, int]]:
    """(when, programme) of everything held that expires after `since`; seconds since 1970, rounded up."""
    cursor.execute(EXPIRIES, [since, since])
    return [(int(when), int(pk)) for when, pk in cursor.fetchall()]

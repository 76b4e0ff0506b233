"""The search as one statement over interned sets, exact over unions: for PostgreSQL and for DuckDB, which differ little.

Tables: held(p, t, m, l, u, s, e, x), taken(p, t, m, l, u, s, e, g), programme, and the sets as words of 64 bits:
set_t(id, w0 ... w3), set_m(id, w0), set_l(id, w0, w1).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.bench.answers import FACETS, Told
from tests.bench.cells import Wanted
from tests.bench.wishes import Wish


@dataclass(frozen=True)
class Dialect:
    """How a 64-bit word is written, how its bits are counted, and whether two lists share a value."""

    prefix: str
    word: Callable[[int], str]
    bit_count: str
    share: str
    unnested: str


def read(rows: list[tuple[Any, ...]]) -> Told:
    """The statement's rows as an answer."""
    found = Told(0, 0, {name: {} for name in FACETS})
    page = []
    for what, value, number, place in rows:
        if what == "#total":
            found.total = number
        elif what == "#fits":
            found.fits = number
        elif what == "#page":
            page.append((place, int(value), number))
        else:
            found.facets[what][value] = number
    found.page = [(pk, free) for _place, pk, free in sorted(page)]
    return found


def any_of(columns: list[str]) -> str:
    return "(" + " | ".join(columns) + ") <> 0"


def statement(asked: Wanted, wish: Wish, ids: str | None, dialect: Dialect) -> str:
    """The whole search."""
    names = [name for name, _medium, _word in asked.columns]
    zero, pre = dialect.word(0), dialect.prefix
    masks = ", ".join(
        f"case when m.w0 >> {medium} & 1 = 1 then t.w{word} & {dialect.word(asked.words[word])} else {zero} end as {name}"
        for name, medium, word in asked.columns
    )
    window = f"r.s < {asked.end} and r.e > {asked.start}"
    words = "join words on words.p = r.p" if ids else ""
    tongues = " and ".join(f"l.w{n // 64} >> {n % 64} & 1 = 1" for n in asked.languages) or "true"
    a_tongue = " or ".join(f"l.w{n // 64} >> {n % 64} & 1 = 1" for n in asked.languages) or "true"
    use_bits = sum(1 << n for n in asked.uses)
    all_uses, a_use = (f"r.u & {use_bits} = {use_bits}", f"r.u & {use_bits} <> 0") if use_bits else ("true", "true")
    unions = ", ".join(f"bit_or({name}) as {name}" for name in names)
    return f"""
with {f"words as ({ids})," if ids else ""} asked as materialized (
  select r.p, r.s, r.e, r.l, r.u, r.x = 1 or not {asked.exclusive} as eligible,
    r.s <= {asked.start} and r.e >= {asked.end} and {tongues} and {all_uses} as whole, {masks}
  from {pre}held r join {pre}set_t t on t.id = r.t join {pre}set_m m on m.id = r.m join {pre}set_l l on l.id = r.l {words}
  where {window}
), hit as materialized (select * from asked where {any_of(names)}),
offered as (select distinct p from hit),
parts as (select distinct p from hit where eligible and not whole),
simple as (
  select p, {unions} from hit where eligible and not exists (select 1 from parts where parts.p = hit.p) group by p
), {pieced(asked, names, dialect)},
covered as (select * from simple union all select * from pieced),
refused as (
  select p, {unions} from (
    select r.p, {masks} from {pre}taken r join {pre}set_t t on t.id = r.t join {pre}set_m m on m.id = r.m join {pre}set_l l on l.id = r.l
    {words} where {window} and r.g in {asked.grades if len(asked.grades) > 1 else f"({asked.grades[0]})"}
      and ({a_tongue}) and ({a_use})) blocking group by p
), base as materialized (
  select a.*, coalesce({" + ".join(dialect.bit_count.format(f"c.{n} & ~coalesce(f.{n}, {zero})") for n in names)}, 0)::int as free,
    {fails(wish, dialect)} as fails
  from offered o join {pre}programme a using (p) left join covered c using (p) left join refused f using (p)
)
select '#total', '', count(*)::bigint, 0 from base where fails = 0
union all select '#fits', '', count(*), 0 from base where fails = 0 and free = {asked.cells}
union all select 'kind', kind, count(*), 0 from base where fails = 0 group by 2
union all select 'genre', g, count(*), 0 from base cross join {dialect.unnested.format("genres")} where fails & 2 = 0 group by 2
union all select 'origin', g, count(*), 0 from base cross join {dialect.unnested.format("origins")} where fails = 0 group by 2
union all select 'language', language, count(*), 0 from base where fails = 0 group by 2
union all select 'decade', decade::varchar, count(*), 0 from base where fails & 1 = 0 and decade >= 0 group by 2
union all (select '#page', p::varchar, free, row_number() over (order by free desc, confirmed desc, published desc, p)
  from base where fails = 0 order by free desc, confirmed desc, published desc, p limit {wish.search.size})
"""


def fails(wish: Wish, dialect: Dialect) -> str:
    """1 for the genre chosen, 2 for the decade: what a programme fails."""
    genre = ", ".join(f"'{value}'" for value in wish.search.chosen.get("genre", ()))
    decade = ", ".join(wish.search.chosen.get("decade", ()))
    return " + ".join(
        [
            f"(not {dialect.share.format(genre)})::int" if genre else "0",
            f"(decade not in ({decade}))::int * 2" if decade else "0",
        ]
    )


def pieced(asked: Wanted, names: list[str], dialect: Dialect) -> str:
    """Programmes where rows cover only a part of the time, the languages or the uses: exact over all of their rows.

    What is covered can stop being so only where a row ends, so these days are looked at, in every language and use.
    """
    spoken, used = asked.languages or (0,), asked.uses or (0,)
    pairs = ", ".join(f"({n}, {u})" for n in spoken for u in used)
    tongue = (
        "tongue = 0 or (case when tongue < 64 then l.w0 >> tongue else l.w1 >> greatest(tongue - 64, 0) end) & 1 = 1"
    )
    return f"""
piece as materialized (select h.* from hit h join parts using (p) where eligible),
day as (select p, {asked.start} as d from parts
  union select p, e as d from piece where e > {asked.start} and e < {asked.end}),
point as (select * from day, (values {pairs}) v(tongue, used)),
at_point as (
  select q.p, q.d, q.tongue, q.used, {", ".join(f"coalesce(bit_or({n}), {dialect.word(0)}) as {n}" for n in names)}
  from point q left join (select piece.*, l.w0, l.w1 from piece join {dialect.prefix}set_l l on l.id = piece.l) l
    on l.p = q.p and l.s <= q.d and l.e > q.d and ({tongue}) and (used = 0 or l.u >> used & 1 = 1)
  group by q.p, q.d, q.tongue, q.used
), pieced as (select p, {", ".join(f"bit_and({n}) as {n}" for n in names)} from at_point group by p)"""

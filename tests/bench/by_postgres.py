"""The same search in PostgreSQL: exact SQL over interned sets, as fast as we know to write it.

(What Monsoon falls back to without its engine reads the rights' own rows, and is slower: `by_rows`.)
"""

from typing import Any

import polars as pl
from django.db import connection

from listings.catalogue.queries import catalogue_sql
from tests.bench.answers import Told, told
from tests.bench.by_duckdb import WORDS
from tests.bench.cells import WORD, split, wanted
from tests.bench.copied import Copied
from tests.bench.statement import Dialect, read, statement
from tests.bench.wishes import Wish


def signed(word: int) -> str:
    """A word as PostgreSQL's bigint, which has a sign."""
    return f"({word - 2**WORD if word >= 2 ** (WORD - 1) else word})::bigint"


DIALECT = Dialect("bench_", signed, "bit_count(({})::bit(64))", "genres && array[{}]::text[]", "unnest({}) g")
TABLES = {
    "held": "p int, t smallint, m smallint, l smallint, u smallint, s int, e int, x smallint",
    "taken": "p int, t smallint, m smallint, l smallint, u smallint, s int, e int, g smallint",
    "programme": "p int, kind text, genres text[], origins text[], language text, decade smallint, confirmed bigint, published bigint",
}


class Postgres:
    """Tables of plain numbers in the same database."""

    name = "PostgreSQL"

    def __init__(self, data: Copied) -> None:
        with connection.cursor() as cursor:
            for name, columns in TABLES.items():
                cursor.execute(f"drop table if exists bench_{name}; create table bench_{name} ({columns})")
            fill("held", pl.DataFrame(data.held))
            fill("taken", pl.DataFrame(data.taken))
            lists = (
                pl.concat_str(pl.lit("{"), pl.col(name).list.join(","), pl.lit("}")).alias(name)
                for name in ("genres", "origins")
            )
            fill("programme", pl.DataFrame(data.programmes).with_columns(*lists))
            for name, words in WORDS.items():
                columns = ", ".join(f"w{word} bigint" for word in range(words))
                cursor.execute(
                    f"drop table if exists bench_set_{name}; create table bench_set_{name} (id smallint, {columns})"
                )
                masks = zip(
                    *([int(signed(word)[1:-9]) for word in split(whole, words)] for whole in data.sets[name]),
                    strict=True,
                )
                fill(f"set_{name}", pl.DataFrame([range(len(data.sets[name])), *masks]))
            for name in ("held", "taken", "programme"):
                cursor.execute(f"create index on bench_{name} (p)")
            for name in (*TABLES, *(f"set_{name}" for name in WORDS)):
                cursor.execute(f"analyze bench_{name}")

    def search(self, wish: Wish) -> Told:
        """Answer as the engine does."""
        ids = "select unnest(%s::int[]) as p" if wish.ids is not None else None
        with connection.cursor() as cursor:
            cursor.execute(
                statement(wanted(wish.request), wish, ids, DIALECT), [list(wish.ids)] if wish.ids is not None else None
            )
            return read(cursor.fetchall())

    def close(self) -> None:
        """Leave nothing behind."""
        with connection.cursor() as cursor:
            for name in (*TABLES, *(f"set_{name}" for name in WORDS)):
                cursor.execute(f"drop table bench_{name}")


def fill(name: str, rows: pl.DataFrame) -> None:
    """Rows into one of the tables."""
    with connection.cursor() as cursor, cursor.cursor.copy(f"copy bench_{name} from stdin") as copy:
        copy.write(rows.write_csv(include_header=False, separator="\t", quote_style="never"))


def by_rows(wish: Wish, at: Any) -> Told:
    """What Monsoon answers without its engine."""
    likeness = dict.fromkeys(wish.ids, 0.0) if wish.ids is not None else None
    return told(catalogue_sql.answer_search(wish.search, likeness, at=at))

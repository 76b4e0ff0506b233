"""The same search in DuckDB: exact SQL over interned sets, columns in memory, two threads."""

import tempfile

import duckdb
import polars as pl

from tests.bench.answers import Told
from tests.bench.cells import split, wanted
from tests.bench.copied import Copied
from tests.bench.statement import Dialect, read, statement
from tests.bench.wishes import Wish

DIALECT = Dialect(
    "", lambda word: f"{word}::ubigint", "bit_count(({})::bit)", "list_has_any(genres, [{}])", "unnest({}) t(g)"
)
# Sets as words of bits, in place of the languages' and territories' numbers.
WORDS = {"t": 4, "m": 1, "l": 2}


class DuckDB:
    """A database in memory with the catalogue in it."""

    name = "DuckDB"

    def __init__(self, data: Copied, threads: int = 2) -> None:
        self.db = duckdb.connect(config={"threads": threads})
        for name, columns in (("held", data.held), ("taken", data.taken), ("programme", data.programmes)):
            self.take(name, pl.DataFrame(columns))
        for name, words in WORDS.items():
            masks = list(zip(*(split(whole, words) for whole in data.sets[name]), strict=True))
            columns = {f"w{word}": pl.Series(values, dtype=pl.UInt64) for word, values in enumerate(masks)}
            self.take(
                f"set_{name}", pl.DataFrame({"id": pl.Series(range(len(data.sets[name])), dtype=pl.UInt16)} | columns)
            )

    def take(self, name: str, frame: pl.DataFrame) -> None:
        """A table of a frame."""
        with tempfile.NamedTemporaryFile(suffix=".parquet") as file:
            frame.write_parquet(file.name)
            self.db.execute(f"create table {name} as select * from read_parquet('{file.name}')")

    def search(self, wish: Wish) -> Told:
        """Answer as the engine does."""
        ids = "select unnest($1::int[]) as p" if wish.ids is not None else None
        parameters = [list(wish.ids)] if wish.ids is not None else []
        rows = self.db.execute(statement(wanted(wish.request), wish, ids, DIALECT), parameters).fetchall()
        return read(rows)

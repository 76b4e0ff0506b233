"""Everybody who answers searches, under one roof: our engine with both kernels, PostgreSQL, DuckDB and polars."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import numpy as np
from django.db import connection

from listings.catalogue.queries.catalogue import words_of
from listings.catalogue.queries.catalogue_text import Found
from listings.catalogue.queries.search_terms import Answer, Hit
from listings.engine.block import Block
from listings.engine.build import build
from listings.engine.engine import Engine, Words
from tests.bench.answers import Told, told
from tests.bench.by_duckdb import DuckDB
from tests.bench.by_polars import Polars
from tests.bench.by_postgres import Postgres
from tests.bench.copied import Copied
from tests.bench.stage import Stage
from tests.bench.wishes import Wish

ENGINE, NUMPY, SQL, DUCKDB, POLARS = "engine", "engine, numpy only", "PostgreSQL", "DuckDB", "polars"


class Rivals:
    """`ways`: {name: search}, the engine first. `close` drops what PostgreSQL was given."""

    def __init__(self, stage: Stage, data: Copied) -> None:
        began = time.monotonic()
        self.block: Block = build(connection, stage.folder / "bench-block", at=stage.at)[0]
        self.build_seconds = time.monotonic() - began
        self.at = stage.at
        self.engines = {ENGINE: Engine(self.block, "numba"), NUMPY: Engine(self.block, "numpy")}
        self.postgres = Postgres(data)
        self.ids = data.programmes["p"]
        self.ways: dict[str, Callable[[Wish], Told]] = {
            **{name: by_engine(engine, stage.at) for name, engine in self.engines.items()},
            SQL: self.postgres.search,
            DUCKDB: DuckDB(data).search,
            POLARS: Polars(data).search,
        }

    def free_of(self, engine: Engine, wish: Wish) -> np.ndarray:
        """Free cells of every programme as an engine says, -1 for those that do not match the request at all."""
        result = engine.search(replace(wish.search, chosen={}, size=len(self.ids)), at=self.at)
        found = np.full(len(self.ids), -1, "i8")
        found[np.searchsorted(self.ids, result.ids)] = result.free
        return found

    def close(self) -> None:
        """Leave nothing behind."""
        self.postgres.close()
        self.block.path.unlink(missing_ok=True)


def by_engine(engine: Engine, at: datetime) -> Callable[[Wish], Told]:
    """A search of an engine in the common form. (Making that form is not part of what is timed: see search.py.)"""

    def search(wish: Wish) -> Told:
        result = engine.search(wish.search, words(wish), at=at)
        page = [Hit(pk, free) for pk, free in zip(result.ids.tolist(), result.free.tolist(), strict=True)]
        return told(Answer(result.total, result.fits, result.facets, page))

    return search


def words(wish: Wish) -> Words | None:
    """What the words of a wish find, as the engine wants it."""
    return words_of(Found(dict.fromkeys(wish.ids, 0.0))) if wish.ids is not None else None

"""The same search in polars: lazy expressions over interned sets, all cores."""

from functools import reduce
from operator import or_

import numpy as np
import polars as pl

from tests.bench.answers import Told
from tests.bench.cells import Wanted, split, wanted
from tests.bench.copied import Copied
from tests.bench.wishes import Wish


class Polars:
    """Frames in memory."""

    name = "polars"

    def __init__(self, data: Copied) -> None:
        self.held, self.taken, self.programmes = map(pl.DataFrame, (data.held, data.taken, data.programmes))
        self.sets = {
            name: [np.array(words, "u8") for words in zip(*(split(whole, 4) for whole in known), strict=True)]
            for name, known in data.sets.items()
        }

    def search(self, wish: Wish) -> Told:
        """Answer as the engine does."""
        asked = wanted(wish.request)
        ids = None if wish.ids is None else pl.DataFrame({"p": pl.Series(wish.ids, dtype=pl.Int32)}).lazy()
        names = [name for name, _medium, _word in asked.columns]
        hit = (
            self.cells(self.held, asked, ids)
            .with_columns(
                whole=(pl.col("s") <= asked.start)
                & (pl.col("e") >= asked.end)
                & self.tongue(asked, every=True)
                & use(asked, every=True),
                eligible=(pl.col("x") == 1) | (not asked.exclusive),
            )
            .filter(pl.any_horizontal(pl.col(name) != 0 for name in names))
            .collect()
        )
        offered, eligible = hit.lazy().select("p").unique(), hit.lazy().filter("eligible")
        parts = hit.filter(pl.col("eligible") & ~pl.col("whole")).select("p").unique()
        simple = eligible.join(parts.lazy(), on="p", how="anti").group_by("p").agg(pl.col(names).bitwise_or())
        covered = pl.concat([simple, self.pieced(eligible.join(parts.lazy(), on="p", how="semi"), parts, asked, names)])
        refused = (
            self.cells(self.taken, asked, ids)
            .filter(pl.col("g").is_in(asked.grades) & self.tongue(asked, every=False) & use(asked, every=False))
            .group_by("p")
            .agg(pl.col(names).bitwise_or())
        )
        free = pl.sum_horizontal(
            (pl.col(n).fill_null(0) & ~pl.col(f"{n}_right").fill_null(0)).bitwise_count_ones() for n in names
        )
        base = (
            offered.join(self.programmes.lazy(), on="p")
            .join(covered, on="p", how="left")
            .join(refused, on="p", how="left")
            .with_columns(free=free.cast(pl.Int32), **fails(wish))
        )
        return self.told(base.select("p", "kind", "genres", "origins", "language", "decade", "confirmed", "published",
                                     "free", "no_genre", "no_decade").collect(), asked, wish)  # fmt: skip

    def cells(self, frame: pl.DataFrame, asked: Wanted, ids: pl.LazyFrame | None) -> pl.LazyFrame:
        """Rows in the window, with the requested cells of each as words."""
        rows = frame.lazy() if ids is None else frame.lazy().join(ids, on="p", how="semi")
        rows = rows.filter((pl.col("s") < asked.end) & (pl.col("e") > asked.start))
        places = {word: self.sets["t"][word] & np.uint64(mask) for word, mask in asked.words.items()}
        has = {medium: self.sets["m"][0] >> np.uint64(medium) & np.uint64(1) for medium in asked.media}
        return rows.with_columns(
            (looked_up(places[word], "t") * looked_up(has[medium], "m")).alias(name)
            for name, medium, word in asked.columns
        )

    def tongue(self, asked: Wanted, *, every: bool) -> pl.Expr:
        """Has the row every language asked for, or one of them?"""
        return looked_up(self.speaks(asked.languages, every=every), "l")

    def speaks(self, numbers: tuple[int, ...], *, every: bool) -> np.ndarray:
        """The same for each set of languages."""
        words = self.sets["l"]
        has = [words[number // 64] >> np.uint64(number % 64) & np.uint64(1) == 1 for number in numbers]
        return np.ones(len(words[0]), "?") if not has else (np.all if every else np.any)(has, axis=0)

    def pieced(self, rows: pl.LazyFrame, parts: pl.DataFrame, asked: Wanted, names: list[str]) -> pl.LazyFrame:
        """Programmes where rows cover only a part: looked at on each day on which cover may end, in every language and use."""
        piece = rows.collect()
        begin = parts.select("p", d=pl.lit(asked.start, pl.Int32))
        ends = piece.filter((pl.col("e") > asked.start) & (pl.col("e") < asked.end)).select("p", d="e")
        days = pl.concat([begin, ends]).unique()
        found = []
        for number in asked.languages or (0,):
            spoken = piece.filter(looked_up(self.speaks((number,) if number else (), every=True), "l"))
            for used in asked.uses or (0,):
                having = spoken.filter(pl.col("u") // 2**used % 2 == 1) if used else spoken
                at_day = (
                    days.join(having.select("p", "s", "e", *names), on="p")
                    .filter((pl.col("s") <= pl.col("d")) & (pl.col("e") > pl.col("d")))
                    .group_by("p", "d")
                    .agg(pl.col(names).bitwise_or())
                )
                found.append(days.join(at_day, on=["p", "d"], how="left").with_columns(pl.col(names).fill_null(0)))
        return pl.concat(found).lazy().group_by("p").agg(pl.col(names).bitwise_and())

    def told(self, base: pl.DataFrame, asked: Wanted, wish: Wish) -> Told:
        """Counts and the page."""
        match = base.filter(~pl.col("no_genre") & ~pl.col("no_decade"))
        by_genre = base.filter(~pl.col("no_decade")).explode("genres").drop_nulls("genres")
        by_decade = base.filter(~pl.col("no_genre") & (pl.col("decade") >= 0))
        facets = {
            "kind": counted(match, "kind"),
            "genre": counted(by_genre, "genres"),
            "origin": counted(match.explode("origins"), "origins"),
            "language": counted(match, "language"),
            "decade": counted(by_decade, "decade"),
        }
        page = match.select("p", "free", "confirmed", "published").sort(
            ["free", "confirmed", "published", "p"], descending=[True, True, True, False]
        )[: wish.search.size]
        fits = int((match["free"] == asked.cells).sum())
        return Told(len(match), fits, facets, list(page.select("p", "free").iter_rows()))


def looked_up(values: np.ndarray, column: str) -> pl.Expr:
    """What a table says of each row's set."""
    return pl.lit(pl.Series(values)).gather(pl.col(column))


def use(asked: Wanted, *, every: bool) -> pl.Expr:
    """Has the row every use asked for, or one?"""
    has = [pl.col("u") // 2**number % 2 == 1 for number in asked.uses]
    if not has:
        return pl.lit(True)
    return pl.all_horizontal(has) if every else reduce(or_, has)


def fails(wish: Wish) -> dict[str, pl.Expr]:
    """Which of the choices a programme fails."""
    genre, decade = sorted(wish.search.chosen.get("genre", ())), sorted(wish.search.chosen.get("decade", ()))
    return {
        "no_genre": ~pl.col("genres").list.contains(genre[0]) if genre else pl.lit(False),
        "no_decade": ~pl.col("decade").is_in([int(value) for value in decade]) if decade else pl.lit(False),
    }


def counted(frame: pl.DataFrame, column: str) -> dict[str, int]:
    """Rows by value."""
    return {str(value): number for value, number in frame.group_by(column).len().iter_rows()}

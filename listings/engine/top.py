"""The best matches of an order, without sorting all of them."""

from collections.abc import Callable, Sequence

import numpy as np

from listings.engine.block import Block
from listings.engine.layout import Array

FEW = 1024
# A sort key: given places among the matches (or a slice of all), their values; smaller is better.
Key = Callable[["Array | slice"], Array]


def keys(block: Block, slots: Array, sort: str, missing: Array | None, *, language: str) -> list[Key]:
    """The sort keys of slots, most important first; the programme's id is always the last.

    `missing` is how many requested cells are not free; `language` that of the titles' order, one of the interface's.
    """

    def column(name: str, *, late_first: bool = False) -> Key:
        values = block[f"slot_{name}"]
        return lambda places: ~values[slots[places]] if late_first else values[slots[places]]

    published, confirmed = column("published", late_first=True), column("confirmed", late_first=True)
    if sort == "title":
        return [column(f"title_{language}"), column("id")]
    if sort == "ask":
        return [column("ask"), column("id")]
    if sort == "new":
        return [published, column("id")]
    if sort == "confirmed" or missing is None:
        return [confirmed, *([published] if sort == "fit" else []), column("id")]

    def fit(places: Array | slice) -> Array:
        return missing[places].astype("u8") << np.uint64(32) | confirmed(places)

    return [fit, published, column("id")]


def best(size: int, keys_: Sequence[Key], many: int) -> Array:
    """The places (of 0 … size) of the `many` smallest by the keys, in order."""
    if many <= 0 or size == 0:
        return np.empty(0, "i8")
    chosen = np.arange(size) if size <= FEW else smallest(size, keys_, min(many, size))
    return chosen[np.lexsort([key(chosen) for key in keys_[::-1]])][:many]


def smallest(size: int, keys_: Sequence[Key], many: int) -> Array:
    """The places of the `many` smallest, in any order: ties of a key are decided by the next."""
    found: list[Array] = []
    among: Array | slice = slice(None)
    for key in keys_:
        values = key(among)
        if many >= len(values):
            break
        edge = np.partition(values, many - 1)[many - 1]
        sure, tied = np.flatnonzero(values < edge), np.flatnonzero(values == edge)
        found.append(sure if isinstance(among, slice) else among[sure])
        many -= len(sure)
        among = tied if isinstance(among, slice) else among[tied]
    rest = np.arange(size) if isinstance(among, slice) else among
    return np.concatenate([*found, rest[:many]])

"""The best matches of an order, without sorting all of them."""

from collections.abc import Sequence

import numpy as np

from listings.engine.block import Block
from listings.engine.layout import Array

FEW = 4096


def keys(block: Block, slots: Array, sort: str, missing: Array | None, *, chinese: bool) -> list[Array]:
    """The sort keys of slots, most important first, smaller is better; the programme's id is always the last.

    `missing` is how many requested cells are not free.
    """
    last = block["slot_id"][slots]
    if sort == "title":
        return [block["slot_title_zh" if chinese else "slot_title_en"][slots], last]
    if sort == "ask":
        return [block["slot_ask"][slots], last]
    if sort == "new":
        return [~block["slot_published"][slots], last]
    confirmed = ~block["slot_confirmed"][slots]
    if sort == "confirmed":
        return [confirmed, last]
    if missing is None:
        return [confirmed, ~block["slot_published"][slots], last]
    return [missing.astype("u8") << np.uint64(32) | confirmed, ~block["slot_published"][slots], last]


def best(keys_: Sequence[Array], many: int) -> Array:
    """The places of the `many` smallest by the keys, in order."""
    size = len(keys_[0])
    if many <= 0 or size == 0:
        return np.empty(0, "i8")
    if size <= FEW or many * 4 >= size:
        return np.lexsort(keys_[::-1])[:many]
    chosen = smallest(keys_, np.arange(size), min(many, size))
    return chosen[np.lexsort([key[chosen] for key in keys_[::-1]])]


def smallest(keys_: Sequence[Array], among: Array, many: int) -> Array:
    """The places of the `many` smallest, in any order: ties of a key are decided by the next."""
    first = keys_[0][among]
    if many >= len(among):
        return among
    edge = np.partition(first, many - 1)[many - 1]
    sure, tied = among[first < edge], among[first == edge]
    wanted = many - len(sure)
    if wanted < len(tied):
        tied = smallest(keys_[1:], tied, wanted) if len(keys_) > 1 else tied[:wanted]
    return np.concatenate([sure, tied])

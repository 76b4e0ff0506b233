"""Keys that put titles in a language's own order when compared byte by byte."""

from functools import lru_cache
from typing import Any

from listings.text import libraries


@lru_cache(maxsize=64)
def _make_collator(language: str) -> Any:
    icu = libraries.load_icu()
    subtags = language.lower().split("-")
    order = "-u-co-pinyin-kn-true" if subtags[0] == "zh" else "-u-kn-true"
    return icu.Collator.createInstance(icu.Locale.forLanguageTag((subtags[0] or "und") + order))


def sort_key(text: str, language: str) -> bytes:
    """The place of `text` in the order of `language` (BCP 47): pinyin for Chinese, the dictionary for Thai.

    Numbers sort by value. Only keys made for the same language can be compared with one another, so a column of keys
    is made for one language; unknown languages give the root order.
    """
    return bytes(_make_collator(language).getSortKey(text[:200].replace("\x00", "")))

"""Where words and written characters end, by ICU's dictionaries (and rjieba's for Chinese)."""

import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from listings.text import libraries
from listings.text.scripts import by_han, has_han

MAX_CLUSTER = 16


class _Breakers(threading.local):
    """ICU's breakers keep the text they work on, so each thread has its own pair."""

    def __init__(self) -> None:
        icu = libraries.load_icu()
        self.words = icu.BreakIterator.createWordInstance(icu.Locale("und"))
        self.clusters = icu.BreakIterator.createCharacterInstance(icu.Locale("und"))


@lru_cache(maxsize=1)
def _make_breakers() -> _Breakers:
    return _Breakers()


def _break_pieces(breaker: Any, text: str) -> Iterator[str]:
    units = libraries.load_icu().UnicodeString(text)  # ICU counts in UTF-16
    breaker.setText(units)
    start = 0
    for end in breaker:
        yield str(units[start:end])
        start = end


def split_clusters(run: str) -> list[str]:
    """Characters as a reader counts them: a Thai vowel mark belongs to its consonant. Piled-up marks are cut off."""
    if has_han(run) and run.isalnum():
        return list(run)
    return [cluster[:MAX_CLUSTER] for cluster in _break_pieces(_make_breakers().clusters, run)]


def split_words(run: str) -> list[str]:
    """ICU's words of a spaceless run, in order and without gaps."""
    return list(_break_pieces(_make_breakers().words, run))


def indexed_words(run: str) -> set[str]:
    """The words of two characters or more that either dictionary finds."""
    found = set(split_words(run))
    for han, part in by_han(run):
        if han:
            found.update(libraries.chinese_words().cut(part))
    return {word for word in found if len(word) > 1}

"""How near a title is to what was typed: orders the first hits of a search."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from listings.text.romanise import initials, units
from listings.text.scripts import is_spaceless, normalise, runs

READING, SOUND, INITIALS = 0.95, 0.85, 0.8
MAX_COMPARED = 120


@dataclass(frozen=True, slots=True)
class _Forms:
    """The spellings of a text that are compared."""

    written: str
    letters: str
    initials: str
    spaceless: bool


def similarity(query: str, title: str) -> float:
    """From 0 (nothing in common) to 1 (the same but for case, punctuation, Traditional or Simplified).

    Above 0.8 the title starts with the query, above 0.6 it contains it, below it shares pieces. Diacritics left out,
    pinyin, the same sound and initials count a little less than the written form, in that order.
    """
    asked, given = _forms(query[:MAX_COMPARED]), _forms(title[:MAX_COMPARED])
    if not asked.written or not given.written:
        return 0.0
    best = _nearness(asked.written, given.written)
    if best < 1.0:
        by_letters = SOUND if asked.spaceless else READING
        best = max(best, by_letters * _nearness(asked.letters, given.letters))
        if not asked.spaceless and len(asked.written) > 1:
            best = max(best, INITIALS * _initials_nearness(asked.letters, given.initials))
    return best


def best_similarity(query: str, titles: Iterable[str]) -> float:
    """The nearest of a programme's titles; 0 for none."""
    return max((similarity(query, title) for title in titles), default=0.0)


@lru_cache(maxsize=16384)
def _forms(text: str) -> _Forms:
    normal = normalise(text)
    read = units(normal)
    return _Forms("".join(run.text for run in runs(normal)), "".join(read), initials(read), is_spaceless(normal))


def _nearness(asked: str, given: str) -> float:
    if not asked or not given:
        return 0.0
    if asked == given:
        return 1.0
    share = min(len(asked) / len(given), 1.0)
    if given.startswith(asked):
        return 0.8 + 0.15 * share
    if asked in given:
        return 0.6 + 0.15 * share
    return 0.75 * _shared_pairs(asked, given)


def _initials_nearness(asked: str, given: str) -> float:
    return _nearness(asked, given) if asked and asked in given else 0.0


def _shared_pairs(asked: str, given: str) -> float:
    """Dice's coefficient of neighbouring characters (ends count as such) and single ones."""
    left, right = _pieces(asked), _pieces(given)
    return 2 * (left & right).total() / (left.total() + right.total())


@lru_cache(maxsize=16384)
def _pieces(text: str) -> Counter[str]:
    padded = f"^{text}$"
    return Counter([*text, *(padded[start : start + 2] for start in range(len(padded) - 1))])

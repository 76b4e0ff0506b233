"""How near a title is to what was typed: orders the first hits of a search."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from listings.text.romanise import letter_units, unit_initials
from listings.text.scripts import is_spaceless, normalise_text, split_runs

READING, SOUND, INITIALS = 0.95, 0.85, 0.8
MAX_COMPARED = 120


@dataclass(frozen=True, slots=True)
class _Forms:
    """The spellings of a text that are compared."""

    written: str
    letters: str
    initials: str
    spaceless: bool


def measure_similarity(query: str, title: str) -> float:
    """From 0 (nothing in common) to 1 (the same but for case, punctuation, Traditional or Simplified).

    Above 0.8 the title starts with the query, above 0.6 it contains it, below it shares pieces. Diacritics left out,
    pinyin, the same sound and initials count a little less than the written form, in that order.
    """
    asked, given = _make_forms(query[:MAX_COMPARED]), _make_forms(title[:MAX_COMPARED])
    if not asked.written or not given.written:
        return 0.0
    best = _pair_nearness(asked.written, given.written)
    if best < 1.0:
        by_letters = SOUND if asked.spaceless else READING
        best = max(best, by_letters * _pair_nearness(asked.letters, given.letters))
        if not asked.spaceless and len(asked.written) > 1:
            best = max(best, INITIALS * _initials_nearness(asked.letters, given.initials))
    return best


def best_similarity(query: str, titles: Iterable[str]) -> float:
    """The nearest of a programme's titles; 0 for none."""
    return max((measure_similarity(query, title) for title in titles), default=0.0)


@lru_cache(maxsize=16384)
def _make_forms(text: str) -> _Forms:
    normal = normalise_text(text)
    read = letter_units(normal)
    return _Forms(
        "".join(run.text for run in split_runs(normal)), "".join(read), unit_initials(read), is_spaceless(normal)
    )


def _pair_nearness(asked: str, given: str) -> float:
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
    return _pair_nearness(asked, given) if asked and asked in given else 0.0


def _shared_pairs(asked: str, given: str) -> float:
    """Dice's coefficient of neighbouring characters (ends count as such) and single ones."""
    left, right = _count_pieces(asked), _count_pieces(given)
    return 2 * (left & right).total() / (left.total() + right.total())


@lru_cache(maxsize=16384)
def _count_pieces(text: str) -> Counter[str]:
    padded = f"^{text}$"
    return Counter([*text, *(padded[start : start + 2] for start in range(len(padded) - 1))])

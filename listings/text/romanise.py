"""Latin letters for every script, as a user without its keyboard would type them.

Chinese becomes pinyin without tones (`lv` for lü, as input methods want it); Thai and Burmese follow ICU, Lao and Khmer
anyascii; Latin letters lose their diacritics.
"""

import re
from functools import cache, lru_cache
from typing import Any

from listings.text import breaks, libraries
from listings.text.scripts import KHMER, LAO, THAI, by_han, split_runs

_LAO_OR_KHMER = re.compile(f"[{LAO}{KHMER}]")
_THAI = re.compile(f"[{THAI}]")
_NOT_PLAIN = re.compile("[^a-z0-9]+")


@cache
def _make_transliterator(rules: str) -> Any:
    return libraries.load_icu().Transliterator.createInstance(rules)


@lru_cache(maxsize=32768)
def latin_letters(word: str) -> str:
    """A word in a-z and 0-9 only; what cannot be written so is dropped, an empty string is possible."""
    if word.isascii():
        return _NOT_PLAIN.sub("", word.lower())
    if _LAO_OR_KHMER.search(word):
        latin = str(libraries.ascii_letters().anyascii(word))
    elif _THAI.search(word):
        latin = _romanise_thai(word)
    else:
        latin = str(_make_transliterator("Any-Latin; Latin-ASCII").transliterate(word))
    return _NOT_PLAIN.sub("", latin.lower())


def _romanise_thai(word: str) -> str:
    # ICU writes the vowel o as x and loses the m of "am"; people type hong and nam.
    latin = str(_make_transliterator("Thai-Latin; Latin-ASCII").transliterate(word.replace("\u0e33", "\u0e31\u0e21")))
    return latin.lower().replace("x", "o")


@lru_cache(maxsize=8192)
def pinyin_syllables(han: str) -> tuple[str, ...]:
    """Pinyin of Chinese characters, one syllable each, read in their phrase; unknown characters are left out."""
    library = libraries.load_pinyin()
    read = library.lazy_pinyin(han, style=library.Style.NORMAL, errors="ignore", strict=False)
    return tuple(filter(None, (_NOT_PLAIN.sub("", syllable.replace("ü", "v")) for syllable in read)))


def letter_units(text: str) -> list[str]:
    """Letters of a normalised text, unit by unit: a unit is a Chinese character or a word of any other script."""
    return [unit for run in split_runs(text) for unit in run_units(run.text, run.spaceless)]


def run_units(run: str, spaceless: bool) -> list[str]:
    """The same for one run of `scripts.split_runs`."""
    if not spaceless:
        return [latin] if (latin := latin_letters(run)) else []
    found: list[str] = []
    for han, part in by_han(run):
        found.extend(pinyin_syllables(part) if han else filter(None, map(latin_letters, breaks.split_words(part))))
    return found


def unit_initials(read: list[str]) -> str:
    """First letters of units (lldq for liu lang di qiu); numbers stay whole."""
    return "".join(unit if unit.isdigit() else unit[0] for unit in read)

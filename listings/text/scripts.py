"""One spelling of a text for comparing, and its cut into runs of words and runs of characters.

Scripts written without spaces (Chinese, Thai, Lao, Khmer, Burmese, kana) and Hangul are searched by neighbouring
characters; all others by words.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from listings.text import libraries

HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
THAI, LAO, KHMER = "\u0e00-\u0e7f", "\u0e80-\u0eff", "\u1780-\u17ff"
MYANMAR = "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"
KANA_AND_HANGUL = "\u3040-\u30ff\u31f0-\u31ff\u1100-\u11ff\uac00-\ud7a3"

_HAN = re.compile(f"[{HAN}]")
_SPACELESS = re.compile(f"[{HAN}{THAI}{LAO}{KHMER}{MYANMAR}{KANA_AND_HANGUL}]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters of one kind; `spaceless` tells which of the two ways of searching applies."""

    text: str
    spaceless: bool


@lru_cache(maxsize=4096)
def normalise_text(text: str) -> str:
    """One spelling for what readers take for the same text.

    Compatibility forms, letter case, invisible characters, digits of other scripts and Traditional characters are
    evened out; diacritics stay. Never fails: control characters and lone surrogates become spaces.
    """
    text = unicodedata.normalize("NFKC", _CONTROL.sub(" ", _INVISIBLE.sub("", text))).casefold()
    # NFKC takes Thai and Lao "am" apart, which ICU's dictionaries do not know.
    text = unicodedata.normalize("NFC", text).replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
    text = _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)
    return str(libraries.to_simplified().convert(text)) if has_han(text) else text


def has_han(text: str) -> bool:
    """Whether any character is Chinese."""
    return _HAN.search(text) is not None


def is_spaceless(text: str) -> bool:
    """Whether any character belongs to a script that is searched by neighbouring characters."""
    return _SPACELESS.search(text) is not None


@lru_cache(maxsize=16384)
def _script_kind(character: str) -> str:
    if unicodedata.category(character)[0] not in "LNM":
        return ""
    return "spaceless" if _SPACELESS.match(character) else "word"


def split_runs(chunk: str) -> list[Run]:
    """The runs of a normalised text, in order; punctuation and spaces end a run and are dropped."""
    return [Run("".join(part), kind == "spaceless") for kind, part in groupby(chunk, _script_kind) if kind]


def by_han(run: str) -> list[tuple[bool, str]]:
    """A spaceless run cut where Chinese characters begin and end: (is Chinese, text)."""
    return [(han, "".join(part)) for han, part in groupby(run, lambda character: _HAN.match(character) is not None)]

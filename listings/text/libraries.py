"""The heavy language libraries, loaded at their first use and never at start-up.

Together they take about 0.35 s to load (pypinyin's dictionary is half of it); most processes never index a title.
"""

from functools import cache
from importlib import import_module
from typing import Any


@cache
def load_icu() -> Any:
    """PyICU: word breaks, collation, transliteration."""
    return import_module("icu")


@cache
def chinese_words() -> Any:
    """rjieba: keeps terms whole that ICU splits."""
    return import_module("rjieba")


@cache
def load_pinyin() -> Any:
    """pypinyin: readings of characters in their phrase."""
    return import_module("pypinyin")


@cache
def ascii_letters() -> Any:
    """anyascii: Latin letters for Lao and Khmer, which ICU leaves as they are."""
    return import_module("anyascii")


@cache
def to_simplified() -> Any:
    """OpenCC's converter of Traditional Chinese characters to Simplified ones."""
    return import_module("opencc").OpenCC("t2s")


@cache
def to_traditional() -> Any:
    """OpenCC's converter of Simplified Chinese characters to Traditional ones."""
    return import_module("opencc").OpenCC("s2t")

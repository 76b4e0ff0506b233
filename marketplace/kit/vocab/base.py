"""A closed vocabulary: codes in a fixed order, numbered for ever, named in every language."""

import difflib
from collections.abc import Callable, Mapping
from functools import lru_cache

from django.utils.translation import get_language

Names = Callable[[str], Mapping[str, str]]


class Vocabulary:
    """An ordered, append-only list of codes.

    Numbers start at 1, follow the order and are stored in the database as int4multirange: codes are never moved or
    removed, only added at the end. `names(language)` gives {code: name}; English is the fallback.
    """

    def __init__(self, codes: tuple[str, ...], names: Names, aliases: Mapping[str, str] | None = None) -> None:
        self.codes = codes
        self._numbers = {code: number for number, code in enumerate(codes, start=1)}
        self._names = lru_cache(maxsize=None)(names)
        self._aliases = aliases or {}

    def __contains__(self, code: object) -> bool:
        return code in self._numbers

    def number(self, code: str) -> int:
        """The code's number. Raises KeyError for an unknown code."""
        return self._numbers[code]

    def code(self, number: int) -> str:
        """The code of a number. Raises IndexError for an unknown number."""
        if number < 1:
            raise IndexError(number)
        return self.codes[number - 1]

    def name(self, code: str, language: str | None = None) -> str:
        """The code's name in `language` (default: the active one), else in English, else the code itself."""
        wanted = (language or get_language() or "en").lower()
        return self._names(wanted).get(code) or self._names("en").get(code) or code

    def choices(self, language: str | None = None) -> list[tuple[str, str]]:
        """(code, name) in the vocabulary's order."""
        return [(code, self.name(code, language)) for code in self.codes]

    def suggest(self, wrong: str) -> str | None:
        """The code that somebody who wrote `wrong` probably meant, or None."""
        word = wrong.strip()
        if not word:
            return None
        known = {code.upper(): code for code in self.codes} | {a.upper(): c for a, c in self._aliases.items()}
        if word.upper() in known:
            return known[word.upper()]
        for language in ("en", "zh-hans"):
            named = {name.casefold(): code for code, name in self._names(language).items()}
            if word.casefold() in named:
                return named[word.casefold()]
        near = difflib.get_close_matches(word.upper(), known, n=1, cutoff=0.6)
        return known[near[0]] if near else None

"""A closed vocabulary: codes in a fixed order, numbered for ever, named in every language."""

import difflib
import re
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache

from django.utils.translation import get_language

from marketplace.vocabularies.locales import normalise_code

Names = Callable[[str], Mapping[str, str]]
# Languages in which people's own words are understood: those the interface is designed for.
UNDERSTOOD = ("en", "zh-hans", "zh-hant", "th", "vi", "id", "ms")
MAX_WORD_LENGTH = 60
Groups = Mapping[str, tuple[str, ...]]
NO_GROUPS: Groups = {}
# Codes and tags in a shape that stands for more than one list: they are suggested, not read.
LIKE_A_CODE = re.compile(r"[a-z]{2,3}([-_][a-z]+)?", re.ASCII)


class Vocabulary:
    """An ordered, append-only list of codes.

    Numbers start at 1, follow the order and are stored in the database as int4multirange: codes are never moved or
    removed, only added at the end (a test holds the order). `names(language)` gives {code: name}; English is the
    fallback. `aliases` are other spellings of a code, in any case; `groups` are words for several codes, with these where
    everybody means the same by the word.
    """

    def __init__(
        self, codes: tuple[str, ...], names: Names, aliases: Mapping[str, str] | None = None, groups: Groups = NO_GROUPS
    ) -> None:
        self.codes = codes
        self._groups = {word.casefold(): members for word, members in groups.items()}
        self._numbers = {code: number for number, code in enumerate(codes, start=1)}
        self._names = lru_cache(maxsize=64)(names)
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
        wanted = normalise_code(language or get_language() or "en")
        return self._names(wanted).get(code) or self._names("en").get(code) or code

    def choices(self, language: str | None = None) -> list[tuple[str, str]]:
        """(code, name) in the vocabulary's order."""
        return [(code, self.name(code, language)) for code in self.codes]

    def read_code(self, word: str) -> str | None:
        """The code that is written: itself in any case, or one of its names in the languages understood; else None."""
        plain_word = " ".join(word[:MAX_WORD_LENGTH].split()).casefold()
        if plain_word in self._groups:
            return None
        if plain_word in self._codes:
            return self._codes[plain_word]
        named = None if LIKE_A_CODE.fullmatch(plain_word) else self._spellings.get(plain_word)
        return named or self._by_name.get(plain_word)

    def group(self, word: str) -> tuple[str, ...] | None:
        """The codes that a group's name stands for, () where people differ; None when it is no group."""
        return self._groups.get(" ".join(word[:MAX_WORD_LENGTH].split()).casefold())

    def suggest(self, wrong: str) -> str | None:
        """The code that somebody who wrote `wrong` probably meant, or None.

        Tried in turn: the code in another case, another spelling (alpha-3, an old code), a name in any of the
        interface's languages, then what looks alike: short words among the codes, longer ones among the names too.
        """
        word = " ".join(wrong[:MAX_WORD_LENGTH].split()).casefold()
        if word in self._groups:
            return None
        exact = self._spellings.get(word) or self._by_name.get(word)
        if exact or not word:
            return exact
        near = {code.casefold(): code for code in self.codes}
        if len(word) > 3:
            near = self._by_name | near
        found = difflib.get_close_matches(word, near, n=1, cutoff=0.75)
        return near[found[0]] if found else None

    @cached_property
    def _codes(self) -> dict[str, str]:
        return {code.casefold(): code for code in self.codes}

    @cached_property
    def _spellings(self) -> dict[str, str]:
        aliases = {alias.casefold(): code for alias, code in self._aliases.items()}
        return aliases | self._codes

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """{name in any language understood: code}; where two codes share one, the earlier language's has it."""
        found: dict[str, str] = {}
        for language in UNDERSTOOD:
            for code, name in self._names(language).items():
                found.setdefault(name.casefold(), code)
        return found

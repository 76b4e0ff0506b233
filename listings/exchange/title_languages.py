"""In which language a title is written: by its letters where they can be of one language only, else by what the row
names; never by where it is licensed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from listings.text import libraries
from marketplace.vocabularies import languages

# Spoken Chinese has no letters of its own, and zxx none at all.
NO_LETTERS = frozenset({"cmn", "yue", "nan", "hak", "zxx"})
# Scripts by the first word of their letters' names in Unicode, with the languages of ours written in them.
OF_SCRIPT = {
    "THAI": ("th",), "LAO": ("lo",), "KHMER": ("km",), "MYANMAR": ("my", "shn", "kar", "mnw"), "TAMIL": ("ta",), "TIBETAN": ("bo",),
    "HANGUL": ("ko",), "HIRAGANA": ("ja",), "KATAKANA": ("ja",), "CJK": ("zh-Hans", "zh-Hant", "ja"), "YI": ("ii",),
    "MONGOLIAN": ("mn",), "BENGALI": ("bn",), "SINHALA": ("si",), "TELUGU": ("te",), "MALAYALAM": ("ml",), "KANNADA": ("kn",),
    "GUJARATI": ("gu",), "GURMUKHI": ("pa",), "DEVANAGARI": ("hi", "ne", "mr"), "HEBREW": ("he",), "GREEK": ("el",),
    "ARABIC": ("ar", "fa", "ur", "ug"), "CYRILLIC": ("ru", "uk", "kk", "uz", "mn"), "JAVANESE": ("jv",), "BALINESE": ("ban",),
    "SUNDANESE": ("su",), "CHAM": ("cjm",),
}  # fmt: skip
ELSEWHERE = frozenset(code for codes in OF_SCRIPT.values() for code in codes)
LATIN = frozenset(languages.codes) - (ELSEWHERE - {"uz", "jv", "ban", "su"}) - NO_LETTERS
VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef1]")


def title_language(title: str, named: Iterable[str] = ()) -> str:
    """The code of the language; "" when neither the letters nor the languages `named` beside it decide."""
    possible = written_in(title)
    if len(possible) > 1:
        possible &= frozenset(named)
    return next(iter(possible)) if len(possible) == 1 else ""


def text_language(title: str, language: str) -> str:
    """The language of a title whose work is in `language`: that one if its letters can be, else the one they must be."""
    possible = written_in(title)
    if language in possible or (not possible and language not in NO_LETTERS):
        return language
    named = {"cmn": ("zh-Hans",), "yue": ("zh-Hant",)}.get(language, ())  # the usual letters, where both look alike
    return title_language(title, named)


@lru_cache(maxsize=4096)
def written_in(text: str) -> frozenset[str]:
    """The languages of ours that such letters can be."""
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha())
    if scripts["HIRAGANA"] or scripts["KATAKANA"]:
        return frozenset({"ja"})
    script = max(scripts, key=lambda name: (scripts[name], name)) if scripts else ""
    if script == "CJK":
        return chinese_scripts(text)
    if script == "LATIN":
        return frozenset({"vi"}) if VIETNAMESE.search(unicodedata.normalize("NFC", text)) else LATIN
    return frozenset(OF_SCRIPT.get(script, ()))


def chinese_scripts(text: str) -> frozenset[str]:
    """Simplified or Traditional, by characters that only one of them has."""
    simple = libraries.to_traditional().convert(text) != text
    traditional = libraries.to_simplified().convert(text) != text
    if simple != traditional:
        return frozenset({"zh-Hans" if simple else "zh-Hant"})
    return frozenset(OF_SCRIPT["CJK"])

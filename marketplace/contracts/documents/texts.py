"""Texts that people typed, made fit for a page: the language of their script, and nothing in them that plays tricks."""

import re
import unicodedata
from collections.abc import Container
from typing import NotRequired, TypedDict

from anyascii import anyascii

# First character that tells the script tells the language that breaks its lines.
_SCRIPTS = (
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x1000, 0x109F, "my"),
    (0x1780, 0x17FF, "km"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0900, 0x097F, "hi"),
    (0x0980, 0x09FF, "bn"),
    (0x0D80, 0x0DFF, "si"),
    (0x0590, 0x05FF, "he"),
    (0x0600, 0x06FF, "ar"),
    (0x3040, 0x30FF, "ja"),
    (0xAC00, 0xD7AF, "ko"),
    (0x3400, 0x9FFF, "zh"),
    (0x0F00, 0x0FFF, "bo"),
)
# Spoken and written Chinese are one language to a line breaker; Hant has the shapes of Taipei.
_CHINESE = {"zh", "cmn", "yue", "nan", "hak"}
_JOINERS = "\u200b\u200c\u200d"
_LONG_WORD = re.compile(r"[\x21-\x7e]{24}(?=[\x21-\x7e])")


class Run(TypedDict):
    """A text with the language (ISO 639) and region that choose its font and its line breaks."""

    text: str
    lang: str
    region: str | None
    note: NotRequired[str]


def make_run(text: str, language: str = "") -> Run:
    """`text` in `language` (BCP 47); without one the script decides."""
    words = make_breakable(text)
    primary = language.partition("-")[0].lower()
    if primary in _CHINESE:
        return {"text": words, "lang": "zh", "region": "TW" if "Hant" in language else "CN"}
    known = re.fullmatch(r"[a-z]{2,3}", primary) is not None
    lang = primary if known else language_of(text)
    return {"text": words, "lang": lang, "region": "CN" if lang == "zh" else None}


def language_of(text: str) -> str:
    """The language whose rules break lines of this script; English for Latin and for all others."""
    for character in text:
        for first, last, language in _SCRIPTS:
            if first <= ord(character) <= last:
                return language
    return "en"


def make_printable(text: str) -> str:
    """One line in reading order: no control or direction characters."""
    kept = "".join(_keep_printable(character) for character in unicodedata.normalize("NFC", text))
    return " ".join(kept.split())


def make_breakable(text: str) -> str:
    """`make_printable`, and endless Latin words may break."""
    return _LONG_WORD.sub(lambda match: match.group() + "\u200b", make_printable(text))


def _keep_printable(character: str) -> str:
    if character in _JOINERS:
        return character
    category = unicodedata.category(character)
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    return "" if category in {"Cf", "Cs", "Co", "Cn"} else character


def spelled_out(text: str, unknown: Container[str]) -> str:
    """`text` with every stretch of `unknown` characters, which no font has, romanised beside its code points.

    Marks on an unknown letter go with it: they would stand on nothing. What cannot be romanised is its code points alone.
    """
    made, stretch = "", ""
    for character in text:
        if character in unknown or (stretch and unicodedata.category(character).startswith("M")):
            stretch += character
        else:
            made, stretch = made + _spell_codes(stretch) + character, ""
    return made + _spell_codes(stretch)


def _spell_codes(stretch: str) -> str:
    """guru [U+11A50 U+11A51]; nothing for nothing."""
    if not stretch:
        return ""
    points = "[" + " ".join(f"U+{ord(character):04X}" for character in stretch) + "]"
    return " ".join(filter(None, (anyascii(stretch).strip(), points)))

"""Names of people: which letters they are written in."""

import unicodedata

MARKS = " .,'’-·()"


def has_latin(name: str) -> bool:
    """Does any letter of it belong to the Latin script? Such a name reads without a romanisation."""
    return any(_is_latin(character) for character in name)


def only_latin(name: str) -> bool:
    """Is it written in Latin letters, their marks and what stands between names, and in nothing else?"""
    normal = unicodedata.normalize("NFC", name)
    return has_latin(normal) and all(_is_latin(character) or character in MARKS for character in normal)


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN ") and character.isalpha()

"""Titles of generated programmes, in the language they were made in, in English and sometimes in Chinese."""

from dataclasses import dataclass

from marketplace.tools.generate_catalogue.dice import Dice, Weighted
from marketplace.tools.generate_catalogue.title_words import CHINESE, ENGLISH, TONGUES, Tongue, mixed_phrases

_BY_SHARE = Weighted({number: known.share for number, known in enumerate(TONGUES)})
_ALSO_CHINESE, _TWO_PHRASES, _NUMBERED = 0.25, 0.45, 0.12


@dataclass(frozen=True)
class Titles:
    """`by_language` has the original's language first."""

    language: str
    origin: str
    by_language: dict[str, str]

    @property
    def original(self) -> str:
        return self.by_language[self.language]

    def shown_in(self, language: str) -> str:
        """The title that readers of a language are shown."""
        return self.by_language.get(language) or self.by_language.get("en") or self.original


def make_title(dice: Dice, known: Tongue) -> str:
    """One or two phrases, sometimes with a number."""
    told = dice.early(mixed_phrases(known))
    if dice.chance(_TWO_PHRASES):
        told += known.between + dice.early(mixed_phrases(known))
    return f"{told} {dice.between(2, 5)}" if dice.chance(_NUMBERED) else told


def make_titles(dice: Dice) -> Titles:
    """The titles of one programme."""
    known = TONGUES[dice.weighted(_BY_SHARE)]
    found = {known.language: make_title(dice, known)}
    if known is not ENGLISH:
        found["en"] = make_title(dice, ENGLISH)
    if known is not CHINESE and dice.chance(_ALSO_CHINESE):
        found["zh-Hans"] = make_title(dice, CHINESE)
    return Titles(known.language, dice.early(known.origins), found)

"""The values of the facets, and where a programme keeps them: as a number in a column, or as bits of an interned set."""

from typing import Final

from listings.engine.layout import HAS_ASK, HAS_CHINESE, READY
from marketplace.vocabularies import languages, territories
from marketplace.vocabularies.programmes import GENRES, KINDS
from marketplace.vocabularies.ratings import SYSTEMS

KIND_CODES: Final = tuple(KINDS)
GENRE_CODES: Final = tuple(GENRES)
RATING_CODES: Final = tuple(f"{system.territory}:{value}" for system in SYSTEMS for value in system.values)
UNKNOWN_KIND: Final = 255

# facet -> (column of slots, kind of set, what its bits mean)
SET_FACETS: Final = {
    "genre": ("slot_genres", "genres", GENRE_CODES),
    "origin": ("slot_origins", "origins", territories.codes),
    "rating": ("slot_ratings", "ratings", RATING_CODES),
    "ready": ("slot_ready", "ready", READY),
}
EXTRAS: Final = {"ask": HAS_ASK, "chinese": HAS_CHINESE}
NUMBERS: Final = {
    "genre": {code: bit for bit, code in enumerate(GENRE_CODES)},
    "origin": {code: bit for bit, code in enumerate(territories.codes)},
    "rating": {code: bit for bit, code in enumerate(RATING_CODES)},
    "ready": {code: bit for bit, code in enumerate(READY)},
}
KIND_NUMBERS: Final = {code: number for number, code in enumerate(KIND_CODES)}


def language_number(code: str) -> int:
    """A language's number in its column; 0 is none that we know."""
    return languages.number(code) if code in languages.VOCABULARY else 0

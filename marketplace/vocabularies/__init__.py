"""The trade's closed lists. `VOCABULARIES` names those whose numbers are stored in the database."""

from marketplace.vocabularies import languages, media, territories, uses
from marketplace.vocabularies.base import Vocabulary

VOCABULARIES = {
    "languages": languages.VOCABULARY,
    "media": media.VOCABULARY,
    "territories": territories.VOCABULARY,
    "uses": uses.VOCABULARY,
}

__all__ = ["VOCABULARIES", "Vocabulary", "languages", "media", "territories", "uses"]

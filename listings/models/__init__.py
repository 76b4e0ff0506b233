"""Programmes, what is known of them, and the rights in them."""

from listings.models.details import Award, Credit, Identifier, Permit, ProgrammeText, Rating
from listings.models.materials import Artwork, LanguageVersion
from listings.models.programme import Ask, Episode, Programme, Season
from listings.models.review import Review
from listings.models.rights import RightIn, RightOut
from listings.models.search import SearchEntry

__all__ = [
    "Artwork",
    "Ask",
    "Award",
    "Credit",
    "Episode",
    "Identifier",
    "LanguageVersion",
    "Permit",
    "Programme",
    "ProgrammeText",
    "Rating",
    "Review",
    "RightIn",
    "RightOut",
    "SearchEntry",
    "Season",
]

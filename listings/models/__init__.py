"""Programmes, what is known of them, and the rights in them."""

from listings.models.claims import RightsClaim
from listings.models.details import Award, Credit, Identifier, Permit, ProgrammeText, Rating
from listings.models.ledger import ConflictCase, RightsHistory, SellerTerms, TerritorySet, WaitingEntry, Watch
from listings.models.materials import Artwork, LanguageVersion
from listings.models.programme import Ask, Episode, Programme, Season
from listings.models.review import Review
from listings.models.revision import ListingRevision
from listings.models.rights import Holding, RightIn, RightOut
from listings.models.search import SearchEntry, SortKey
from listings.models.work import SHARED_SCHEMES, Cut, Work, WorkIdentifier
from listings.models.work_cases import WorkCase

__all__ = [
    "SHARED_SCHEMES",
    "Artwork",
    "Ask",
    "Award",
    "ConflictCase",
    "Credit",
    "Cut",
    "Episode",
    "Holding",
    "Identifier",
    "LanguageVersion",
    "ListingRevision",
    "Permit",
    "Programme",
    "ProgrammeText",
    "Rating",
    "Review",
    "RightIn",
    "RightOut",
    "RightsClaim",
    "RightsHistory",
    "SearchEntry",
    "Season",
    "SellerTerms",
    "SortKey",
    "TerritorySet",
    "WaitingEntry",
    "Watch",
    "Work",
    "WorkCase",
    "WorkIdentifier",
]

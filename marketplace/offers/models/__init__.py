"""Deals, their negotiations round by round, and their conversations."""

from marketplace.offers.models.deal import Deal, Message
from marketplace.offers.models.line import AboutProgrammes, Line, LineManager
from marketplace.offers.models.offer import Offer, OfferLine, OfferQuerySet, Round

__all__ = ["AboutProgrammes", "Deal", "Line", "LineManager", "Message", "Offer", "OfferLine", "OfferQuerySet", "Round"]

"""States of an offer and of its rounds, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.kit.transitions import Transitions


class OfferState(models.TextChoices):
    OPEN = "open", _("Negotiating")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class RoundState(models.TextChoices):
    OPEN = "open", _("Open")
    COUNTERED = "countered", _("Countered")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class Side(models.TextChoices):
    BUYER = "buyer", _("Buyer")
    SELLER = "seller", _("Seller")


_S = OfferState
MOVES = Transitions({_S.OPEN: frozenset({_S.ACCEPTED, _S.DECLINED, _S.WITHDRAWN, _S.EXPIRED})})

ROUND_MOVES = Transitions({RoundState.OPEN: frozenset(RoundState) - {RoundState.OPEN}})

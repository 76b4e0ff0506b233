from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from accounts.models import Organisation, User
from marketplace.offers.models.deal import Deal
from marketplace.offers.models.line import AboutProgrammes, Line, LineManager
from marketplace.offers.states import OfferState, RoundState, Side

if TYPE_CHECKING:
    from accounts.actors import Actor


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, actor: "Actor") -> Self:
        """An offer is known to its two parties only."""
        return self.filter(models.Q(deal__buyer=actor.organisation) | models.Q(deal__seller=actor.organisation))

    def with_deal(self) -> Self:
        """With what every page shows of it: the parties and the programmes."""
        return self.select_related("deal__buyer", "deal__seller").prefetch_related("lines")


class Offer(AboutProgrammes):
    """One negotiation of a deal: a first offer, or one that amends, extends or ends what was agreed."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="offers")
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.OPEN)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.TextField(blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "number"], name="offers_are_numbered"),
            models.UniqueConstraint(
                fields=["deal"], condition=models.Q(state=OfferState.OPEN), name="one_open_offer_per_deal"
            ),
            models.CheckConstraint(condition=models.Q(state__in=OfferState.values), name="offer_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=OfferState.OPEN) | models.Q(closed_at__isnull=False), name="closed_has_a_date"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def public_id(self) -> str:
        """The deal's: the number that people name it by."""
        return self.deal.public_id

    @property
    def buyer(self) -> Organisation:
        return self.deal.buyer

    @property
    def seller(self) -> Organisation:
        return self.deal.seller


class OfferLine(Line):
    """One listing that a negotiation is about."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="lines")

    objects = LineManager["OfferLine"]()

    class Meta(Line.Meta):
        constraints = [models.UniqueConstraint(fields=["offer", "number"], name="offer_lines_are_numbered")]


class Round(models.Model):
    """One numbered proposal. Its terms never change; a counter is the next round."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=6, choices=Side)
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    terms = models.JSONField(help_text="marketplace.offers.terms.Terms")
    message = models.TextField(blank=True, max_length=4000)
    state = models.CharField(max_length=12, choices=RoundState, default=RoundState.OPEN)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "number"], name="rounds_are_numbered"),
            models.UniqueConstraint(
                fields=["offer"], condition=models.Q(state=RoundState.OPEN), name="one_open_round_per_offer"
            ),
            models.CheckConstraint(condition=models.Q(state__in=RoundState.values), name="round_state_known"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="rounds_start_at_one"),
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("made_at")), name="round_expires_later"),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=models.Q(state=RoundState.OPEN), name="rounds_to_expire")
        ]

    def __str__(self) -> str:
        return f"{self.offer} v{self.number}"

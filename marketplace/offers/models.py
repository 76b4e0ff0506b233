from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from accounts.models import Organisation, User
from listings.models import Programme
from marketplace.offers.states import OfferState, RoundState, Side

if TYPE_CHECKING:
    from accounts.actors import Actor


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, actor: "Actor") -> Self:
        """An offer is known to its two parties only."""
        return self.filter(models.Q(buyer=actor.organisation) | models.Q(seller=actor.organisation))


class Offer(models.Model):
    """A negotiation between one buyer and one seller over one programme: the deal, named MN-D-26-0418."""

    public_id = models.CharField(max_length=16, unique=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="offers")
    buyer = models.ForeignKey(Organisation, models.PROTECT, related_name="offers_made")
    seller = models.ForeignKey(Organisation, models.PROTECT, related_name="offers_received")
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.OPEN)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.TextField(blank=True)
    client_key = models.CharField(
        max_length=64, null=True, help_text="names one submission: a double click opens one offer"
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=OfferState.values), name="offer_state_known"),
            models.CheckConstraint(condition=~models.Q(buyer=models.F("seller")), name="buyer_is_not_seller"),
            models.CheckConstraint(
                condition=models.Q(state=OfferState.OPEN) | models.Q(closed_at__isnull=False), name="closed_has_a_date"
            ),
            models.UniqueConstraint(fields=["buyer", "client_key"], name="one_offer_per_submission"),
        ]

    def __str__(self) -> str:
        return self.public_id


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


class Message(models.Model):
    """A line of the conversation of a deal, in the language it was written in."""

    offer = models.ForeignKey(Offer, models.PROTECT, related_name="messages")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    at = models.DateTimeField(default=timezone.now)
    client_key = models.CharField(
        max_length=64, null=True, help_text="names one submission: a double click says it once"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "client_key"], name="one_message_per_submission")]
        indexes = [models.Index(fields=["offer", "at"], name="conversation_in_order")]

    def __str__(self) -> str:
        return self.text[:40]

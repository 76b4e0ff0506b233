from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils import timezone

from accounts.models import Organisation, User

if TYPE_CHECKING:
    from accounts.actors import Actor


class DealQuerySet(models.QuerySet["Deal"]):
    def visible_to(self, actor: "Actor") -> Self:
        """A deal is known to its two parties only."""
        return self.filter(models.Q(buyer=actor.organisation) | models.Q(seller=actor.organisation))


class Deal(models.Model):
    """What two organisations do with each other over one or many works, named MN-D-26-0418.

    It begins with an offer; further offers amend, extend or end what their contracts say. The conversation is the deal's.
    """

    public_id = models.CharField(max_length=16, unique=True)
    buyer = models.ForeignKey(Organisation, models.PROTECT, related_name="deals_as_buyer")
    seller = models.ForeignKey(Organisation, models.PROTECT, related_name="deals_as_seller")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    client_key = models.CharField(
        max_length=64, null=True, help_text="names one submission: a double click opens one deal"
    )

    objects = DealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(buyer=models.F("seller")), name="buyer_is_not_seller"),
            models.UniqueConstraint(fields=["buyer", "client_key"], name="one_deal_per_submission"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Message(models.Model):
    """A line of the conversation of a deal, in the language it was written in."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="messages")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    author = models.ForeignKey(User, models.PROTECT, related_name="+")
    text = models.TextField(max_length=4000)
    at = models.DateTimeField(default=timezone.now)
    client_key = models.CharField(
        max_length=64, null=True, help_text="names one submission: a double click says it once"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deal", "client_key"], name="one_message_per_submission")]
        indexes = [models.Index(fields=["deal", "at"], name="conversation_in_order")]

    def __str__(self) -> str:
        return self.text[:40]

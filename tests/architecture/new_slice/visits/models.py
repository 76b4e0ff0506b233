from django.db import models

from accounts.actors import Actor
from marketplace.offers.models import Deal


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, actor: Actor) -> "VisitQuerySet":
        """The two parties of the deal know of it."""
        return self.filter(deal__in=Deal.objects.visible_to(actor))


class Visit(models.Model):
    """A visit that the buyer has planned, until the seller has confirmed it."""

    deal = models.ForeignKey(Deal, models.PROTECT, related_name="visits")
    number = models.CharField(max_length=16, unique=True)
    planned_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    objects = VisitQuerySet.as_manager()

    def __str__(self) -> str:
        return self.number

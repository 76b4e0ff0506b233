"""Programmes whose rights nobody has confirmed for long: what sellers confirm in bulk and staff watch."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actors import Actor
from listings.models import Programme, RightIn
from listings.models.programme import STALE_AFTER_DAYS


def unconfirmed_since(at: datetime) -> Q:
    """Never confirmed, or longer ago than ninety days before `at`."""
    # A whole day more than the limit: "91 days ago" is the first that counts, as the pages say it.
    return Q(rights_confirmed_at=None) | Q(rights_confirmed_at__lte=at - timedelta(days=STALE_AFTER_DAYS + 1))


def stale_titles(actor: Actor, at: datetime) -> QuerySet[Programme]:
    """One's own programmes that have rights which were not confirmed for ninety days."""
    held = Exists(RightIn.objects.filter(programme=OuterRef("pk")))
    return Programme.objects.owned_by(actor).filter(unconfirmed_since(at), held)


def stale_published(at: datetime) -> QuerySet[Programme]:
    """Every published programme whose rights were not confirmed for ninety days, the oldest first."""
    rows = Programme.objects.public().filter(unconfirmed_since(at)).select_related("organisation")
    return rows.order_by("rights_confirmed_at", "pk")

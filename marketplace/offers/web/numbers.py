"""From the number of a deal to its pages."""

from django.urls import reverse

from accounts.actors import Actor
from marketplace.offers.models import Deal


def find_deal_page(number: str, actor: Actor | None) -> str:
    """The terms of the deal with this number."""
    found = actor and Deal.objects.visible_to(actor).filter(public_id=number).exists()
    return reverse("offers:deal", args=[number]) if found else ""

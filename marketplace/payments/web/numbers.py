"""From the number of an invoice to the payments of its deal."""

from django.db.models import Q
from django.urls import reverse

from accounts.actors import Actor
from marketplace.contracts.models import Instalment


def find_invoice_page(number: str, actor: Actor | None) -> str:
    """The payments of the deal whose instalment has this number on its invoice or this reference."""
    rows = Instalment.objects.visible_to(actor) if actor else Instalment.objects.none()
    found = rows.filter(Q(invoice_number=number) | Q(reference=number)).select_related("contract__deal").first()
    return reverse("payments:instalments", args=[found.contract.deal.public_id]) if found else ""

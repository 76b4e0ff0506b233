"""The search of the top bar: a number leads to its deal, contract or invoice; anything else asks the catalogue."""

import re
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts.actors import Actor
from accounts.middleware import ActorRequest
from listings.models import Programme
from marketplace.contracts.models import Contract, Instalment
from marketplace.offers.models import Deal

NUMBER = re.compile(r"MN-?[A-Z]{1,2}-?[\d-]{4,}", re.ASCII)


@require_GET
def find(request: ActorRequest) -> HttpResponse:
    """To the one thing that has this number, if the reader may see it; else to the titles that match."""
    text = request.GET.get("q", "").strip()[:200]
    number = text.upper()
    place = place_of(number, request.actor) if NUMBER.fullmatch(number) else ""
    return redirect(place or f"{reverse('listings:catalogue')}?{urlencode({'q': text})}")


def place_of(number: str, actor: Actor | None) -> str:
    """The page of the programme, deal, contract or invoice with this number; nothing where the reader has none."""
    if Programme.objects.visible_to(actor).filter(public_id=number).exists():
        return reverse("listings:programme", args=[number])
    if actor is None:
        return ""
    if Deal.objects.visible_to(actor).filter(public_id=number).exists():
        return reverse("room:deal", args=[number])
    if contract := Contract.objects.visible_to(actor).filter(number=number).select_related("deal").first():
        return reverse("room:contract", args=[contract.deal.public_id])
    invoices = Instalment.objects.visible_to(actor).select_related("contract__deal")
    for field in ("invoice_number", "reference"):
        if invoice := invoices.filter(**{field: number}).first():
            return reverse("room:instalments", args=[invoice.contract.deal.public_id])
    return ""

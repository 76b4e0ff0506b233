"""From the number of a deal, contract or invoice, or of a holding as records of rights keep it, to the deal's pages."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.actors import Actor
from accounts.web.doors import MemberRequest, member_required
from marketplace.contracts.models import Contract, Instalment
from marketplace.offers.models import Deal


@member_required
def by_number(request: MemberRequest, pk: int) -> HttpResponse:
    """The room of the deal that took these rights, if it is one of ours."""
    rows = Contract.objects.visible_to(request.actor).select_related("deal")
    contract = get_object_or_404(rows, lines__holding=pk if pk < 2**63 else 0)
    return redirect("room:deal", contract.deal.public_id)


def find_deal(number: str, actor: Actor | None) -> str:
    """The terms of the deal with this number."""
    found = actor and Deal.objects.visible_to(actor).filter(public_id=number).exists()
    return reverse("room:deal", args=[number]) if found else ""


def find_contract(number: str, actor: Actor | None) -> str:
    """The page of the contract with this number."""
    rows = Contract.objects.visible_to(actor) if actor else Contract.objects.none()
    found = rows.filter(number=number).select_related("deal").first()
    return reverse("room:contract", args=[found.deal.public_id]) if found else ""


def find_invoice(number: str, actor: Actor | None) -> str:
    """The payments of the deal whose instalment has this number on its invoice or this reference."""
    rows = Instalment.objects.visible_to(actor) if actor else Instalment.objects.none()
    found = rows.filter(Q(invoice_number=number) | Q(reference=number)).select_related("contract__deal").first()
    return reverse("room:instalments", args=[found.contract.deal.public_id]) if found else ""

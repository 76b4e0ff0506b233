"""From the number of a contract, or of a holding as records of rights keep it, to the deal's pages."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from accounts.actors import Actor
from accounts.web.access import MemberRequest, member_required
from marketplace.contracts.models import Contract


@member_required
def by_number(request: MemberRequest, pk: int) -> HttpResponse:
    """The deal that took these rights, if it is one of ours."""
    rows = Contract.objects.visible_to(request.actor).select_related("deal")
    contract = get_object_or_404(rows, lines__holding=pk if pk < 2**63 else 0)
    return redirect("offers:deal", contract.deal.public_id)


def find_contract_page(number: str, actor: Actor | None) -> str:
    """The page of the contract with this number."""
    rows = Contract.objects.visible_to(actor) if actor else Contract.objects.none()
    found = rows.filter(number=number).select_related("deal").first()
    return reverse("contracts:contract", args=[found.deal.public_id]) if found else ""

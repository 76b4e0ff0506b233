"""From the number of a holding, as records of rights keep it, to the room of its deal."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.web.doors import MemberRequest, member_required
from marketplace.contracts.models import Contract


@member_required
def by_number(request: MemberRequest, pk: int) -> HttpResponse:
    """The room of the deal that took these rights, if it is one of ours."""
    rows = Contract.objects.visible_to(request.actor).select_related("deal")
    contract = get_object_or_404(rows, lines__holding=pk if pk < 2**63 else 0)
    return redirect("room:deal", contract.deal.public_id)

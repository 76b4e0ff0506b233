"""From a deal's number, as records of rights keep it, to its room."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.web.doors import MemberRequest, member_required
from marketplace.offers.models import Offer


@member_required
def by_number(request: MemberRequest, pk: int) -> HttpResponse:
    """The room of the deal with this number, if it is one of ours."""
    offer = get_object_or_404(Offer.objects.visible_to(request.actor), pk=pk if pk < 2**63 else 0)
    return redirect("room:deal", offer.public_id)

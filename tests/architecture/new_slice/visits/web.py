"""The pages of visits: all of them, and those of one deal."""

from django.http import HttpResponse
from django.shortcuts import render
from visits.models import Visit

from accounts.web.access import MemberRequest, StaffRequest, member_required, staff_required
from marketplace.offers.web.frame import find_deal, frame_of


@member_required
def visits(request: MemberRequest) -> HttpResponse:
    """Every visit of the organisation."""
    rows = Visit.objects.visible_to(request.actor).order_by("planned_at")
    return render(request, "visits/visits.html", {"visits": rows})


@member_required
def deal_visits(request: MemberRequest, public_id: str) -> HttpResponse:
    """A tab of the deal."""
    deal = find_deal(request, public_id)
    context = frame_of(deal, "visits") | {"visits": Visit.objects.filter(deal=deal.offer.deal)}
    return render(request, "visits/tab.html", context)


@staff_required
def staff_visits(request: StaffRequest) -> HttpResponse:
    """What staff see."""
    return render(request, "visits/visits.html", {"visits": Visit.objects.all()})

"""Every deal, as staff watch them: stages and money, never the conversation."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.web.access import StaffRequest, staff_required
from marketplace.contracts.models import Contract
from marketplace.kit.money import Money
from marketplace.kit.paging import page_of
from marketplace.offers.models import Offer
from marketplace.offers.states import OfferState
from marketplace.offers.terms import Terms


@staff_required
def list_deals(request: StaffRequest) -> HttpResponse:
    """Stages and money of every deal; conversations stay closed to staff."""
    rows = Offer.objects.with_deal().prefetch_related("rounds").order_by("-opened_at", "-pk")
    show = request.GET.get("show", "")
    rows = rows.filter(state=show) if show in OfferState.values else rows
    page = page_of(request, rows)
    contracts = {c.offer_id: c for c in Contract.objects.filter(offer__in=list(page)).prefetch_related("instalments")}
    listed = [{"offer": o, "contract": contracts.get(o.pk), "fee": last_fee(o)} for o in page]
    context = {"deals": listed, "page": page, "show": show, "states": OfferState.choices, "today": timezone.localdate()}
    return render(request, "staff/deals.html", context)


def last_fee(offer: Offer) -> Money:
    """What the newest round says the licence costs."""
    newest = max(offer.rounds.all(), key=lambda one: one.number)
    return Terms.from_json(newest.terms).fee

"""Landing for the public, and each role's home."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from accounts.days import today_for
from accounts.middleware import ActorRequest
from accounts.web.access import PersonRequest, person_required
from listings.catalogue.queries.catalogue import Search, search
from listings.catalogue.web.presenting import usual_request_on
from listings.catalogue.web.request_bar import RequestBar
from listings.catalogue.web.rows import read_rows
from listings.models import Programme
from marketplace.dashboard import build_dashboard
from marketplace.kit.limits import limits_of
from marketplace.kit.money import Money
from marketplace.offers.net import commission_percent
from marketplace.vocabularies import currencies

SHOWN = 5


def show_landing(request: ActorRequest) -> HttpResponse:
    """The promise, the real request bar, what is new."""
    now, language = timezone.now(), get_language() or "en"
    answer = search(Search(sort="new", language=language, size=SHOWN), at=now)
    context = {
        "bar": RequestBar(
            request.GET, None, {}, language, today_for(request.actor, now), opened=request.GET.get("open", "")
        ),
        "action": "/catalogue/",
        "rows": read_rows([hit.id for hit in answer.page], None, request.actor, language, now),
        "shown": usual_request_on(today_for(request.actor, now)),
        "programmes": answer.total,
        "sellers": Programme.objects.public().values("organisation").distinct().count(),
    }
    return render(request, "landing.html", context)


def show_fees(request: ActorRequest) -> HttpResponse:
    """What Monsoon costs, for everybody to read before an offer is made."""
    some = Money(10_000_000, "USD")
    commission = some.percent(settings.COMMISSION_BASIS_POINTS)
    context = {
        "percent": commission_percent(),
        "example": some,
        "commission": commission,
        "net": Money(some.minor - commission.minor, some.currency),
        "tolerances": [tolerance_of(c) for c in currencies.codes],
    }
    return render(request, "fees.html", context)


def tolerance_of(currency: str) -> dict[str, object]:
    """What one currency's bounds are, for the table."""
    bounds = limits_of(currency)
    amounts = {"charges": bounds.charges, "part": bounds.part, "least": bounds.card_least, "most": bounds.card_most}
    name = currencies.name(currency, get_language() or "en")
    return {
        "code": currency,
        "name": name,
        "since": bounds.since,
        **{k: Money(v, currency) for k, v in amounts.items()},
    }


@person_required
def show_home(request: PersonRequest) -> HttpResponse:
    """Sellers see what waits for them; buyers land in the catalogue with their usual request; staff in the queue."""
    if request.actor is None:
        return redirect("staff:queue" if request.user.is_staff else "accounts:organisation-new")
    if not request.actor.organisation.sells:
        return redirect("listings:catalogue")
    return render(request, "home.html", build_dashboard(request.actor))

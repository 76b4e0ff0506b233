"""Landing for the public, and each role's home."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from accounts.actors import Actor
from accounts.middleware import ActorRequest
from accounts.web.doors import PersonRequest, person_required
from listings.models import Programme
from listings.queries.catalogue import Search, search
from listings.web.catalogue import rows_of
from listings.web.presenting import Card, usual
from listings.web.request_bar import request_bar
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.states import ContractState, InstalmentState
from marketplace.kit.money import Money
from marketplace.offers.queries import waiting_for
from marketplace.offers.terms import Terms

SHOWN = 5


def landing(request: ActorRequest) -> HttpResponse:
    """The promise, the real request bar, what is new."""
    now, language = timezone.now(), get_language() or "en"
    answer = search(Search(sort="new", language=language, size=SHOWN), at=now)
    context = {
        "bar": request_bar(request.GET, None, {}, language, now.date()), "action": "/catalogue/",
        "rows": rows_of(answer.page, None, request, language, now), "shown": usual(now.date()),
        "programmes": answer.total, "sellers": Programme.objects.public().values("organisation").distinct().count(),
    }  # fmt: skip
    return render(request, "landing.html", context)


@person_required
def home(request: PersonRequest) -> HttpResponse:
    """Sellers see what waits for them; buyers land in the catalogue with their usual request; staff in the queue."""
    if request.actor is None:
        return redirect("desk:queue" if request.staff else "accounts:organisation-new")
    if not request.actor.organisation.sells:
        return redirect("listings:catalogue")
    return render(request, "home.html", dashboard(request.actor))


def dashboard(actor: Actor) -> dict[str, Any]:
    """The seller's numbers, what waits, the newest titles, what will arrive."""
    language, now = get_language() or "en", timezone.now()
    waiting = waiting_for(actor)
    own = (
        Programme.objects.owned_by(actor)
        .select_related("organisation")
        .prefetch_related("texts", "artworks", "versions")
    )
    titles = list(own.order_by("-changed_at")[:6])
    due = Instalment.objects.visible_to(actor).filter(contract__offer__seller=actor.organisation)
    to_sign = (
        Contract.objects.visible_to(actor)
        .filter(state=ContractState.TO_SIGN)
        .exclude(signatures__organisation=actor.organisation)
    )
    return {
        "waiting": [(row, Card(row.offer.programme, language), Terms.from_json(row.terms)) for row in waiting],
        "to_sign": [(c, Card(c.offer.programme, language)) for c in to_sign.select_related("offer__programme")],
        "titles": [(p, Card(p, language)) for p in titles], "title_count": own.count(),
        "open_sum": sums([(Terms.from_json(r.terms).fee.minor, Terms.from_json(r.terms).fee.currency) for r in waiting]),
        "signed": sums(due.exclude(state=InstalmentState.PLANNED).values_list("gross_minor", "currency")),
        "receivable": sums((r.net_minor, r.currency) for r in due.filter(state=InstalmentState.INVOICED)),
        "receipts": list(due.filter(state=InstalmentState.INVOICED).select_related("contract__offer").order_by("due_on")[:6]),
        "stale": [p for p in titles if p.rights_confirmed_at is None or (now - p.rights_confirmed_at).days > 90],
        "first_steps": not titles,
    }  # fmt: skip


def sums(amounts: Any) -> list[Money]:
    """Totals per currency, the largest first."""
    totals: dict[str, int] = {}
    for minor, currency in amounts:
        totals[currency] = totals.get(currency, 0) + minor
    return sorted((Money(minor, currency) for currency, minor in totals.items()), key=lambda m: -m.minor)

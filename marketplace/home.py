"""Landing for the public, and each role's home."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from accounts.days import today_for
from accounts.middleware import ActorRequest
from accounts.web.doors import PersonRequest, person_required
from listings.models import Programme
from listings.queries.catalogue import Search, search
from listings.web.catalogue import rows_of
from listings.web.presenting import usual
from listings.web.request_bar import request_bar
from marketplace.dashboard import dashboard

SHOWN = 5


def landing(request: ActorRequest) -> HttpResponse:
    """The promise, the real request bar, what is new."""
    now, language = timezone.now(), get_language() or "en"
    answer = search(Search(sort="new", language=language, size=SHOWN), at=now)
    context = {
        "bar": request_bar(request.GET, None, {}, language, today_for(request.actor, now)), "action": "/catalogue/",
        "rows": rows_of(answer.page, None, request, language, now), "shown": usual(today_for(request.actor, now)),
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

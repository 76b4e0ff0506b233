"""The watch list: its page, and the button of every row."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from accounts.days import today_for
from accounts.middleware import ActorRequest
from accounts.web.access import MemberRequest, member_required
from listings.catalogue.actions.watchlist import unwatch, watch
from listings.catalogue.web.presenting import row, usual
from listings.catalogue.web.saved_request import any_usual
from listings.inputs import WatchForm
from listings.models import Programme, Watch
from listings.rights.queries.cells import read_rights

MAX_SHOWN = 200


@member_required
def watching(request: MemberRequest) -> HttpResponse:
    """What my organisation watches, newest first, against its usual request."""
    now, language = timezone.now(), get_language() or "en"
    asked = any_usual(request)
    kept = Watch.objects.visible_to(request.actor).values("programme")
    programmes = Programme.objects.visible_to(request.actor).filter(pk__in=kept).order_by("-watches__at").distinct()
    found = programmes.select_related("organisation__seller_terms")
    shown = list(found.prefetch_related("texts", "artworks", "versions", "asks")[:MAX_SHOWN])
    rights = read_rights(shown, now)
    context = {
        "rows": [row(p, rights[p.pk], asked, request.actor, language, now) for p in shown],
        "shown": asked or usual(today_for(request.actor, now)),
        "asked": asked,
        "query": asked.to_query() if asked else "",
        "watched": {p.pk for p in shown},
        "sheet": False,
    }
    return render(request, "listings/catalogue/watching.html", context)


@require_POST
@member_required
def toggle(request: MemberRequest, public_id: str) -> HttpResponse:
    """Watch, or stop: `on` says which. Back to where the button stood, or the button alone."""
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), public_id=public_id)
    on = WatchForm(request.POST, by=request.actor).read_values()["on"]
    if on:
        watch(programme=programme, by=request.actor, at=timezone.now())
    else:
        unwatch(programme=programme, by=request.actor)
    if request.headers.get("HX-Request"):
        return render(
            request, "listings/catalogue/_watch.html", {"p": programme, "watched": {programme.pk} if on else set()}
        )
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    # A text without a slash would be taken for the name of a page.
    return HttpResponseRedirect(back) if safe else redirect("listings:watching")


def watched_by(request: ActorRequest, keys: list[int]) -> set[int]:
    """Which of these programmes the reader's organisation watches."""
    if request.actor is None:
        return set()
    rows = Watch.objects.visible_to(request.actor).filter(programme__in=keys)
    return set(rows.values_list("programme", flat=True))

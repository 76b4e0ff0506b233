"""The watch list: its page, and the button of every row."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from accounts.days import today_for
from accounts.web.access import MemberRequest, member_required
from listings.catalogue.actions.watchlist import unwatch, watch
from listings.catalogue.web.presenting import usual_request_on
from listings.catalogue.web.row_drawing import draw_watch_button
from listings.catalogue.web.rows import read_rows
from listings.catalogue.web.saved_request import any_usual
from listings.inputs import WatchForm
from listings.models import Programme, Watch

MAX_SHOWN = 200


@member_required
def show_watch_list(request: MemberRequest) -> HttpResponse:
    """What my organisation watches, newest first, against its usual request."""
    now, language = timezone.now(), get_language() or "en"
    asked = any_usual(request)
    kept = Watch.objects.visible_to(request.actor).filter(programme__in=Programme.objects.visible_to(request.actor))
    shown = list(kept.values_list("programme", flat=True)[:MAX_SHOWN])
    context = {
        "rows": read_rows(shown, asked, request.actor, language, now),
        "shown": asked or usual_request_on(today_for(request.actor, now)),
        "asked": asked,
        "query": asked.to_query() if asked else "",
        "sheet": False,
    }
    return render(request, "listings/catalogue/watching.html", context)


@require_POST
@member_required
def toggle_watch(request: MemberRequest, public_id: str) -> HttpResponse:
    """Watch, or stop: `on` says which. Back to where the button stood, or the button alone."""
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), public_id=public_id)
    on = WatchForm(request.POST, by=request.actor).read_values()["on"]
    if on:
        watch(programme=programme, by=request.actor, at=timezone.now())
    else:
        unwatch(programme=programme, by=request.actor)
    if request.headers.get("HX-Request"):
        answer = HttpResponse(draw_watch_button(request.path, programme.original_title, on=on))
        # The page's one form sends all of its buttons; the answer takes the place of the one that was pressed.
        answer.headers["HX-Retarget"] = f'[formaction="{request.path}"]'
        return answer
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    # A text without a slash would be taken for the name of a page.
    return HttpResponseRedirect(back) if safe else redirect("listings:watching")

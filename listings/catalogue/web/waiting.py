"""The waiting list's page, and its buttons on the programme's page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.web.access import MemberRequest, member_required
from listings.catalogue.actions.wait_for import ask_for_dates, leave_waiting, wait_for
from listings.catalogue.queries.waiting import Waiting, standing
from listings.catalogue.web.cards import Card
from listings.catalogue.web.presenting import describe_fit
from listings.catalogue.web.request_bar import summarise_request
from listings.catalogue.web.rows import draw_request
from listings.inputs import AskForDatesForm, WaitForm
from listings.models import Programme, WaitingEntry
from marketplace.kit.problems import Problem


@member_required
def show_waiting_list(request: MemberRequest) -> HttpResponse:
    """What my organisation waits for, and how it stands now."""
    now, language = timezone.now(), get_language() or "en"
    entries = WaitingEntry.objects.visible_to(request.actor).filter(closed_at=None)
    entries = entries.filter(programme__in=Programme.objects.visible_to(request.actor))
    whole = entries.select_related("programme__organisation__seller_terms", "organisation", "user")
    rows = [
        describe_entry(one, language)
        for one in standing(
            whole.prefetch_related("programme__texts", "programme__artworks", "programme__versions")[:200], now
        )
    ]
    return render(request, "listings/catalogue/waiting.html", {"rows": rows})


def describe_entry(one: Waiting, language: str) -> dict[str, object]:
    """An entry in words."""
    text, tone = describe_fit(one.fit, language)
    return {
        "entry": one.entry,
        "card": Card(one.entry.programme, language),
        "summary": summarise_request(one.request, language),
        "sentence": text,
        "tone": tone,
        "free": one.fit.whole,
        "query": one.request.to_query(),
        "strip": draw_request(one.fit, one.request, language),
    }


@require_POST
@member_required
def join_waiting_list(request: MemberRequest, public_id: str) -> HttpResponse:
    """Join the list for the request that was shown."""
    rows = Programme.objects.visible_to(request.actor).select_related("organisation__seller_terms")
    programme = get_object_or_404(rows, public_id=public_id)
    asked = WaitForm(request.POST, by=request.actor).read_values()["request"]
    address = f"{Card(programme, get_language() or 'en').url}?{asked.to_query()}"
    try:
        wait_for(programme=programme, request=asked, by=request.actor, at=timezone.now())
    except Problem as problem:
        messages.warning(request, f"{problem.message()} {problem.advice()}".strip())
        return redirect(address)
    messages.success(request, _("You are on the waiting list. We tell you once, when all of it is free."))
    return redirect(address + "#why-not")


@require_POST
@member_required
def leave_waiting_list(request: MemberRequest, pk: int) -> HttpResponse:
    """Leave the list."""
    entry = get_object_or_404(WaitingEntry.objects.visible_to(request.actor).select_related("programme"), pk=pk)
    leave_waiting(entry=entry, by=request.actor, at=timezone.now())
    messages.success(request, _("You are off the waiting list."))
    if request.POST.get("next") == "programme":
        return redirect(f"{Card(entry.programme, 'en').url}?{entry.request}")
    return redirect("listings:waiting")


@require_POST
@member_required
def ask_seller_for_dates(request: MemberRequest, public_id: str) -> HttpResponse:
    """Ask the seller until when rights are taken."""
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), public_id=public_id)
    asked = AskForDatesForm(request.POST, by=request.actor).read_values()["request"]
    try:
        new = ask_for_dates(programme=programme, request=asked, by=request.actor, at=timezone.now())
    except Problem as problem:
        messages.warning(request, problem.message())
    else:
        messages.success(request, _("The seller was asked for dates.") if new else _("You asked this week already."))
    address = Card(programme, "en").url
    return redirect(f"{address}?{asked.to_query()}#why-not" if asked else address)

"""The member's usual request: where it comes from, and the buttons that keep and forget it."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.days import today_for
from accounts.middleware import ActorRequest
from accounts.web.access import MemberRequest, member_required
from listings.catalogue.actions.usual_request import keep_usual
from listings.catalogue.queries.waiting import request_of
from listings.catalogue.web.request_bar import next_month
from listings.rights.queries.repairs import move_window
from listings.rights.request import AvailsRequest, parse_request
from marketplace.kit.problems import Invalid


def query_of(saved: dict[str, Any]) -> QueryDict:
    """A kept request, as if it stood in the address."""
    query = QueryDict(mutable=True)
    query.update({key: str(value) for key, value in saved.items()})
    return query


def own_usual(request: ActorRequest) -> AvailsRequest | None:
    """The usual request that the member kept."""
    if request.actor is None:
        return None
    today = today_for(request.actor, timezone.now())
    place = next((m for m in request.memberships if m.organisation_id == request.actor.organisation.pk), None)
    return (
        to_come(parse_request(query_of(place.default_request))[0], today) if place and place.default_request else None
    )


def any_usual(request: ActorRequest) -> AvailsRequest | None:
    """The member's usual request, else the organisation's."""
    if request.actor is None:
        return None
    today = today_for(request.actor, timezone.now())
    return own_usual(request) or to_come(parse_request(query_of(request.actor.organisation.default_request))[0], today)


def to_come(asked: AvailsRequest | None, today: date) -> AvailsRequest | None:
    """A kept request whose window has begun asks for as long a window from next month."""
    if asked is None or asked.window.start >= today:
        return asked
    return replace(asked, window=move_window(asked, next_month(today)))


@require_POST
@member_required
def submit_usual_request(request: MemberRequest) -> HttpResponse:
    """Keep the request that was shown, or forget the one that is kept; then back to the catalogue with it."""
    asked = request_of(request.POST.get("request", ""))
    if request.POST.get("forget"):
        keep_usual(request=None, by=request.actor, at=timezone.now())
        messages.success(request, _("Your usual request is forgotten."))
    elif asked is None:
        raise Invalid({"request": [_("Choose rights, territories and a window first.")]})
    else:
        keep_usual(request=asked, by=request.actor, at=timezone.now())
        messages.success(request, _("Kept as your usual request: the catalogue opens with it."))
    return redirect(f"/catalogue/?{asked.to_query()}" if asked else "listings:catalogue")

"""The search of the top bar: a number leads to its deal, contract or invoice; anything else asks the catalogue, for the
request that the page was about."""

import re
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.actors import Actor
from accounts.middleware import ActorRequest
from accounts.places import NumberLookup
from listings.catalogue.web.canonical_query import kept_params
from marketplace.kit.slices import entries_of

NUMBER = re.compile(r"MN-?[A-Z]{1,2}-?[\d-]{4,}", re.ASCII)


@require_safe
def find_by_number(request: ActorRequest) -> HttpResponse:
    """To the one thing that has this number, if the reader may see it; else to the titles that match."""
    text = request.GET.get("q", "").strip()[:200]
    number = text.upper()
    place = find_place(number, request.actor) if NUMBER.fullmatch(number) else ""
    return redirect(
        place or f"{reverse('listings:catalogue')}?{urlencode({'q': text} | kept_params(request.GET), safe=',')}"
    )


def find_place(number: str, actor: Actor | None) -> str:
    """The page of what has this number, whichever slice it is of; "" where the reader has nothing of it."""
    places = (lookup.find(number, actor) for lookup in entries_of(NumberLookup))
    return next(filter(None, places), "")

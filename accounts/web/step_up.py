"""Ask who it is at the act itself, then come back to it with everything that was typed."""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve
from django.views.decorators.http import require_GET

from accounts.factors import FRESH, factor_shown
from accounts.web.access import PersonRequest, person_required
from accounts.web.leading import KEPT, lead_and_return, lead_to_factor, question_pages, safe_next

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponseBase]
LIFE = timedelta(minutes=30)


def factor_required(view: View[P]) -> View[P]:
    """What is sent here asks for a second factor shown in the last 15 minutes; pages to read do not.

    Who has none is led to setting one up. Both ways lead back, and what was sent is done then.
    """

    @wraps(view)
    def door(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "POST" and not factor_shown(request, FRESH):
            return lead_to_factor(request)
        return view(request, *args, **kwargs)

    return door


def asks_again(view: View[P]) -> View[P]:
    """What is sent here asks for the password (the second factor, where there is one) unless that was just asked."""

    @wraps(view)
    def door(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method == "POST" and not did_recently_reauthenticate(request):
            return lead_and_return(request, question_pages(request)[0])
        return view(request, *args, **kwargs)

    return door


@person_required
@require_GET
def go_on(request: PersonRequest) -> HttpResponseBase:
    """Do what was sent before the question, if it still waits; else open the page it was sent from."""
    address = safe_next(request, request.GET.get("next", ""), "home")
    kept = request.session.pop(KEPT, None)
    request.session.pop("after_factor", None)
    if not kept or time.time() - kept["at"] > LIFE.total_seconds():
        return redirect(address)
    return send_again(request, kept["path"], kept["post"])


def send_again(request: HttpRequest, path: str, post: str) -> HttpResponseBase:
    """This request, as if the form had been sent with it. It is the person's own: it passed the same door before."""
    match = resolve(path)
    request.method, request.path, request.path_info = "POST", path, path
    request.GET, request.POST = QueryDict(""), QueryDict(post)
    request.resolver_match = match
    answer: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    return answer

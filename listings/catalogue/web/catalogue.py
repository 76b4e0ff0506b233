"""The catalogue: the request and every filter stand in the address; each answer is also a page."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.days import today_for
from accounts.middleware import ActorRequest
from listings.catalogue.queries.catalogue import FACETS, Answer, Search, chosen_in, search, words_in
from listings.catalogue.queries.search_terms import MAX_TEXT_LENGTH
from listings.catalogue.web.canonical_query import tidy_query
from listings.catalogue.web.facets import list_facets
from listings.catalogue.web.presenting import months_text, usual_request_on
from listings.catalogue.web.request_bar import PICKERS, RequestBar
from listings.catalogue.web.rows import read_rows
from listings.catalogue.web.saved_request import any_usual, own_usual
from listings.catalogue.web.zero_results import advise_relaxations
from listings.policies import may_sort_by_ask
from listings.rights.request import AvailsRequest, parse_request

FARTHEST = 10_000


def show_catalogue(request: ActorRequest) -> HttpResponse:
    """Search and browse. Open to everybody; asks are for verified organisations."""
    now, language = timezone.now(), get_language() or "en"
    asked, errors = parse_request(request.GET)
    if not asked and not errors and "any" not in request.GET:
        asked = any_usual(request)
    wanted = read_search(request.GET, asked, request.actor, language)
    cut = len(request.GET.get("q", "")) > MAX_TEXT_LENGTH
    values, opened = tidy_query(request.GET, asked, wanted), request.GET.get("open", "")
    # The pager and the shell write links from it too.
    request.GET = values  # type: ignore[assignment]  # the stubs know only the query that Django made
    answer, page = find_page(wanted, now)
    facets = list_facets(answer, wanted, values, language, opened)
    if request.headers.get("HX-Target") == f"facet-{opened}":
        options: list[dict[str, Any]] = next((one["options"] for one in facets if one["name"] == opened), [])
        return render(request, "listings/catalogue/_facet.html", {"options": options})
    part = request.headers.get("HX-Target") == "results"
    context = {
        "bar": RequestBar(values, asked, errors, language, today_for(request.actor, now), request.actor, opened=opened),
        "answer": answer,
        "page": page,
        "rows": read_rows([hit.id for hit in answer.page], asked, request.actor, language, now),
        "asked": asked,
        "shown": asked or usual_request_on(today_for(request.actor, now)),
        "text": wanted.text,
        "sort": wanted.sort,
        "sorts": list_sorts(request.actor),
        "facets": facets,
        "cards": values.get("view") == "cards",
        "link": write_links(values),
        "filtered": bool(wanted.chosen),
        "months": months_text(asked.months) if asked else "",
        "advice": advise_relaxations(wanted, answer, language, now),
        "query": asked.to_query() if asked else "",
        "usual": own_usual(request),
        "sheet": True,
        "part": part,
        "cut": MAX_TEXT_LENGTH if cut else 0,
    }
    template = "listings/catalogue/catalogue.html#results" if part else "listings/catalogue/catalogue.html"
    response = render(request, template, context, status=422 if errors else 200)
    if part:
        response.headers["HX-Push-Url"] = f"{request.path}?{values.urlencode(safe=',')}"
    return response


def show_choices(request: ActorRequest, name: str) -> HttpResponse:
    """What one picker of the request bar offers, for the page that opens it."""
    if name not in PICKERS.values():
        raise Http404
    asked, _errors = parse_request(request.GET)
    today = today_for(request.actor, timezone.now())
    bar = RequestBar(request.GET, asked, {}, get_language() or "en", today, request.actor)
    return render(request, f"listings/catalogue/_pick_{name}.html", {"bar": bar})


def find_page(wanted: Search, now: datetime) -> tuple[Answer, Page[int]]:
    """The answer with the page that was asked for; a page beyond the last is the last."""
    answer = search(wanted, at=now)
    page: Page[int] = Paginator(range(answer.total), wanted.size).get_page(wanted.page)
    if page.number != wanted.page:
        answer = search(replace(wanted, page=page.number), at=now)
    return answer, page


def read_search(values: QueryDict, asked: AvailsRequest | None, actor: Actor | None, language: str) -> Search:
    """The search that the address asks for; what is unknown, or not for this reader, is left out."""
    sort, number = values.get("sort", "fit"), values.get("page", "1")
    page = min(int(number), FARTHEST) if number.isascii() and number.isdecimal() and len(number) < 9 else 1
    return Search(
        words_in(values),
        asked,
        chosen_in(values),
        sort if sort in dict(list_sorts(actor)) else "fit",
        language,
        page=max(page, 1),
    )


def list_sorts(actor: Actor | None) -> list[tuple[str, str]]:
    """The orders that the reader may choose, with their names."""
    names = {
        "fit": _("Best fit first"),
        "new": _("Newest"),
        "ask": _("Lowest starting ask"),
        "confirmed": _("Recently confirmed"),
        "title": _("By title"),
    }
    return [(key, name) for key, name in names.items() if key != "ask" or may_sort_by_ask(actor)]


def write_links(values: QueryDict) -> dict[str, str]:
    """The address without its page, its sort, its view, its filters: for links that set these."""

    def without(*names: str) -> str:
        query = values.copy()
        for name in ("page", *names):
            query.pop(name, None)
        return query.urlencode(safe=",")

    return {
        "page": without(),
        "sort": without("sort"),
        "view": without("view"),
        "clear": without(*FACETS),
        "text": without("q"),
    }

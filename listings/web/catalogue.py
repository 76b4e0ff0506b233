"""The catalogue: the request and every filter stand in the address; each answer is also a page."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.middleware import ActorRequest
from listings.models import Programme
from listings.queries.catalogue import FACETS, Answer, Hit, Search, search
from listings.queries.cells import read_rights
from listings.queries.request import AvailsRequest, parse
from listings.web.presenting import Row, months_text, row, usual
from listings.web.request_bar import request_bar
from marketplace.kit.vocab import languages, territories
from marketplace.kit.vocab.programmes import GENRES, KINDS

PAGE = 20
SORTS = ("fit", "new", "confirmed", "title")


def catalogue(request: ActorRequest) -> HttpResponse:
    """Search and browse. Open to everybody; asks are for verified organisations."""
    now, language = timezone.now(), get_language() or "en"
    asked, errors = parse(request.GET)
    if not asked and not errors and request.actor and not request.GET.keys() & {"q", "any"}:
        asked, _none = parse(query_of(request.actor.organisation.default_request))
    wanted = search_of(request.GET, asked, language)
    answer = search(wanted, at=now)
    page = Paginator(answer.hits, PAGE).get_page(request.GET.get("page"))
    context = {
        "bar": request_bar(request.GET, asked, errors, language, now.date()),
        "answer": answer, "page": page, "rows": rows_of(list(page), asked, request, language, now),
        "asked": asked, "shown": asked or usual(now.date()), "text": wanted.text, "sort": wanted.sort,
        "sorts": sorts(), "facets": facets(answer, wanted, request.GET, language), "cards": request.GET.get("view") == "cards",
        "link": links(request.GET), "filtered": bool(wanted.chosen), "months": months_text(asked.months) if asked else "",
        "empty": empty_advice(asked, answer, wanted, now), "query": asked.to_query() if asked else "",
    }  # fmt: skip
    template = (
        "listings/catalogue.html#results"
        if request.headers.get("HX-Target") == "results"
        else "listings/catalogue.html"
    )
    return render(request, template, context, status=422 if errors else 200)


def query_of(saved: dict[str, Any]) -> QueryDict:
    """An organisation's usual request, as if it stood in the address."""
    query = QueryDict(mutable=True)
    query.update({key: str(value) for key, value in saved.items()})
    return query


def search_of(values: QueryDict, asked: AvailsRequest | None, language: str) -> Search:
    """The search that the address asks for; unknown values are left out."""
    chosen = {name: frozenset(values.getlist(name)[:40]) for name in FACETS if values.getlist(name)}
    sort = values.get("sort", "fit")
    text = values.get("q", "").replace("\x00", "")[:300]
    return Search(text, asked, chosen, sort if sort in SORTS else "fit", language)


def rows_of(
    hits: list[Hit], asked: AvailsRequest | None, request: ActorRequest, language: str, now: datetime
) -> list[Row]:
    """The page's rows, read with one query a kind; what is gone since the search is left out."""
    found = Programme.objects.visible_to(request.actor).select_related("organisation")
    found = found.prefetch_related("texts", "artworks", "versions", "asks")
    programmes = found.in_bulk([hit.id for hit in hits])
    rights = read_rights(programmes.values(), now)
    return [
        row(programmes[hit.id], rights[hit.id], asked, request.actor, language, now)
        for hit in hits
        if hit.id in programmes
    ]


def sorts() -> list[tuple[str, str]]:
    names = {
        "fit": _("Best fit first"),
        "new": _("Newest"),
        "confirmed": _("Recently confirmed"),
        "title": _("By title"),
    }
    return list(names.items())


def facet_names() -> dict[str, str]:
    return {
        "kind": _("Type"), "genre": _("Genre"), "origin": _("Origin"), "language": _("Original language"),
        "decade": _("Year"), "extra": _("Ready"),
    }  # fmt: skip


def value_name(facet: str, value: str, language: str) -> str:
    """A facet's value in words."""
    if facet == "kind":
        return str(KINDS.get(value, value))
    if facet == "genre":
        return str(GENRES.get(value, value))
    if facet == "origin":
        return territories.name(value, language)
    if facet == "language":
        return languages.name(value, language)
    if facet == "decade":
        return f"{value}–{int(value) + 9}"
    return {"ask": _("With an ask"), "chinese": _("Chinese version ready")}[value]


def facets(answer: Answer, wanted: Search, values: QueryDict, language: str) -> list[dict[str, Any]]:
    """Each facet with its values and counts, the chosen ones first; a value that leaves nothing stays visible with 0."""
    found = []
    for name, label in facet_names().items():
        counts, chosen = answer.facets[name], wanted.chosen.get(name, frozenset())
        known = [v for v in chosen if v not in counts and is_value(name, v)]
        ordered = sorted(counts, key=lambda v: (v not in chosen, -counts[v], v))
        options = [
            {"value": v, "name": value_name(name, v, language), "count": counts[v], "on": v in chosen, "url": toggled(values, name, v)}
            for v in [*known, *ordered][:30]
        ]  # fmt: skip
        on = [option for option in options if option["on"]]
        found.append({"name": name, "label": label, "options": options, "on": on})
    return found


def is_value(facet: str, value: str) -> bool:
    """Is it a value that the facet could have?"""
    tables = {
        "kind": KINDS,
        "genre": GENRES,
        "origin": territories.codes,
        "language": languages.codes,
        "extra": ("ask", "chinese"),
    }
    return value in tables[facet] if facet in tables else value.isdecimal() and len(value) == 4


def toggled(values: QueryDict, name: str, value: str) -> str:
    """The address with this value chosen, or no longer."""
    query = values.copy()
    query.pop("page", None)
    chosen = query.getlist(name)
    query.setlist(name, [v for v in chosen if v != value] if value in chosen else [*chosen, value])
    return "?" + query.urlencode()


def links(values: QueryDict) -> dict[str, str]:
    """The address without its page, its sort, its view, its filters: for links that set these."""

    def without(*names: str) -> str:
        query = values.copy()
        for name in ("page", *names):
            query.pop(name, None)
        return query.urlencode()

    return {
        "page": without(),
        "sort": without("sort"),
        "view": without("view"),
        "clear": without(*FACETS),
        "text": without("q"),
    }


def empty_advice(asked: AvailsRequest | None, answer: Answer, wanted: Search, now: datetime) -> list[tuple[str, str]]:
    """When nothing matches: (sentence, address) of requests that would find something, best first."""
    if answer.hits:
        return []
    tries: list[tuple[str, Search]] = []
    if wanted.chosen:
        tries.append((_("Without filters"), Search(wanted.text, asked, {}, wanted.sort, wanted.language)))
    if asked and wanted.text:
        tries.append((_("Any words"), Search("", asked, wanted.chosen, wanted.sort, wanted.language)))
    if wanted.text or asked:
        tries.append((_("Everything on offer"), Search()))
    found = [(name, other, len(search(other, at=now).hits)) for name, other in tries]
    return [(f"{name} ({count})", address(other)) for name, other, count in found if count]


def address(wanted: Search) -> str:
    """A search as an address."""
    values: dict[str, Any] = {"q": wanted.text} if wanted.text else {}
    values |= wanted.request.to_params() if wanted.request else {"any": "1"}
    values |= {name: sorted(chosen) for name, chosen in wanted.chosen.items()}
    return "?" + urlencode(values, doseq=True, safe=",")

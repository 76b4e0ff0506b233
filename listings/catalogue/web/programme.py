"""The programme's page: what it is, what can be licensed, and for every no the reason and what to do instead."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.days import today_for
from accounts.middleware import ActorRequest
from listings.catalogue.web.availability import VIEWS, Drawing, draw_matrix, draw_places, draw_tiles, draw_timelines
from listings.catalogue.web.avails_texts import spoken_obstacle, spoken_repair
from listings.catalogue.web.cards import Card
from listings.catalogue.web.presenting import describe_fit, open_sentence
from listings.catalogue.web.request_bar import RequestBar, any_request
from listings.models import Programme, WaitingEntry
from listings.policies import may_edit, may_see_asks
from listings.programmes.queries.seasons import seasons_of
from listings.rights.queries.answers import Fit, is_unconfirmed, price_request
from listings.rights.queries.cells import read_rights
from listings.rights.queries.reader_answers import Told, rights_told
from listings.rights.queries.repairs import find_obstacles, find_repairs
from listings.rights.request import AvailsRequest, parse_request
from listings.rights.selection import Selection, read_selection, whole_selection
from marketplace.kit.formats import format_window
from marketplace.kit.interface_languages import offered_language
from marketplace.vocabularies import languages, territories
from marketplace.vocabularies.programmes import CREDIT_ROLES, IDENTIFIER_SCHEMES, PERMITS


@dataclass(frozen=True)
class Asking:
    """One programme and what the address asks of it. `asked` None: nothing; `shown` is then what the bar says: any right in
    any territory of the region."""

    found: Programme
    asked: Selection | None
    shown: Selection
    told: Told
    fit: Fit
    errors: dict[str, str]


def show_programme(request: ActorRequest, public_id: str) -> HttpResponse:
    """One programme. Open to everybody while it is published, to its seller always."""
    now, language = timezone.now(), get_language() or "en"
    found = get_object_or_404(visible_programmes(request), public_id=public_id)
    asking = read_asking(request, found, now)
    context = describe_programme(found, language) | answer_context(request, asking, now, language)
    context |= drawing_context(request.GET.get("view", ""), asking, language)
    part = request.headers.get("HX-Target") == "title-body"
    context |= {"part": part, "sheet": True}
    template = "listings/catalogue/programme.html#body" if part else "listings/catalogue/programme.html"
    response = render(request, template, context, status=422 if asking.errors else 200)
    if part:
        response.headers["HX-Push-Url"] = request.get_full_path()
    return response


def read_asking(request: ActorRequest, found: Programme, now: datetime) -> Asking:
    """What the address asks, answered as this reader may know it."""
    asked, errors = parse_request(request.GET)
    picked = read_selection(asked, request.GET) if asked else None
    shown = picked or whole_selection(any_request(today_for(request.actor, now)))
    told = rights_told(read_rights([found], now)[found.pk], found, request.actor)
    return Asking(found, picked, shown, told, told.fit(shown), errors)


def answer_context(request: ActorRequest, asking: Asking, now: datetime, language: str) -> dict[str, Any]:
    """The answer to the request: the sentence, the ask, why not, what instead."""
    found, asked, shown, report = asking.found, asking.asked, asking.shown, asking.fit
    text, tone = (describe_fit if asked else open_sentence)(report, language)
    sees = may_see_asks(request.actor, found)
    asks = list(found.asks.all())
    return {
        "bar": RequestBar(
            request.GET,
            asked,
            asking.errors,
            language,
            today_for(request.actor, now),
            request.actor,
            opened=request.GET.get("open", ""),
        ),
        "asked": asked,
        "shown": shown,
        "fit": report,
        "sentence": text,
        "tone": tone,
        "dates": asking.told.reader.dates,
        "ask": price_request(found, asks, shown) if sees and asked else None,
        "asks_hidden": not sees,
        "has_asks": bool(asks),
        "stale": is_unconfirmed(found, now),
        "own": bool(request.actor and may_edit(request.actor, found)),
        "query": asked.to_query() if asked else "",
        "window": format_window(shown.window.start, shown.window.end, language),
        "rights": _("Any right") if shown.any_media else ", ".join(shown.media),
        "places": _("Any territory") if shown.any_territory else short_list(shown.territories),
        "grade": str(shown.grade.label),
        "waits": find_waiting_entry(request, found, asked),
    } | why_context(asking, language)


def why_context(asking: Asking, language: str) -> dict[str, Any]:
    """Everything in the way of the request, and the nearest requests that work."""
    if asking.asked is None or asking.fit.whole:
        return {"obstacles": [], "repairs": []}
    shown, told = asking.shown, asking.told
    found = find_obstacles(told, shown)
    return {
        "obstacles": [spoken_obstacle(one, shown, language, dates=told.reader.dates) for one in found[:12]],
        "repairs": [spoken_repair(r, shown, asking.found, language) for r in find_repairs(told, shown, asking.fit)],
    }


def drawing_context(chosen: str, asking: Asking, language: str) -> dict[str, Any]:
    """The drawing that was chosen, and the switch between the three. A phone gets a list until it chooses the matrix."""
    view = chosen if chosen in VIEWS else VIEWS[0]
    drawing = Drawing(asking.told, asking.shown, asking.asked, language, view)
    drawn = {"matrix": draw_matrix, "timeline": draw_timelines, "tiles": draw_tiles}[view](drawing)
    query = asking.asked.to_query() if asking.asked else ""
    names = {"matrix": _("Matrix"), "timeline": _("Timeline"), "tiles": _("Tiles")}
    switch = [
        {"label": names[v], "url": f"?{query}{'&' if query else ''}view={v}", "current": v == view} for v in VIEWS
    ]
    phone = draw_places(drawing) if chosen not in VIEWS else []
    return {"view": view, "drawn": drawn, "switch": switch, "phone": phone}


def find_waiting_entry(request: ActorRequest, found: Programme, asked: AvailsRequest | None) -> WaitingEntry | None:
    """The organisation's open entry on the waiting list for exactly this request."""
    if request.actor is None or asked is None:
        return None
    entries = WaitingEntry.objects.filter(programme=found, organisation=request.actor.organisation, closed_at=None)
    return entries.filter(request=asked.to_query()).first()


def short_list(codes: tuple[str, ...]) -> str:
    """The first codes of a long list."""
    return ", ".join(codes[:12]) + (" …" if len(codes) > 12 else "")


def visible_programmes(request: ActorRequest) -> Any:
    """Programmes the reader may see, with all that the page shows."""
    rows = Programme.objects.visible_to(request.actor).select_related("organisation__seller_terms")
    return rows.prefetch_related(
        "texts", "artworks", "versions", "asks", "credits", "awards", "identifiers", "permits", "ratings"
    )


def describe_programme(found: Programme, language: str) -> dict[str, Any]:
    """Story, people and papers, in words."""
    texts = [t for t in found.texts.all() if t.synopsis or t.logline]
    mine = offered_language(language).tag
    texts.sort(key=lambda t: (t.language != mine, t.language != "en", t.language))
    return {
        "programme": found,
        "card": Card(found, language),
        "texts": texts,
        "credits": [(str(CREDIT_ROLES.get(c.role, c.role)), c) for c in found.credits.all()],
        "identifiers": [(str(IDENTIFIER_SCHEMES.get(i.scheme, i.scheme)), i) for i in found.identifiers.all()],
        "permits": [
            (territories.name(p.territory, language), str(PERMITS.get(p.kind, p.kind)), p) for p in found.permits.all()
        ],
        "ratings": [(territories.name(r.territory, language), r) for r in found.ratings.all()],
        "versions": [(languages.language_autonym(v.language) if v.language else "", v) for v in found.versions.all()],
        "seasons": seasons_of(found),
        "original_language": languages.name(found.original_language, language),
    }

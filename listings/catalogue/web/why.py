"""Why one cell is not free, until when, and what would work: as a fragment, or as a page of its own."""

from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language

from accounts.days import today_for
from accounts.middleware import ActorRequest
from listings.catalogue.web.availability import window_share, year_marks
from listings.catalogue.web.avails_texts import spoken_obstacle, spoken_repair
from listings.catalogue.web.cards import Card
from listings.catalogue.web.presenting import cell_name, draw_segments, state_name, worst_state
from listings.catalogue.web.request_bar import any_request
from listings.models import Programme
from listings.rights.queries.cells import read_rights
from listings.rights.queries.reader_answers import rights_told
from listings.rights.queries.repairs import find_obstacles, find_repairs
from listings.rights.request import AvailsRequest, Cell, parse_request
from listings.rights.selection import of_cells, read_selection
from marketplace.kit.formats import format_date
from marketplace.kit.periods import Period
from marketplace.kit.problems import Invalid
from marketplace.vocabularies import media, territories

LATEST_YEAR = 2199


def explain_cell(request: ActorRequest, public_id: str) -> HttpResponse:
    """One cell of the request in the address: what is in the way, and what to do."""
    now, language = timezone.now(), get_language() or "en"
    rows = Programme.objects.visible_to(request.actor).select_related("organisation__seller_terms")
    found = get_object_or_404(rows.prefetch_related("texts"), public_id=public_id)
    cell = chosen_cell(request.GET.get("cell", ""))
    asked, errors = parse_request(request.GET)
    if errors:
        raise Invalid({name: [text] for name, text in errors.items()})
    asked = asked or any_request(today_for(request.actor, now))
    wanted = of_cells(asked, {cell}) or asked
    told = rights_told(read_rights([found], now)[found.pk], found, request.actor)
    result, dates = told.answer(cell, wanted), told.reader.dates
    ahead = ahead_of(wanted) if dates else wanted.window
    context = {
        "programme": found,
        "card": Card(found, language),
        "result": result,
        "name": cell_name(cell, language),
        "kind": worst_state(result.segments),
        "state": state_name(worst_state(result.segments)),
        "cell": f"{cell[0]}:{cell[1]}",
        "obstacles": [spoken_obstacle(one, wanted, language, dates=dates) for one in find_obstacles(told, wanted)],
        "free_from": format_date(result.free_from, language) if result.free_from and not result.free else "",
        "drawn": draw_segments(told.line(cell, ahead, wanted), ahead, cell_name(cell, language), language),
        "marks": year_marks(ahead),
        "window": window_share(wanted.window, ahead),
        "dates": dates,
        "repairs": [spoken_repair(r, wanted, found, language) for r in find_repairs(told, wanted)][:3],
        "query": wanted.to_query(),
        "rest": rest_of(asked, cell, request.GET),
        "own": bool(request.actor and request.actor.organisation.pk == found.organisation_id),
    }
    part = bool(request.headers.get("HX-Request"))
    return render(
        request, "listings/catalogue/why.html#why" if part else "listings/catalogue/why.html", context | {"part": part}
    )


def rest_of(asked: AvailsRequest, cell: Cell, values: QueryDict) -> str:
    """The page's query without the cell; nothing where the cell is not asked for, or is all that is."""
    picked = set(read_selection(asked, values).cells)
    rest = of_cells(asked, picked - {cell}) if cell in picked else None
    return rest.to_query() if rest else ""


def ahead_of(wanted: AvailsRequest) -> Period:
    """From the start of the window's year to two years after the window, six years at least."""
    first = wanted.window.start.year
    last = min(max(first + 6, wanted.window.until.year + 2), LATEST_YEAR)
    return Period(date(first, 1, 1), date(last, 1, 1))


def chosen_cell(text: str) -> Cell:
    """MEDIUM:TERRITORY from the address, or the first of each."""
    medium, _colon, territory = text.partition(":")
    good = medium in media.VOCABULARY and territory in territories.VOCABULARY
    return (medium, territory) if good else (media.codes[0], territories.codes[0])

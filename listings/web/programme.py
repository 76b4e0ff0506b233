"""The programme's page: what it is, and the matrix of what can be licensed, with the reason for every no."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.middleware import ActorRequest
from listings.models import Programme
from listings.policies import may_edit, may_see_asks
from listings.queries.answers import Repair, answer, fit, free_again, price, repairs, unconfirmed
from listings.queries.cells import Cell, Rights, read_rights, timeline
from listings.queries.request import AvailsRequest, parse
from listings.web.presenting import Bar, Card, bar, cell_name, sentence, state_name, usual, words
from listings.web.request_bar import next_month, request_bar
from marketplace.kit.formats import format_date, format_window
from marketplace.kit.periods import Period
from marketplace.kit.vocab import languages, media, territories
from marketplace.kit.vocab.programmes import CREDIT_ROLES, IDENTIFIER_SCHEMES, PERMITS

MATRIX_YEARS = 4


def programme(request: ActorRequest, public_id: str) -> HttpResponse:
    """One programme. Open to everybody while it is published, to its seller always."""
    now, language = timezone.now(), get_language() or "en"
    found = get_object_or_404(whole(request), public_id=public_id)
    asked, errors = parse(request.GET)
    rights = read_rights([found], now)[found.pk]
    mine = request.actor.organisation.pk if request.actor else None
    shown = asked or usual(now.date())
    report = fit(rights, shown, mine=mine)
    text, tone = sentence(report, language)
    asks = list(found.asks.all())
    sees = may_see_asks(request.actor, found)
    context = facts(found, language) | {
        "bar": request_bar(request.GET, asked, errors, language, now.date()),
        "asked": asked, "shown": shown, "fit": report, "sentence": text, "tone": tone,
        "matrix": matrix(rights, shown, asked, now, mine, language), "matrix_note": matrix_note(shown, language),
        "ask": price(found, asks, shown) if sees and asked else None, "asks_hidden": not sees, "has_asks": bool(asks),
        "repairs": [spoken(r, found, language) for r in repairs(rights, shown)] if asked and not report.whole else [],
        "stale": unconfirmed(found, now), "own": bool(request.actor and may_edit(request.actor, found)),
        "query": asked.to_query() if asked else "", "window": format_window(shown.window.start, shown.window.end, language),
    }  # fmt: skip
    return render(request, "listings/programme.html", context, status=422 if errors else 200)


def whole(request: ActorRequest) -> Any:
    """Programmes the reader may see, with all that the page shows."""
    rows = Programme.objects.visible_to(request.actor).select_related("organisation")
    return rows.prefetch_related(
        "texts", "artworks", "versions", "asks", "credits", "awards", "identifiers", "permits", "ratings", "seasons"
    )


def facts(found: Programme, language: str) -> dict[str, Any]:
    """Story, people and papers, in words."""
    texts = [t for t in found.texts.all() if t.synopsis or t.logline]
    mine = "zh-Hans" if language.startswith("zh") else language
    texts.sort(key=lambda t: (t.language != mine, t.language != "en", t.language))
    return {
        "programme": found, "card": Card(found, language), "texts": texts,
        "credits": [(str(CREDIT_ROLES.get(c.role, c.role)), c) for c in found.credits.all()],
        "identifiers": [(str(IDENTIFIER_SCHEMES.get(i.scheme, i.scheme)), i) for i in found.identifiers.all()],
        "permits": [(territories.name(p.territory, language), str(PERMITS.get(p.kind, p.kind)), p) for p in found.permits.all()],
        "ratings": [(territories.name(r.territory, language), r) for r in found.ratings.all()],
        "versions": [(languages.autonym(v.language) if v.language else "", v) for v in found.versions.all()],
        "original_language": languages.name(found.original_language, language),
    }  # fmt: skip


def matrix(
    rights: Rights, shown: AvailsRequest, asked: AvailsRequest | None, now: datetime, mine: int | None, language: str
) -> dict[str, Any]:
    """Rows of media x columns of the home territories (and others asked for); each cell is four years of time."""
    span = matrix_span(shown)
    columns = [*territories.HOME, *(t for t in shown.territories if t not in territories.HOME)]
    rows = [*media.USUAL, *(m for m in shown.media if m not in media.USUAL)]
    wanted = set(asked.cells) if asked else set()
    return {
        "columns": [
            {"code": t, "name": territories.short_name(t, language), "asked": bool(asked and t in asked.territories)} for t in columns
        ],
        "rows": [
            {
                "code": m, "name": media.name(m, language), "definition": media.definition(m, language),
                "cells": [
                    {
                        "cell": f"{m}:{t}", "t": t, "m": m, "asked": (m, t) in wanted,
                        "col": bool(asked and t in asked.territories),
                        "bar": cell_bar(rights, (m, t), span, shown, mine, language),
                    }
                    for t in columns
                ],
            }
            for m in rows
        ],
    }  # fmt: skip


def matrix_span(shown: AvailsRequest) -> Period:
    """Four years from the start of the window's year."""
    year = shown.window.start.year
    return Period(date(year, 1, 1), date(year + MATRIX_YEARS, 1, 1))


def matrix_note(shown: AvailsRequest, language: str) -> str:
    span = matrix_span(shown)
    return _("Each cell is %(first)s to %(last)s") % {"first": span.start.year, "last": span.until.year - 1}


def cell_bar(rights: Rights, cell: Cell, span: Period, shown: AvailsRequest, mine: int | None, language: str) -> Bar:
    """One cell of the matrix."""
    line = timeline(rights, cell, span, languages=frozenset(shown.languages), exclusive=shown.exclusive, mine=mine)
    return bar(line, span, cell_name(cell, language), language)


def spoken(repair: Repair, found: Programme, language: str) -> dict[str, Any]:
    """A repair as a sentence with its address."""
    asked = repair.request
    sentences = {
        "later": _("Start on %(day)s") % {"day": format_date(asked.window.start, language)},
        "shorter": _("End on %(day)s") % {"day": format_date(asked.window.last_day or asked.window.start, language)},
        "fewer": _("Only %(media)s in %(territories)s") % {"media": ", ".join(asked.media), "territories": ", ".join(asked.territories[:6])},
        "nonexclusive": _("Non-exclusive"),
    }  # fmt: skip
    return {"text": sentences[repair.kind], "query": asked.to_query(), "cells": repair.cells}


def why(request: ActorRequest, public_id: str) -> HttpResponse:
    """Why a cell is not free, until when, and what would work: as a fragment, or as a page of its own."""
    now, language = timezone.now(), get_language() or "en"
    found = get_object_or_404(
        Programme.objects.visible_to(request.actor).prefetch_related("texts"), public_id=public_id
    )
    asked, _errors = parse(request.GET)
    cell = chosen_cell(request.GET.get("cell", ""))
    base = asked or usual(now.date())
    wanted = AvailsRequest((cell[0],), (cell[1],), base.window, base.exclusive, base.languages)
    rights, mine = read_rights([found], now)[found.pk], request.actor.organisation.pk if request.actor else None
    result = answer(rights, cell, wanted, mine=mine)
    ahead = Period(next_month(now.date()), date(wanted.window.start.year + 6, 1, 1))
    line = timeline(rights, cell, ahead, languages=frozenset(wanted.languages), exclusive=wanted.exclusive, mine=mine)
    context = {
        "programme": found, "card": Card(found, language), "result": result, "name": cell_name(cell, language),
        "state": state_name(result.worst.state) if not result.free else state_name("free"), "kind": result.worst.state,
        "reasons": [words(s, language) for s in result.segments if s.state != "free"],
        "free_from": free_again(rights, cell, wanted), "bar": bar(line, ahead, cell_name(cell, language), language),
        "years": range(ahead.start.year, ahead.until.year + 1), "confirmed": found.rights_confirmed_at,
        "repairs": [spoken(r, found, language) for r in repairs(rights, wanted)] if not result.free else [],
    }  # fmt: skip
    template = "listings/why.html#why" if request.headers.get("HX-Request") else "listings/why.html"
    return render(request, template, context)


def chosen_cell(text: str) -> Cell:
    """MEDIUM:TERRITORY from the address, or the first of each."""
    medium, _colon, territory = text.partition(":")
    good = medium in media.VOCABULARY and territory in territories.VOCABULARY
    return (medium, territory) if good else (media.codes[0], territories.codes[0])

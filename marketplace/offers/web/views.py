"""The offer sheet: terms on the left, the live check on the right; sending is one click."""

from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from accounts.days import today_for
from accounts.web.doors import MemberRequest, member_required
from accounts.web.leading import go
from listings.models import Programme
from listings.policies import may_see_asks
from listings.queries.answers import price
from listings.queries.request import parse
from listings.queries.selection import pick
from listings.web.presenting import Card, usual
from marketplace.kit.limits import limits_of
from marketplace.kit.money import Money
from marketplace.kit.problems import Invalid, Problem
from marketplace.kit.vocab import territories
from marketplace.offers import actions
from marketplace.offers.policies import may_offer
from marketplace.offers.queries import conflicts
from marketplace.offers.reading import read_terms
from marketplace.offers.terms import Terms
from marketplace.offers.web.alternatives import apply_repair, find_alternatives, request_values
from marketplace.offers.web.fields import posted_terms, terms_fields

# A fee that every plan can divide, while none is typed; and what a fee per hour is rounded down to, in minor units.
STAND_IN_INSTALMENTS, MINUTES_PER_HOUR, HOURLY_STEP = 10, 60, 100


@member_required
def new_offer(request: MemberRequest, public_id: str) -> HttpResponse:
    """Make an offer for a programme. GET fills the sheet from the request in the address; POST sends it."""
    programme = get_object_or_404(visible_programmes(request), public_id=public_id)
    if request.method != "POST":
        return render_sheet(request, programme, read_first_values(request, programme))
    raw, now = posted_terms(request.POST), timezone.now()
    if request.POST.get("repair"):
        return render_sheet(request, programme, apply_repair(raw, request.POST["repair"]))
    if request.POST.get("only_free"):
        return render_sheet(
            request, programme, raw | {"cells": summarise_terms(request, programme, raw, now).get("keep", raw["cells"])}
        )
    try:
        terms = read_terms(raw, today=today_for(request.actor, now), language=get_language() or "en")
        offer = actions.submit_offer(
            programme=programme, terms=terms, message=request.POST.get("message", "")[:4000], by=request.actor, at=now,
            client_key=request.POST.get("key", "")[:64] or None,
        )  # fmt: skip
    except Problem as problem:
        return render_sheet(request, programme, raw, problem=problem)
    return go(request, reverse("room:deal", args=[offer.public_id]))


def visible_programmes(request: MemberRequest) -> Any:
    """Programmes the reader may see, with what the sheet shows."""
    rows = Programme.objects.visible_to(request.actor).select_related("organisation__seller_terms")
    return rows.prefetch_related("texts", "artworks", "versions", "asks")


def read_first_values(request: MemberRequest, programme: Programme) -> dict[str, Any]:
    """The sheet's first values: the request in the address, languages of its territories, the ask as the fee."""
    whole = parse(request.GET)[0]
    asked = pick(whole, request.GET) if whole else usual(today_for(request.actor, timezone.now()))
    ask = price(programme, list(programme.asks.all()), asked) if may_see_asks(request.actor, programme) else None
    spoken = asked.languages or tuple(sorted({territories.LANGUAGES.get(t, "en") for t in asked.territories}))
    return {
        **request_values(asked), "languages": list(spoken), "fee": str(ask.units) if ask else "",
        "currency": programme.currency, "plan": "50_50",
    }  # fmt: skip


def render_sheet(
    request: MemberRequest, programme: Programme, raw: dict[str, Any], *, problem: Problem | None = None
) -> HttpResponse:
    """The offer sheet with its live summary: a page, or what stands in the side sheet of another page."""
    language, now = get_language() or "en", timezone.now()
    context = summarise_terms(request, programme, raw, now) | {
        "programme": programme, "card": Card(programme, language), "fields": terms_fields(raw, None, programme, language),
        "problem": problem, "message": request.POST.get("message", ""), "key": request.POST.get("key") or uuid4().hex,
        "errors": getattr(problem, "errors", {}),
    }  # fmt: skip
    template = "offers/new.html#sheet" if request.headers.get("HX-Target") == "offer-body" else "offers/new.html"
    return render(request, template, context, status=problem.status if problem else 200)


@member_required
def check_terms(request: MemberRequest, public_id: str) -> HttpResponse:
    """The live summary alone: conflicts with the exact cells, the ask beside the offer."""
    programme = get_object_or_404(visible_programmes(request), public_id=public_id)
    context = summarise_terms(request, programme, posted_terms(request.POST), timezone.now())
    return render(request, "offers/new.html#summary", context | {"programme": programme})


def summarise_terms(request: MemberRequest, programme: Programme, raw: dict[str, Any], now: datetime) -> dict[str, Any]:
    """What the terms mean, checked now; {"invalid": ...} while they are incomplete."""
    language = get_language() or "en"
    try:
        terms, missing = read_without_fee(raw, today_for(request.actor, now), language)
    except Invalid as problem:
        return {"invalid": problem.errors, "terms": None, "may_offer": may_offer(request.actor, programme)}
    line, sees = terms.line, may_see_asks(request.actor, programme)
    ask = price(programme, list(programme.asks.all()), line.request) if sees else None
    taken = conflicts(terms, {1: programme}, at=now)
    minutes = (programme.minutes or 0) * (programme.episode_count or 1)
    return {
        "terms": terms, "taken": taken, "ask": ask, "cells": len(line.cells), "free": len(line.cells) - len(taken),
        "keep": [f"{m}:{t}" for m, t in sorted(line.cells - set(taken))], "per_hour": fee_per_hour(terms.fee, minutes),
        "may_offer": may_offer(request.actor, programme), "missing": missing,
    } | (find_alternatives(line, programme, request.actor, language, now) if taken else {})  # fmt: skip


def read_without_fee(raw: dict[str, Any], today: date, language: str) -> tuple[Terms, list[str]]:
    """The terms, and what is wrong with the fee: what is free can be said before one names a price. Raises Invalid."""
    try:
        return read_terms(raw, today=today, language=language), []
    except Invalid as problem:
        if problem.errors.keys() != {"fee"}:
            raise
        currency = raw["currency"].upper()
        payable = str(Money(limits_of(currency).part * STAND_IN_INSTALMENTS, currency).units)
        return read_terms(raw | {"fee": payable}, today=today, language=language), problem.errors["fee"]


def fee_per_hour(fee: Money, minutes: int) -> Money | None:
    """The fee for an hour of programme, rounded down to HOURLY_STEP; None for one without a length."""
    if not minutes:
        return None
    return Money(fee.minor * MINUTES_PER_HOUR // minutes // HOURLY_STEP * HOURLY_STEP, fee.currency)

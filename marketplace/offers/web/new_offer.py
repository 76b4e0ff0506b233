"""The offer sheet: terms on the left, the live check on the right; sending is one click."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from accounts.days import today_for
from accounts.web.access import MemberRequest, member_required
from accounts.web.leading import redirect_page
from listings.catalogue.web.cards import Card
from listings.catalogue.web.presenting import usual_request_on
from listings.models import Programme
from listings.policies import may_see_asks
from listings.rights.queries.answers import price_request
from listings.rights.request import AvailsRequest, parse_request
from listings.rights.selection import read_selection
from marketplace.kit.inputs import InputForm
from marketplace.kit.money import Money
from marketplace.kit.problems import Invalid, Problem
from marketplace.offers import actions
from marketplace.offers.inputs import OfferForm, TermsForm
from marketplace.offers.policies import may_offer
from marketplace.offers.queries import conflicts
from marketplace.offers.web.alternatives import apply_repair, find_alternatives, request_values
from marketplace.vocabularies import territories

# What a fee per hour is rounded down to, in minor units.
MINUTES_PER_HOUR, HOURLY_STEP = 60, 100


@member_required
def new_offer(request: MemberRequest, public_id: str) -> HttpResponse:
    """Make an offer for a programme. GET fills the sheet from the request in the address; POST sends it."""
    programme, now = get_object_or_404(visible_programmes(request), public_id=public_id), timezone.now()
    if request.method != "POST":
        return render_sheet(request, programme, fill_sheet(request, read_first_values(request, programme)))
    form = OfferForm(request.POST, by=request.actor, at=now)
    if changed := change_terms(request, programme, form.sections["terms"]):
        return render_sheet(request, programme, fill_sheet(request, changed))
    try:
        values = form.read_values()
        offer = actions.submit_offer(
            programme=programme,
            terms=values["terms"]["terms"],
            message=values["message"],
            by=request.actor,
            at=now,
            client_key=values["key"] or None,
        )
    except Problem as problem:
        form.show_refusal(problem)
        return render_sheet(request, programme, form, problem=problem)
    return redirect_page(request, reverse("offers:deal", args=[offer.public_id]))


def fill_sheet(request: MemberRequest, terms: dict[str, Any]) -> OfferForm:
    """The sheet with these terms, and the message as it was typed."""
    kept = {"message": request.POST.get("message", ""), "key": request.POST.get("key") or uuid4().hex}
    return OfferForm(by=request.actor, at=timezone.now(), initial={"terms": terms, **kept})


def change_terms(request: MemberRequest, programme: Programme, typed: InputForm) -> dict[str, Any] | None:
    """The typed terms after a repair, or with their free cells alone, where that was asked for; else None."""
    if request.POST.get("repair"):
        return apply_repair(typed.get_raw_values(), request.POST["repair"])
    if request.POST.get("only_free"):
        raw = typed.get_raw_values()
        return raw | {"cells": summarise_terms(request, programme, raw, timezone.now()).get("keep", raw["cells"])}
    return None


def visible_programmes(request: MemberRequest) -> Any:
    """Programmes the reader may see, with what the sheet shows."""
    rows = Programme.objects.visible_to(request.actor).select_related("organisation__seller_terms")
    return rows.prefetch_related("texts", "artworks", "versions", "asks")


def read_request(request: MemberRequest) -> AvailsRequest:
    """The request in the address. Who names no right offers for the usual one: an offer says what it is for.

    Raises Invalid for a request that cannot be read.
    """
    usual, (whole, errors) = usual_request_on(today_for(request.actor, timezone.now())), parse_request(request.GET)
    if errors:
        raise Invalid({name: [text] for name, text in errors.items()})
    if whole is None:
        return usual
    return read_selection(whole if request.GET.get("r") else replace(whole, media=usual.media), request.GET)


def read_first_values(request: MemberRequest, programme: Programme) -> dict[str, Any]:
    """The sheet's first values: the request in the address, languages of its territories, the ask as the fee."""
    asked = read_request(request)
    ask = (
        price_request(programme, list(programme.asks.all()), asked) if may_see_asks(request.actor, programme) else None
    )
    spoken = asked.languages or tuple(sorted({territories.LANGUAGES.get(t, "en") for t in asked.territories}))
    return {
        **request_values(asked),
        "languages": list(spoken),
        "fee": str(ask.units) if ask else "",
        "currency": programme.currency,
        "plan": "50_50",
    }


def render_sheet(
    request: MemberRequest, programme: Programme, form: OfferForm, *, problem: Problem | None = None
) -> HttpResponse:
    """The offer sheet with its live summary: a page, or what stands in the side sheet of another page."""
    language, now = get_language() or "en", timezone.now()
    context = summarise_terms(request, programme, form.sections["terms"].get_raw_values(), now) | {
        "programme": programme,
        "card": Card(programme, language),
        "form": form,
        "terms_form": form.sections["terms"],
        "problem": problem,
    }
    template = "offers/new.html#sheet" if request.headers.get("HX-Target") == "offer-body" else "offers/new.html"
    return render(request, template, context, status=problem.status if problem else 200)


@member_required
def check_terms(request: MemberRequest, public_id: str) -> HttpResponse:
    """The live summary alone: conflicts with the exact cells, the ask beside the offer."""
    programme = get_object_or_404(visible_programmes(request), public_id=public_id)
    context = summarise_terms(request, programme, TermsForm(request.POST).get_raw_values(), timezone.now())
    return render(request, "offers/new.html#summary", context | {"programme": programme})


def summarise_terms(request: MemberRequest, programme: Programme, raw: dict[str, Any], now: datetime) -> dict[str, Any]:
    """What the terms mean, checked now; {"invalid": ...} while they are incomplete."""
    language = get_language() or "en"
    form = TermsForm(raw, by=request.actor, at=now)
    missing = form.messages().get("fee", [])
    if form.messages().keys() == {"fee"}:
        form = form.with_stand_in_fee()
    if not form.is_valid():
        return {"invalid": form.messages(), "terms": None, "may_offer": may_offer(request.actor, programme)}
    terms = form.cleaned_data["terms"]
    line, sees = terms.line, may_see_asks(request.actor, programme)
    ask = price_request(programme, list(programme.asks.all()), line.request) if sees else None
    taken = conflicts(terms, {1: programme}, at=now)
    minutes = (programme.minutes or 0) * (programme.episode_count or 1)
    return {
        "terms": terms,
        "taken": taken,
        "ask": ask,
        "cells": len(line.cells),
        "free": len(line.cells) - len(taken),
        "keep": [f"{m}:{t}" for m, t in sorted(line.cells - set(taken))],
        "per_hour": fee_per_hour(terms.fee, minutes),
        "may_offer": may_offer(request.actor, programme),
        "missing": missing,
    } | (find_alternatives(line, programme, request.actor, language, now) if taken else {})


def fee_per_hour(fee: Money, minutes: int) -> Money | None:
    """The fee for an hour of programme, rounded down to HOURLY_STEP; None for one without a length."""
    if not minutes:
        return None
    return Money(fee.minor * MINUTES_PER_HOUR // minutes // HOURLY_STEP * HOURLY_STEP, fee.currency)

"""The negotiations of an organisation, and the terms of one: versions beside each other, the answer, the conversation."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.web.access import MemberRequest, member_required
from listings.catalogue.web.cards import Card
from marketplace.kit.inputs import InputForm
from marketplace.kit.pages import url_of
from marketplace.kit.paging import page_of
from marketplace.kit.problems import Problem
from marketplace.offers import actions
from marketplace.offers.inputs import CounterForm, DeclineForm, MessageForm, WithdrawForm, write_terms
from marketplace.offers.models import Offer
from marketplace.offers.net import net_for
from marketplace.offers.policies import is_turn_of, may_answer, may_decline, may_talk, may_withdraw, other_of
from marketplace.offers.queries import conflicts, offers_of, rounds_to_answer
from marketplace.offers.states import OfferState
from marketplace.offers.terms import Terms
from marketplace.offers.web.conversation import list_events
from marketplace.offers.web.deal_entries import DealView
from marketplace.offers.web.fee_path import draw_fees, list_fees, measure_fee_gap
from marketplace.offers.web.frame import find_deal, frame_of
from marketplace.offers.web.term_rows import list_grants, list_term_rows


@member_required
def list_deals(request: MemberRequest) -> HttpResponse:
    """Every negotiation: those that wait for us first."""
    language, show = get_language() or "en", request.GET.get("show", "open")
    waiting = rounds_to_answer(request.actor)
    rows = offers_of(request.actor).prefetch_related(
        "lines__programme__artworks", "lines__programme__versions", "rounds"
    )
    rows = rows.filter(state=OfferState.OPEN) if show == "open" else rows.exclude(state=OfferState.OPEN)
    rows = rows.annotate(mine=Exists(waiting.filter(offer=OuterRef("pk")))).order_by("-mine", "-opened_at", "-pk")
    page = page_of(request, rows)
    context = {
        "deals": [deal_row(offer, request, language) for offer in page],
        "page": page,
        "show": show,
        "waiting": waiting.count(),
    }
    return render(request, "offers/deals.html", context)


def deal_row(offer: Offer, request: MemberRequest, language: str) -> dict[str, Any]:
    """One deal in a list, which says whether it waits for us."""
    newest = max(offer.rounds.all(), key=lambda r: r.number)
    terms = Terms.from_json(newest.terms)
    other = other_of(request.actor, offer)
    return {
        "offer": offer,
        "card": Card(offer.programme, language),
        "round": newest,
        "terms": terms,
        "other": other,
        "mine": is_turn_of(request.actor, offer, newest),
    }


@member_required
def show_deal(request: MemberRequest, public_id: str) -> HttpResponse:
    """The terms: both versions beside each other, the answer, the conversation."""
    return terms_page(request, find_deal(request, public_id))


def terms_page(
    request: MemberRequest, deal: DealView, *, problem: Problem | None = None, refused: InputForm | None = None
) -> HttpResponse:
    """The terms tab; a refused answer comes back with its message and all that was typed."""
    context = frame_of(deal, "terms") | list_versions(deal) | list_rights_to_act(deal) | {"problem": problem}
    context |= answer_forms(refused, context["terms"])
    return render(request, "offers/terms.html", context, status=problem.status if problem else 200)


def list_versions(deal: DealView) -> dict[str, Any]:
    """The newest version beside the one before, the way of the fee, and what was said."""
    language, offer = get_language() or "en", deal.offer
    rounds = list(offer.rounds.select_related("author").order_by("number"))
    newest = Terms.from_json(rounds[-1].terms)
    before = Terms.from_json(rounds[-2].terms) if len(rounds) > 1 else None
    return {
        "rounds": rounds,
        "newest": rounds[-1],
        "terms": newest,
        "previous": rounds[-2] if before else None,
        "rows": list_term_rows(newest, before, language),
        "grants": list_grants(newest.line, language),
        "net": net_for(deal.actor, offer, newest),
        "net_before": before and net_for(deal.actor, offer, before),
        "gap": measure_fee_gap(rounds),
        "path": list_fees(rounds),
        "chart": draw_fees(rounds, deal.side, language),
        "taken": conflicts(newest, offer.listings, at=timezone.now()) if deal.round else [],
        "stream": list_events(deal, rounds),
    }


def list_rights_to_act(deal: DealView) -> dict[str, bool]:
    """What this reader may do now."""
    return {
        "may_answer": may_answer(deal.actor, deal.offer, deal.round),
        "may_talk": may_talk(deal.actor, deal.offer),
        "may_decline": may_decline(deal.actor, deal.offer, deal.round),
        "may_withdraw": may_withdraw(deal.actor, deal.offer, deal.round),
    }


ANSWERS: dict[str, type[InputForm]] = {
    "counter": CounterForm,
    "decline": DeclineForm,
    "withdraw": WithdrawForm,
}


def answer_forms(refused: InputForm | None, newest: Terms) -> dict[str, Any]:
    """The forms of the terms tab; the one that was refused has what was typed and what is wrong."""
    counter = refused if isinstance(refused, CounterForm) else CounterForm(initial={"terms": write_terms(newest)})
    return {
        "counter": counter,
        "counter_refused": counter is refused,
        "terms_form": counter.sections["terms"],
        "decline": refused if isinstance(refused, DeclineForm) else DeclineForm(),
        "line": refused if isinstance(refused, MessageForm) else MessageForm(initial={"key": uuid4().hex}),
    }


@member_required
@require_POST
def answer_round(request: MemberRequest, public_id: str) -> HttpResponse:
    """Counter, decline or withdraw; what the page showed comes along as the round's number."""
    deal = find_deal(request, public_id)
    move = request.POST.get("move", "")
    if move not in ANSWERS:
        return redirect("offers:deal", public_id)
    form = ANSWERS[move](request.POST, by=request.actor, at=timezone.now())
    try:
        make_move(request, deal.offer, move, form.read_values())
    except Problem as problem:
        form.show_refusal(problem)
        return terms_page(request, find_deal(request, public_id), problem=problem, refused=form)
    return redirect("offers:deal", public_id)


def make_move(request: MemberRequest, offer: Offer, move: str, values: dict[str, Any]) -> None:
    """The one action behind the button."""
    now, by = timezone.now(), request.actor
    if move == "counter":
        terms, message = values["terms"]["terms"], values["message"]
        actions.counter_offer(offer=offer, number=values["round"], terms=terms, message=message, by=by, at=now)
        messages.info(request, _("Counter-offer sent. It is valid for 7 days."))
    elif move == "decline":
        actions.decline_offer(offer=offer, number=values["round"], reason=values["reason"], by=by, at=now)
    else:
        actions.withdraw_offer(offer=offer, reason=values["reason"], by=by, at=now)


@member_required
@require_POST
def send_message(request: MemberRequest, public_id: str) -> HttpResponse:
    """Add a line to the conversation."""
    deal = find_deal(request, public_id)
    form = MessageForm(request.POST)
    try:
        values = form.read_values()
        key = values["key"] or None
        actions.send_message(offer=deal.offer, text=values["text"], by=request.actor, at=timezone.now(), client_key=key)
    except Problem as problem:
        form.show_refusal(problem)
        return terms_page(request, deal, problem=problem, refused=form)
    return redirect(url_of(deal.offer.deal, "conversation"))

"""Lists of deals, and the deal room: terms, contract, payments."""

from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.days import moment_in_zones, today_for
from accounts.web.doors import MemberRequest, member_required
from accounts.web.factor_forms import factor_choice, take_factor
from listings.web.presenting import Card
from marketplace.contracts import actions as contract_actions
from marketplace.contracts.filed import REFUSALS, checked_pdf, look_at
from marketplace.contracts.inputs import SignatureForm
from marketplace.contracts.models import Contract, Instalment
from marketplace.contracts.policies import may_sign
from marketplace.files.kinds import PDF
from marketplace.files.serve import serve
from marketplace.kit.inputs import InputForm
from marketplace.kit.names import has_latin
from marketplace.kit.pages import url_of
from marketplace.kit.paging import page_of
from marketplace.kit.problems import Problem
from marketplace.kit.work import failed
from marketplace.offers import actions
from marketplace.offers.inputs import AcceptForm, CounterForm, DeclineForm, MessageForm, WithdrawForm, write_terms
from marketplace.offers.models import Offer
from marketplace.offers.net import net_for
from marketplace.offers.policies import is_turn_of, may_answer, may_decline, may_talk, may_withdraw, other_of, side_of
from marketplace.offers.queries import conflicts, offers_of, open_round, rounds_to_answer
from marketplace.offers.states import OfferState, Side
from marketplace.offers.terms import Terms
from marketplace.room import presenting
from marketplace.room.paying import credits_of, payment_row
from marketplace.room.stages import list_stages


@member_required
def deals(request: MemberRequest) -> HttpResponse:
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
        "deals": [deal_row(offer, request, language) for offer in page], "page": page, "show": show, "waiting": waiting.count(),
    }  # fmt: skip
    return render(request, "room/deals.html", context)


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
def contracts(request: MemberRequest) -> HttpResponse:
    """Every contract of the organisation."""
    rows = Contract.objects.visible_to(request.actor).with_parties()
    rows = rows.prefetch_related("lines__programme__texts", "signatures").order_by("-made_at", "-pk")
    language, page = get_language() or "en", page_of(request, rows)
    listed = [{"contract": c, "card": Card(c.programme, language), "terms": c.agreed} for c in page]
    return render(request, "room/contracts.html", {"contracts": listed, "page": page})


def find(request: MemberRequest, public_id: str) -> tuple[Offer, Contract | None]:
    """The deal and its contract, or 404."""
    offer = get_object_or_404(offers_of(request.actor), deal__public_id=public_id)
    contracts = Contract.objects.visible_to(request.actor).filter(offer=offer).with_parties()
    return offer, contracts.prefetch_related("signatures__user").first()


def frame(request: MemberRequest, offer: Offer, contract: Contract | None, tab: str) -> dict[str, Any]:
    """What every tab of the room shows."""
    language, round_ = get_language() or "en", open_round(offer)
    turn = presenting.find_turn(offer, round_, contract, request.actor)
    return {
        "offer": offer, "contract": contract, "card": Card(offer.programme, language), "round": round_,
        "stages": list_stages(offer, contract), "tabs": presenting.list_tabs(offer, tab), "side": side_of(request.actor, offer),
        "standstill": presenting.find_standstill(offer, contract, request.actor),
        "turn": turn, "today": today_for(request.actor, timezone.now()), "now": timezone.now(),
        "other": other_of(request.actor, offer),
        "in_zones": moment_in_zones(turn.until, (offer.seller, offer.buyer)) if turn and turn.until else "",
    }  # fmt: skip


@member_required
def deal(request: MemberRequest, public_id: str) -> HttpResponse:
    """The terms: both versions beside each other, the answer, the conversation."""
    offer, contract = find(request, public_id)
    return terms_page(request, offer, contract)


def terms_page(
    request: MemberRequest, offer: Offer, contract: Contract | None, *, problem: Problem | None = None,
    refused: InputForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The terms tab; a refused answer comes back with its message and all that was typed."""
    language, now = get_language() or "en", timezone.now()
    rounds = list(offer.rounds.select_related("author").order_by("number"))
    newest = Terms.from_json(rounds[-1].terms)
    before = Terms.from_json(rounds[-2].terms) if len(rounds) > 1 else None
    open_now = open_round(offer)
    taken = conflicts(newest, offer.listings, at=now) if open_now else []
    context = frame(request, offer, contract, "terms") | {
        "rounds": rounds, "newest": rounds[-1], "terms": newest, "previous": rounds[-2] if before else None,
        "rows": presenting.list_term_rows(newest, before, language), "grants": presenting.list_grants(newest.line, language),
        "net": net_for(request.actor, offer, newest), "net_before": before and net_for(request.actor, offer, before),
        "gap": presenting.measure_fee_gap(rounds), "path": presenting.list_fees(rounds),
        "chart": presenting.draw_fees(rounds, side_of(request.actor, offer), language), "taken": taken,
        "stream": presenting.list_events(offer, rounds, request.actor),
        **answer_forms(refused, newest),
        "may_answer": may_answer(request.actor, offer, open_now), "may_talk": may_talk(request.actor, offer), "may_decline": may_decline(request.actor, offer, open_now),
        "may_withdraw": may_withdraw(request.actor, offer, open_now), "problem": problem,
    }  # fmt: skip
    return render(request, "room/terms.html", context, status=status)


ANSWERS: dict[str, type[InputForm]] = {
    "accept": AcceptForm,
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
def answer(request: MemberRequest, public_id: str) -> HttpResponse:
    """Accept, counter, decline or withdraw; what the page showed comes along as the round's number."""
    offer, contract = find(request, public_id)
    move = request.POST.get("move", "")
    if move not in ANSWERS:
        return redirect("room:deal", public_id)
    form = ANSWERS[move](request.POST, by=request.actor, at=timezone.now())
    try:
        make_move(request, offer, move, form.values())
    except Problem as problem:
        form.refuse(problem)
        offer, contract = find(request, public_id)
        return terms_page(request, offer, contract, problem=problem, refused=form, status=problem.status)
    return redirect("room:contract" if move == "accept" else "room:deal", public_id)


def make_move(request: MemberRequest, offer: Offer, move: str, values: dict[str, Any]) -> None:
    """The one action behind the button."""
    now, by = timezone.now(), request.actor
    if move == "accept":
        points = settings.COMMISSION_BASIS_POINTS
        number = values["round"]
        contract_actions.accept_offer(offer=offer, number=number, by=by, at=now, commission_basis_points=points)
        messages.info(request, _("Agreed. The rights are reserved and the contract is being drawn up."))
    elif move == "counter":
        terms, message = values["terms"]["terms"], values["message"]
        actions.counter_offer(offer=offer, number=values["round"], terms=terms, message=message, by=by, at=now)
        messages.info(request, _("Counter-offer sent. It is valid for 7 days."))
    elif move == "decline":
        actions.decline_offer(offer=offer, number=values["round"], reason=values["reason"], by=by, at=now)
    else:
        actions.withdraw_offer(offer=offer, reason=values["reason"], by=by, at=now)


@member_required
@require_POST
def say(request: MemberRequest, public_id: str) -> HttpResponse:
    """Add a line to the conversation."""
    offer, contract = find(request, public_id)
    form = MessageForm(request.POST)
    try:
        values = form.values()
        key = values["key"] or None
        actions.send_message(offer=offer, text=values["text"], by=request.actor, at=timezone.now(), client_key=key)
    except Problem as problem:
        form.refuse(problem)
        return terms_page(request, offer, contract, problem=problem, refused=form, status=problem.status)
    return redirect(url_of(offer.deal, "conversation"))


@member_required
def contract(request: MemberRequest, public_id: str) -> HttpResponse:
    """The contract: its document, who has signed, the signature form."""
    offer, found = find(request, public_id)
    return contract_page(request, offer, found)


def contract_page(
    request: MemberRequest,
    offer: Offer,
    found: Contract | None,
    *,
    problem: Problem | None = None,
    form: SignatureForm | None = None,
) -> HttpResponse:
    """The contract tab; a refused signature comes back with its message at the field.

    Asked by itself whether anything has happened (`seen`), it answers 204 as long as nothing has.
    """
    moved = progress(found)
    if request.GET.get("seen") == moved:
        return HttpResponse(status=204)
    language, own = get_language() or "en", side_of(request.actor, offer)
    terms = Terms.from_json(offer.rounds.order_by("-number")[0].terms)
    signs = bool(found and may_sign(request.actor, found))
    context = frame(request, offer, found, "contract") | {
        "terms": terms, "net": net_for(request.actor, offer, terms), "rows": presenting.list_term_rows(terms, None, language),
        "grants": presenting.list_grants(terms.line, language),
        "may_sign": signs, "factor": factor_choice(request) if signs else {}, "problem": problem,
        "parties": signing_parties(offer, found) if found else [],
        "consent": consent(found, request) if found else "",
        "form": form or SignatureForm(initial={"document": found.document_sha256 if found else ""}),
        "asks_latin": not (request.actor.user.latin_name or has_latin(request.actor.user.display_name)),
        "own_signed": bool(found and any(s.side == own for s in found.signatures.all())),
        "sealing": bool(found and any(s.sealed_at is None for s in found.signatures.all())), "moved": moved,
        "file_fault": fault_of_file(found), "held_up": is_held_up(found),
    }  # fmt: skip
    return render(request, "room/contract.html", context, status=problem.status if problem else 200)


def progress(found: Contract | None) -> str:
    """What the contract tab shows of the contract's progress, as one word that changes with it."""
    signatures = sorted((s.side, s.sealed_at is not None) for s in found.signatures.all()) if found else []
    return ".".join(
        [found.state if found else "", *(f"{side}-{'sealed' if done else 'signed'}" for side, done in signatures)]
    )


def is_held_up(found: Contract | None) -> bool:
    """Was the drawing up or the sealing given up, so that it takes a person of ours?"""
    kinds = ("contracts.draw_up", "contracts.seal")
    return bool(found and failed().filter(kind__in=kinds, row=found.pk).exists())


def fault_of_file(found: Contract | None) -> Problem | None:
    """Why the contract's file is not handed out; None when it is whole."""
    fault = look_at(found)[1] if found and found.document else ""
    return REFUSALS[fault]() if fault else None


def signing_parties(offer: Offer, found: Contract) -> list[tuple[dict[str, Any], str]]:
    """Both sides with their signature, if there is one."""
    by_side = {s.side: s for s in found.signatures.all()}
    return [
        ({"name": offer.seller.name_en, "signature": by_side.get(Side.SELLER)}, _("Licensor")),
        ({"name": offer.buyer.name_en, "signature": by_side.get(Side.BUYER)}, _("Licensee")),
    ]


def consent(found: Contract, request: MemberRequest) -> str:
    """The sentence that is agreed to, in the reader's language."""
    return _("For %(organisation)s I have read contract %(number)s and sign it.") % {
        "number": found.number, "organisation": request.actor.organisation.name_en,
    }  # fmt: skip


@member_required
@require_POST
def sign(request: MemberRequest, public_id: str) -> HttpResponse:
    """Sign what the page showed."""
    offer, found = find(request, public_id)
    if found is None:
        return redirect("room:deal", public_id)
    form = SignatureForm(request.POST)
    try:
        values = form.values()
        contract_actions.sign_contract(
            contract=found,
            password=values["password"],
            typed_name=values["typed_name"],
            latin_name=values["latin_name"],
            document_sha256=values["document"],
            show_factor=partial(take_factor, request),
            consent=consent(found, request),
            by=request.actor,
            at=timezone.now(),
            user_agent=request.headers.get("User-Agent", ""),
        )
    except Problem as problem:
        form.refuse(problem)
        offer, found = find(request, public_id)
        return contract_page(request, offer, found, problem=problem, form=form)
    messages.info(request, _("Signed. The seal is being written into the document."))
    return redirect("room:contract", public_id)


@member_required
def document(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """The contract's PDF, with the seals applied so far."""
    offer, _contract = find(request, public_id)
    found = get_object_or_404(Contract.objects.visible_to(request.actor).exclude(document=""), offer=offer)
    try:
        pdf = checked_pdf(found, at=timezone.now())
    except Problem as problem:
        return contract_page(request, offer, found, problem=problem)
    return serve(request, pdf, PDF, f"{found.number}.pdf", inline=True)


@member_required
def instalments(request: MemberRequest, public_id: str) -> HttpResponse:
    """The payment plan of one deal: what is owed, what has arrived, what the seller nets."""
    offer, found = find(request, public_id)
    rows = list(found.instalments.prefetch_related("transfers", "allocations").order_by("number")) if found else []
    context = frame(request, offer, found, "payments") | {
        "instalments": [payment_row(r, request.actor) for r in rows], "totals": totals(rows),
        "credits": credits_of(request.actor, found) if found else [],
    }  # fmt: skip
    return render(request, "room/instalments.html", context)


def totals(rows: list[Instalment]) -> dict[str, Any]:
    """Gross, commission and net over the plan."""
    if not rows:
        return {}
    gross, commission = sum(r.gross_minor for r in rows), sum(r.commission_minor for r in rows)
    return {"gross": gross, "commission": commission, "net": gross - commission, "currency": rows[0].currency}

"""The contracts of an organisation, and one as its parties see it: how it is made, its document, who signs."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.web.access import MemberRequest, member_required
from accounts.web.factor_forms import factor_choice, take_factor
from listings.catalogue.web.cards import Card
from marketplace.contracts import actions
from marketplace.contracts.filed import REFUSALS, checked_pdf, look_at
from marketplace.contracts.inputs import SignatureForm
from marketplace.contracts.models import Contract
from marketplace.contracts.policies import may_sign
from marketplace.contracts.web.progress import read_contract
from marketplace.files.kinds import PDF
from marketplace.files.serve import serve_content
from marketplace.kit.names import has_latin
from marketplace.kit.paging import page_of
from marketplace.kit.problems import Problem
from marketplace.kit.work import failed_jobs
from marketplace.offers.inputs import AcceptForm
from marketplace.offers.models import Offer
from marketplace.offers.net import net_for
from marketplace.offers.queries import last_round
from marketplace.offers.states import Side
from marketplace.offers.terms import Terms
from marketplace.offers.web.deal_entries import DealView
from marketplace.offers.web.deals import terms_page
from marketplace.offers.web.frame import find_deal, frame_of
from marketplace.offers.web.term_rows import list_grants, list_term_rows


@member_required
def list_contracts(request: MemberRequest) -> HttpResponse:
    """Every contract of the organisation."""
    rows = Contract.objects.visible_to(request.actor).with_parties()
    rows = rows.prefetch_related("lines__programme__texts", "signatures").order_by("-made_at", "-pk")
    language, page = get_language() or "en", page_of(request, rows)
    listed = [{"contract": c, "card": Card(c.programme, language), "terms": c.agreed} for c in page]
    return render(request, "contracts/contracts.html", {"contracts": listed, "page": page})


@member_required
@require_POST
def submit_acceptance(request: MemberRequest, public_id: str) -> HttpResponse:
    """Accept all terms of the round that the page showed: that makes the contract."""
    deal, now = find_deal(request, public_id), timezone.now()
    form = AcceptForm(request.POST, by=request.actor, at=now)
    try:
        number, points = form.read_values()["round"], settings.COMMISSION_BASIS_POINTS
        actions.accept_offer(offer=deal.offer, number=number, by=request.actor, at=now, commission_basis_points=points)
    except Problem as problem:
        form.show_refusal(problem)
        return terms_page(request, find_deal(request, public_id), problem=problem, refused=form)
    messages.info(request, _("Agreed. The rights are reserved and the contract is being drawn up."))
    return redirect("contracts:contract", public_id)


@member_required
def show_contract(request: MemberRequest, public_id: str) -> HttpResponse:
    """The contract: its document, who has signed, the signature form."""
    return contract_page(request, find_deal(request, public_id))


def contract_page(
    request: MemberRequest, deal: DealView, *, problem: Problem | None = None, form: SignatureForm | None = None
) -> HttpResponse:
    """The contract tab; a refused signature comes back with its message at the field.

    Asked by itself whether anything has happened (`seen`), it answers 204 as long as nothing has.
    """
    found = deal.ask(read_contract)
    moved = describe_progress(found)
    if request.GET.get("seen") == moved:
        return HttpResponse(status=204)
    context = frame_of(deal, "contract") | agreed_terms(deal) | {"contract": found, "moved": moved, "problem": problem}
    if found:
        context |= signing_context(request, deal, found, form)
    return render(request, "contracts/contract.html", context, status=problem.status if problem else 200)


def agreed_terms(deal: DealView) -> dict[str, Any]:
    """The terms of the last round."""
    terms, language = Terms.from_json(last_round(deal.offer).terms), get_language() or "en"
    return {
        "terms": terms,
        "net": net_for(deal.actor, deal.offer, terms),
        "rows": list_term_rows(terms, None, language),
        "grants": list_grants(terms.line, language),
    }


def signing_context(
    request: MemberRequest, deal: DealView, found: Contract, form: SignatureForm | None
) -> dict[str, Any]:
    """Who has signed, what the reader may sign, and what keeps the document."""
    actor, signatures = request.actor, list(found.signatures.all())
    signs = may_sign(actor, found)
    return {
        "may_sign": signs,
        "factor": factor_choice(request) if signs else {},
        "parties": signing_parties(deal.offer, found),
        "consent": consent_sentence(found, request),
        "form": form or SignatureForm(initial={"document": found.document_sha256}),
        "asks_latin": not (actor.user.latin_name or has_latin(actor.user.display_name)),
        "own_signed": any(s.side == deal.side for s in signatures),
        "sealing": any(s.sealed_at is None for s in signatures),
        "file_fault": fault_of_file(found),
        "held_up": is_held_up(found),
    }


def describe_progress(found: Contract | None) -> str:
    """What the contract tab shows of the contract's progress, as one word that changes with it."""
    signatures = sorted((s.side, s.sealed_at is not None) for s in found.signatures.all()) if found else []
    return ".".join(
        [found.state if found else "", *(f"{side}-{'sealed' if done else 'signed'}" for side, done in signatures)]
    )


def is_held_up(found: Contract) -> bool:
    """Was the drawing up or the sealing given up, so that it takes a person of ours?"""
    kinds = ("contracts.draw_up", "contracts.seal")
    return failed_jobs().filter(kind__in=kinds, row=found.pk).exists()


def fault_of_file(found: Contract) -> Problem | None:
    """Why the contract's file is not handed out; None when it is whole."""
    fault = look_at(found)[1] if found.document_id else ""
    return REFUSALS[fault]() if fault else None


def signing_parties(offer: Offer, found: Contract) -> list[tuple[dict[str, Any], str]]:
    """Both sides with their signature, if there is one."""
    by_side = {s.side: s for s in found.signatures.all()}
    return [
        ({"name": offer.seller.name_en, "signature": by_side.get(Side.SELLER)}, _("Licensor")),
        ({"name": offer.buyer.name_en, "signature": by_side.get(Side.BUYER)}, _("Licensee")),
    ]


def consent_sentence(found: Contract, request: MemberRequest) -> str:
    """The sentence that is agreed to, in the reader's language."""
    return _("For %(organisation)s I have read contract %(number)s and sign it.") % {
        "number": found.number,
        "organisation": request.actor.organisation.name_en,
    }


@member_required
@require_POST
def submit_signature(request: MemberRequest, public_id: str) -> HttpResponse:
    """Sign what the page showed."""
    deal = find_deal(request, public_id)
    found = deal.ask(read_contract)
    if found is None:
        return redirect("offers:deal", public_id)
    form = SignatureForm(request.POST)
    try:
        values = form.read_values()
        actions.sign_contract(
            contract=found,
            password=values["password"],
            typed_name=values["typed_name"],
            latin_name=values["latin_name"],
            document_sha256=values["document"],
            show_factor=partial(take_factor, request),
            consent=consent_sentence(found, request),
            by=request.actor,
            at=timezone.now(),
            user_agent=request.headers.get("User-Agent", ""),
        )
    except Problem as problem:
        form.show_refusal(problem)
        return contract_page(request, find_deal(request, public_id), problem=problem, form=form)
    messages.info(request, _("Signed. The seal is being written into the document."))
    return redirect("contracts:contract", public_id)


@member_required
def show_document(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """The contract's PDF, with the seals applied so far."""
    deal = find_deal(request, public_id)
    found = get_object_or_404(Contract.objects.visible_to(request.actor).exclude(document=None), offer=deal.offer)
    try:
        pdf = checked_pdf(found, at=timezone.now())
    except Problem as problem:
        return contract_page(request, deal, problem=problem)
    return serve_content(request, pdf, PDF, f"{found.number}.pdf", inline=True)

"""The delivery tab of a deal: what is to be delivered, by whom it was, and what the buyer said of it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from accounts.actors import Actor
from accounts.web.access import MemberRequest, member_required
from marketplace.contracts import actions
from marketplace.contracts.inputs import DeliveryForm, RefusalForm
from marketplace.contracts.models import Contract, DeliveryEvent, Material
from marketplace.contracts.policies import may_check, may_deliver
from marketplace.contracts.states import MaterialState
from marketplace.contracts.web.progress import read_contract
from marketplace.files.serve import serve_file
from marketplace.kit.inputs import InputForm
from marketplace.kit.problems import Problem
from marketplace.offers.web.deal_entries import DealView
from marketplace.offers.web.frame import find_deal, frame_of
from marketplace.vocabularies import languages

TO_DELIVER = {MaterialState.DUE, MaterialState.REFUSED}


@member_required
def show_deliveries(request: MemberRequest, public_id: str) -> HttpResponse:
    """Every material with its state and history."""
    return render_delivery(request, find_deal(request, public_id))


def render_delivery(
    request: MemberRequest,
    deal: DealView,
    *,
    problem: Problem | None = None,
    number: int = 0,
    refused: InputForm | None = None,
) -> HttpResponse:
    """The tab; what was refused stands at its material, with all that was typed."""
    contract = deal.ask(read_contract)
    delivers = bool(contract and may_deliver(request.actor, contract))
    checks = bool(contract and may_check(request.actor, contract))
    rows = [
        material_row(m, delivers, checks, refused if m.number == number else None) for m in list_materials(contract)
    ]
    context = frame_of(deal, "delivery") | {
        "materials": rows,
        "problem": problem,
        "wrong": number,
        "accepted": sum(row["m"].state == MaterialState.ACCEPTED for row in rows),
    }
    return render(request, "contracts/delivery.html", context, status=problem.status if problem else 200)


def list_materials(contract: Contract | None) -> list[Material]:
    """In their order, each with its events and who made them."""
    if contract is None:
        return []
    return list(
        contract.materials.prefetch_related("events__by", "events__organisation", "events__file").order_by("number")
    )


def material_row(material: Material, delivers: bool, checks: bool, refused: InputForm | None) -> dict[str, Any]:
    """One material: what may be done with it now, what happened, the newest first. Its forms have names of their own."""
    place = f"id_%s_{material.number}"
    return {
        "delivery": refused if isinstance(refused, DeliveryForm) else DeliveryForm(auto_id=place),
        "refusal": refused if isinstance(refused, RefusalForm) else RefusalForm(auto_id=place),
        "m": material,
        "language": languages.name(material.language, get_language() or "en") if material.language else "",
        "events": sorted(material.events.all(), key=lambda event: -event.pk),
        "may_deliver": delivers and material.state in TO_DELIVER,
        "may_check": checks and material.state == MaterialState.DELIVERED,
    }


@member_required
@require_POST
def move_material(request: MemberRequest, public_id: str, number: int) -> HttpResponse:
    """Deliver, accept or refuse one material."""
    deal = find_deal(request, public_id)
    rows = Material.objects.visible_to(request.actor).with_contract()
    material = get_object_or_404(rows, contract__offer=deal.offer, number=number)
    kind, now = request.POST.get("move", ""), timezone.now()
    form = MOVES.get(kind, InputForm)(request.POST, request.FILES, by=request.actor, at=now, auto_id=f"id_%s_{number}")
    try:
        make_move(kind, material, form.read_values(), request.actor, now)
    except Problem as problem:
        form.show_refusal(problem)
        return render_delivery(request, find_deal(request, public_id), problem=problem, number=number, refused=form)
    return redirect("contracts:delivery", public_id)


MOVES: dict[str, type[InputForm]] = {"deliver": DeliveryForm, "refuse": RefusalForm}


def make_move(kind: str, material: Material, values: dict[str, Any], by: Actor, at: datetime) -> None:
    """The one action behind the button."""
    if kind == "deliver":
        actions.deliver_material(material=material, by=by, at=at, **values)
    elif kind == "accept":
        actions.accept_material(material=material, by=by, at=at)
    elif kind == "refuse":
        actions.refuse_material(material=material, by=by, at=at, **values)


@member_required
def delivered_file(request: MemberRequest, public_id: str, pk: int) -> HttpResponseBase:
    """A delivered file, for both sides of the deal."""
    deal = find_deal(request, public_id)
    rows = DeliveryEvent.objects.filter(material__in=Material.objects.visible_to(request.actor))
    event = get_object_or_404(rows, pk=pk, material__contract__offer=deal.offer)
    if event.file is None:
        raise Http404
    return serve_file(request, event.file)

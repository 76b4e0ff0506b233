"""The delivery tab of the deal room: what is to be delivered, by whom it was, and what the buyer said of it."""

from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from accounts.web.doors import MemberRequest, member_required
from marketplace.contracts import actions
from marketplace.contracts.models import Contract, DeliveryEvent, Material
from marketplace.contracts.policies import may_check, may_deliver
from marketplace.contracts.states import MaterialState
from marketplace.kit.problems import Problem
from marketplace.kit.vocab import languages
from marketplace.offers.models import Offer
from marketplace.room.views import find, frame

TO_DELIVER = {MaterialState.DUE, MaterialState.REFUSED}


@member_required
def delivery(request: MemberRequest, public_id: str) -> HttpResponse:
    """Every material with its state and history."""
    offer, contract = find(request, public_id)
    return page(request, offer, contract)


def page(
    request: MemberRequest, offer: Offer, contract: Contract | None, *, problem: Problem | None = None, number: int = 0
) -> HttpResponse:
    """The tab; what was refused stands at its material, with all that was typed."""
    delivers, checks = (
        bool(contract and may_deliver(request.actor, contract)),
        bool(contract and may_check(request.actor, contract)),
    )
    rows = [material_row(m, delivers, checks) for m in materials(contract)] if contract else []
    context = frame(request, offer, contract, "delivery") | {
        "materials": rows, "problem": problem, "errors": getattr(problem, "errors", {}), "wrong": number, "typed": request.POST,
        "accepted": sum(row["m"].state == MaterialState.ACCEPTED for row in rows),
    }  # fmt: skip
    return render(request, "room/delivery.html", context, status=problem.status if problem else 200)


def materials(contract: Contract) -> list[Material]:
    """In their order, each with its events and who made them."""
    return list(contract.materials.prefetch_related("events__by", "events__organisation").order_by("number"))


def material_row(material: Material, delivers: bool, checks: bool) -> dict[str, Any]:
    """One material: what may be done with it now, what happened, the newest first."""
    return {
        "m": material, "language": languages.name(material.language, get_language() or "en") if material.language else "",
        "events": sorted(material.events.all(), key=lambda event: -event.pk),
        "may_deliver": delivers and material.state in TO_DELIVER,
        "may_check": checks and material.state == MaterialState.DELIVERED,
    }  # fmt: skip


@member_required
@require_POST
def move(request: MemberRequest, public_id: str, number: int) -> HttpResponse:
    """Deliver, accept or refuse one material."""
    offer, contract = find(request, public_id)
    rows = Material.objects.visible_to(request.actor).with_contract()
    material = get_object_or_404(rows, contract=contract, number=number)
    try:
        make_move(request, material)
    except Problem as problem:
        return page(request, offer, contract, problem=problem, number=number)
    return redirect("room:delivery", public_id)


def make_move(request: MemberRequest, material: Material) -> None:
    """The one action behind the button."""
    now, wanted = timezone.now(), request.POST.get("move", "")
    if wanted == "deliver":
        actions.deliver_material(
            material=material, note=request.POST.get("note", ""), link=request.POST.get("link", ""),
            file=request.FILES.get("file"), by=request.actor, at=now,
        )  # fmt: skip
    elif wanted == "accept":
        actions.accept_material(material=material, by=request.actor, at=now)
    elif wanted == "refuse":
        actions.refuse_material(material=material, reason=request.POST.get("reason", ""), by=request.actor, at=now)


@member_required
def delivered_file(request: MemberRequest, public_id: str, pk: int) -> HttpResponseBase:
    """A delivered file, for both sides of the deal."""
    _offer, contract = find(request, public_id)
    rows = DeliveryEvent.objects.exclude(file="").filter(material__in=Material.objects.visible_to(request.actor))
    event = get_object_or_404(rows, pk=pk, material__contract=contract)
    # The other side named it: its name decides no content type.
    binary = "application/octet-stream"
    response = FileResponse(event.file.open("rb"), content_type=binary, as_attachment=True, filename=event.file_name)
    response["X-Content-Type-Options"] = "nosniff"
    return response

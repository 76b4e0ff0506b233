"""Organisations at the desk: who they are with the evidence beside it, and what staff decide about them."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions
from accounts.models import Organisation
from accounts.policies import may_judge
from accounts.roles import Role
from accounts.states import OrganisationKind, OrganisationState
from accounts.web.doors import StaffRequest, staff_required
from marketplace.contracts.states import ContractState, InstalmentState, MaterialState
from marketplace.desk.reading import field_names, posted_reasons, trail
from marketplace.kit.paging import page_of
from marketplace.kit.problems import Problem
from marketplace.offers.models import Offer
from marketplace.offers.states import OfferState

UNSIGNED = (ContractState.DRAWING_UP, ContractState.TO_SIGN)
MAX_STOPPING = 100
FIELDS = ("name_en", "name_local", "registration_number", "tax_number", "address", "documents", "general")


@staff_required
def organisations(request: StaffRequest) -> HttpResponse:
    """All organisations, by name and state."""
    text, show = request.GET.get("q", "").strip()[:100], request.GET.get("show", "")
    rows = Organisation.objects.order_by("name_en")
    if text:
        rows = rows.filter(
            Q(name_en__icontains=text) | Q(name_local__icontains=text) | Q(registration_number__iexact=text)
        )
    rows = rows.filter(state=show) if show in OrganisationState.values else rows
    page = page_of(request, rows)
    context = {"page": page, "q": text, "show": show, "states": OrganisationState.choices}
    return render(request, "desk/organisations.html", context)


@staff_required
def organisation(request: StaffRequest, pk: int) -> HttpResponse:
    """One organisation: facts beside its documents and look-alikes, and the decision."""
    found = get_object_or_404(Organisation.objects.select_related("suspension_proposed_by", "suspended_by"), pk=pk)
    problem = None
    if request.method == "POST":
        try:
            decide(request, found)
            back = "desk:queue" if request.POST.get("decision") in {"verify", "return"} else "desk:organisation"
            return redirect(back, *([] if back == "desk:queue" else [pk]))
        except Problem as refusal:
            problem = refusal
            found.refresh_from_db()
    return render(
        request, "desk/organisation.html", page(request, found, problem), status=problem.status if problem else 200
    )


def page(request: StaffRequest, found: Organisation, problem: Problem | None) -> dict[str, Any]:
    """The page's context; after a refusal with all that was typed."""
    alike = Organisation.objects.exclude(pk=found.pk).filter(
        registration_number=found.registration_number, territory=found.territory
    )
    names = field_names()
    return {
        "o": found, "documents": found.documents.filter(removed_at=None), "problem": problem,
        "errors": getattr(problem, "errors", {}), "trail": trail("organisation", found.pk), "typed": request.POST,
        "members": [
            {"user": m.user, "roles": [str(Role(role).label) for role in m.roles]}
            for m in found.memberships.filter(ended_at=None).select_related("user")
        ],
        "kinds": [str(OrganisationKind(kind).label) for kind in found.kinds],
        "alike": alike if found.registration_number else [], "may_decide": found.state == OrganisationState.SUBMITTED,
        "fields": [{"key": f, "name": names[f], "typed": request.POST.get(f"reason-{f}", "")} for f in FIELDS],
        "proposed": found.state == OrganisationState.VERIFIED and found.suspension_proposed_by_id is not None,
        "stops": stopping(found), "judges": may_judge(request.staff, found),
        "own_proposal": found.suspension_proposed_by_id == request.staff.user.pk,
    }  # fmt: skip


def stopping(found: Organisation) -> list[Offer]:
    """The organisation's deals that a suspension stops, or has stopped: negotiations, and contracts not yet signed, paid
    and delivered. The newest first."""
    own = Q(deal__buyer=found) | Q(deal__seller=found)
    unpaid = Q(contract__instalments__state=InstalmentState.INVOICED)
    undelivered = Q(contract__materials__state__in=[MaterialState.DUE, MaterialState.REFUSED])
    waiting = Q(state=OfferState.OPEN) | Q(contract__state__in=UNSIGNED) | unpaid | undelivered
    rows = Offer.objects.filter(own & waiting).with_deal().select_related("contract")
    return list(rows.distinct().order_by("-opened_at")[:MAX_STOPPING])


def decide(request: StaffRequest, found: Organisation) -> None:
    """The one action behind the button."""
    now, decision, reason = timezone.now(), request.POST.get("decision", ""), request.POST.get("reason", "")[:1000]
    staff, name = request.staff, {"name": found.name_en}
    if decision == "verify":
        actions.verify_organisation(organisation=found, by=staff, at=now)
        messages.info(request, _("%(name)s is verified.") % name)
    elif decision == "return":
        actions.return_organisation(organisation=found, reasons=posted_reasons(request), by=staff, at=now)
        messages.info(request, _("Returned with your reasons."))
    elif decision == "propose":
        actions.propose_suspension(organisation=found, reason=reason, by=staff, at=now)
        messages.info(request, _("Proposed. A colleague confirms or drops it; your colleagues have been told."))
    elif decision == "suspend":
        actions.suspend_organisation(organisation=found, by=staff, at=now)
        messages.info(request, _("%(name)s is suspended. Its members have been told the reason.") % name)
    elif decision == "drop":
        actions.drop_suspension(organisation=found, by=staff, at=now)
        messages.info(request, _("The proposal is dropped."))
    elif decision == "reinstate":
        actions.reinstate_organisation(organisation=found, reason=reason, by=staff, at=now)
        messages.info(request, _("%(name)s may trade again.") % name)

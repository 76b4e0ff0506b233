"""Organisations: who they are with the evidence beside it, and what staff decide about them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.actors import Staff
from accounts.models import Organisation
from accounts.policies import may_judge
from accounts.roles import Role
from accounts.states import OrganisationKind, OrganisationState
from accounts.web.access import StaffRequest, staff_required
from marketplace.contracts.states import ContractState, InstalmentState, MaterialState
from marketplace.kit.paging import page_of
from marketplace.offers.models import Offer
from marketplace.offers.states import OfferState
from marketplace.staff.buttons import Button, Done, draw_form, perform_button, refusal_context, status_of
from marketplace.staff.inputs.reviews import (
    FindOrganisationsForm,
    ProposeSuspensionForm,
    ReinstateForm,
    ReviewOrganisationForm,
)
from marketplace.staff.trail import read_trail

UNSIGNED = (ContractState.DRAWING_UP, ContractState.TO_SIGN)
MAX_STOPPING = 100


@staff_required
def list_organisations(request: StaffRequest) -> HttpResponse:
    """All organisations, by name and state."""
    form = FindOrganisationsForm(request.GET)
    form.full_clean()
    text, show = form.cleaned_data.get("q"), form.cleaned_data.get("show")
    rows = Organisation.objects.order_by("name_en")
    if text:
        rows = rows.filter(
            Q(name_en__icontains=text) | Q(name_local__icontains=text) | Q(registration_number__iexact=text)
        )
    page = page_of(request, rows.filter(state=show) if show else rows)
    return render(request, "staff/organisations.html", {"page": page, "form": form})


@staff_required
def show_organisation(request: StaffRequest, pk: int) -> HttpResponse:
    """One organisation: facts beside its documents and look-alikes, and the decision."""
    found = get_object_or_404(Organisation.objects.select_related("suspension_proposed_by", "suspended_by"), pk=pk)
    done = perform_button(request, BUTTONS, name="decision", row=found) if request.method == "POST" else None
    if done and not done.problem:
        back_to_queue = isinstance(done.form, ReviewOrganisationForm)
        return redirect("staff:queue") if back_to_queue else redirect("staff:organisation", pk)
    if done:
        found.refresh_from_db()
    return render(
        request, "staff/organisation.html", read_organisation_page(request, found, done), status=status_of(done)
    )


def read_organisation_page(request: StaffRequest, found: Organisation, done: Done | None) -> dict[str, Any]:
    """The page's context; after a refusal with all that was typed."""
    alike = Organisation.objects.exclude(pk=found.pk).filter(
        registration_number=found.registration_number, territory=found.territory
    )
    return refusal_context(done) | {
        "o": found,
        "documents": found.documents.filter(removed_at=None).select_related("file"),
        "trail": read_trail("organisation", found.pk),
        "review": draw_form(ReviewOrganisationForm, done),
        "suspension": draw_form(ProposeSuspensionForm, done),
        "reinstatement": draw_form(ReinstateForm, done),
        "members": [
            {"user": m.user, "roles": [str(Role(role).label) for role in m.roles]}
            for m in found.memberships.filter(ended_at=None).select_related("user")
        ],
        "kinds": [str(OrganisationKind(kind).label) for kind in found.kinds],
        "alike": alike if found.registration_number else [],
        "may_decide": found.state == OrganisationState.SUBMITTED,
        "proposed": found.state == OrganisationState.VERIFIED and found.suspension_proposed_by_id is not None,
        "stops": stopped_deals(found),
        "judges": may_judge(request.staff, found),
        "own_proposal": found.suspension_proposed_by_id == request.staff.user.pk,
    }


def stopped_deals(found: Organisation) -> list[Offer]:
    """The organisation's deals that a suspension stops, or has stopped: negotiations, and contracts not yet signed, paid
    and delivered. The newest first."""
    own = Q(deal__buyer=found) | Q(deal__seller=found)
    unpaid = Q(contract__instalments__state=InstalmentState.INVOICED)
    undelivered = Q(contract__materials__state__in=[MaterialState.DUE, MaterialState.REFUSED])
    waiting = Q(state=OfferState.OPEN) | Q(contract__state__in=UNSIGNED) | unpaid | undelivered
    rows = Offer.objects.filter(own & waiting).with_deal().select_related("contract")
    return list(rows.distinct().order_by("-opened_at")[:MAX_STOPPING])


def verify_organisation(*, organisation: Organisation, reasons: dict[str, str], by: Staff, at: datetime) -> None:
    """Verify it; reasons that were typed say nothing then."""
    actions.verify_organisation(organisation=organisation, by=by, at=at)


def name_organisation(sentence: Any) -> Callable[[Organisation, Any], str]:
    """A toast with the organisation's name."""
    return lambda found, _result: str(sentence) % {"name": found.name_en}


BUTTONS = {
    "verify": Button(
        verify_organisation,
        ReviewOrganisationForm,
        "organisation",
        said=name_organisation(_("%(name)s is verified.")),
        act="verify_organisation",
    ),
    "return": Button(
        actions.return_organisation, ReviewOrganisationForm, "organisation", said=_("Returned with your reasons.")
    ),
    "propose": Button(
        actions.propose_suspension,
        ProposeSuspensionForm,
        "organisation",
        said=_("Proposed. A colleague confirms or drops it; your colleagues have been told."),
    ),
    "suspend": Button(
        actions.suspend_organisation,
        row="organisation",
        said=name_organisation(_("%(name)s is suspended. Its members have been told the reason.")),
    ),
    "drop": Button(actions.drop_suspension, row="organisation", said=_("The proposal is dropped.")),
    "reinstate": Button(
        actions.reinstate_organisation,
        ReinstateForm,
        "organisation",
        said=name_organisation(_("%(name)s may trade again.")),
    ),
}

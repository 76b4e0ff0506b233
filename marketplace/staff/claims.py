"""Contested rights: both records side by side with their evidence, and the decision."""

from typing import Any

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.web.access import StaffRequest, staff_required
from listings import actions
from listings.models import Programme, RightIn, RightsClaim
from listings.rights.queries.ledger import last_known, resting_on
from listings.rights.web.ledger_records import Line
from marketplace.files.serve import serve_file
from marketplace.staff.buttons import Button, draw_form, perform_button, refusal_context, status_of
from marketplace.staff.inputs.cases import DecideClaimForm
from marketplace.staff.trail import read_trail

MAX_CLOSED = 30
WITH = ("later_listing__organisation", "earlier_listing__organisation", "decided_by")


@staff_required
@require_GET
def list_claims(request: StaffRequest) -> HttpResponse:
    """Open claims, the longest waiting first, and the newest decisions."""
    rows = RightsClaim.objects.select_related(*WITH)
    context = {
        "open": rows.filter(outcome="").order_by("opened_at", "pk"),
        "closed": rows.exclude(outcome="").order_by("-closed_at", "-pk")[:MAX_CLOSED],
    }
    return render(request, "staff/claims.html", context)


@staff_required
def show_claim(request: StaffRequest, pk: int) -> HttpResponse:
    """One claim: both sides, and the decision with its reason."""
    found = get_object_or_404(RightsClaim.objects.select_related(*WITH), pk=pk)
    done = perform_button(request, DECIDE, row=found) if request.method == "POST" else None
    if done and not done.problem:
        return redirect("staff:claim", pk)
    if done:
        found.refresh_from_db()
    context = refusal_context(done) | {
        "claim": found,
        "sides": [claim_side(found, name) for name in ("earlier", "later")],
        "decision": draw_form(DecideClaimForm, done),
        "trail": read_trail("rightsclaim", found.pk),
    }
    return render(request, "staff/claim.html", context, status=status_of(done))


DECIDE = Button(actions.decide_claim, DecideClaimForm, "claim", said=gettext_lazy("The claim is decided."))


def claim_side(found: RightsClaim, name: str) -> dict[str, Any]:
    """One side: who, what was recorded, what it says, and what rests on it."""
    listing: Programme = getattr(found, f"{name}_listing")
    row = last_known("in", getattr(found, name), listing)
    line = Line(row, listing, get_language() or "en", timezone.localdate()) if row else None
    standing = isinstance(row, RightIn) and listing.rights_in.filter(pk=row.pk).exists()
    return {
        "name": _("Recorded first") if name == "earlier" else _("Recorded later"),
        "listing": listing,
        "line": line,
        "note": getattr(found, f"{name}_note"),
        "standing": standing,
        "right": getattr(found, name),
        "resting": len(resting_on(row)) if isinstance(row, RightIn) and standing else 0,
    }


@staff_required
@require_GET
def show_claim_document(request: StaffRequest, pk: int, right: int) -> HttpResponseBase:
    """The contract behind one side's right, while that stands."""
    found = get_object_or_404(RightsClaim, pk=pk)
    row = get_object_or_404(RightIn.objects, pk=right) if right in (found.later, found.earlier) else None
    if row is None or not row.document:
        raise Http404
    return serve_file(request, row.document)

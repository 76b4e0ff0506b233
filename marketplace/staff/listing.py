"""One listing under review: the evidence beside the facts, and the decision."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.actors import Staff
from accounts.policies import may_judge
from accounts.web.access import StaffRequest, staff_required
from listings import actions as listing_actions
from listings.catalogue.web.programme import describe_programme
from listings.models import Programme
from listings.programmes.queries.facts import mark_of, open_revision
from listings.programmes.web.editor_fields import list_records
from listings.states import ListingState
from marketplace.staff.buttons import Button, draw_form, perform_button, refusal_context, status_of
from marketplace.staff.inputs.reviews import ReviewListingForm, TakeDownForm
from marketplace.staff.trail import read_trail

MAX_SAME = 5


@staff_required
def show_listing(request: StaffRequest, public_id: str) -> HttpResponse:
    """One listing: what the buyer will see, what the seller holds, and the decision."""
    rows = Programme.objects.select_related("organisation").prefetch_related(
        "texts", "artworks", "versions", "credits", "awards", "identifiers", "permits", "ratings"
    )
    found = get_object_or_404(rows, public_id=public_id)
    done = perform_button(request, DECISIONS, name="decision", row=found) if request.method == "POST" else None
    if done and not done.problem:
        return redirect("staff:queue")
    if done:
        found.refresh_from_db()
    judges, same = may_judge(request.staff, found.organisation), Programme.objects.exclude(pk=found.pk)
    context = (
        describe_programme(found, get_language() or "en")
        | refusal_context(done)
        | {
            "trail": read_trail("programme", found.pk),
            "same": same.filter(original_title=found.original_title).select_related("organisation")[:MAX_SAME],
            "rights_in": list_records(found.rights_in.order_by("pk")),
            "rights_out": list_records(found.rights_out.filter(active=True).order_by("pk")),
            "judges": judges,
            "may_decide": judges and found.state == ListingState.IN_REVIEW,
            "may_take_down": judges and found.state == ListingState.PUBLISHED,
            "seen": mark_of(found),
            "changes": open_revision(found),
            "review": draw_form(ReviewListingForm, done),
            "removal": draw_form(TakeDownForm, done),
        }
    )
    return render(request, "staff/listing.html", context, status=status_of(done))


def publish_seen(*, programme: Programme, seen: str, by: Staff, at: datetime, **_unused: Any) -> None:
    """Publish it; message and reasons that were typed say nothing then."""
    listing_actions.approve_listing(programme=programme, by=by, at=at, seen=seen)


def return_to_seller(
    *, programme: Programme, message: str, reasons: dict[str, str], by: Staff, at: datetime, **_unused: Any
) -> None:
    """Send it back with the reasons."""
    listing_actions.return_listing(programme=programme, reasons=reasons, message=message, by=by, at=at)


DECISIONS = {
    "publish": Button(publish_seen, ReviewListingForm, "programme", said=_("Published."), act="approve_listing"),
    "return": Button(return_to_seller, ReviewListingForm, "programme", act="return_listing"),
    "take_down": Button(listing_actions.take_down, TakeDownForm, "programme"),
}

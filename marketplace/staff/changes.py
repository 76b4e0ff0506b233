"""Changes to published listings: what buyers see beside what the seller wants, and the decision."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.actors import Staff
from accounts.policies import may_judge, staff_allows
from accounts.web.access import StaffRequest, staff_required
from listings import actions
from listings.catalogue.web.cards import Card
from listings.models import ListingRevision
from listings.programmes.web.changes import changes_in
from marketplace.staff.buttons import Button, Done, perform_button, refusal_context, status_of
from marketplace.staff.inputs.reviews import ReviewChangesForm
from marketplace.staff.trail import read_trail


@staff_required
def show_changes(request: StaffRequest, pk: int) -> HttpResponse:
    """One revision, field by field; accept it, or return it with reasons at its fields."""
    found = get_object_or_404(ListingRevision.objects.select_related("programme__organisation", "author"), pk=pk)
    done = perform_button(request, BUTTONS, name="decision", row=found) if request.method == "POST" else None
    if done and not done.problem:
        return redirect("staff:queue")
    if done:
        found.refresh_from_db()
    return render(request, "staff/changes.html", page_of(request, found, done), status=status_of(done))


def page_of(request: StaffRequest, found: ListingRevision, done: Done | None) -> dict[str, Any]:
    """The page's values; reasons that were typed are kept."""
    programme, form = found.programme, review_form(found, done)
    judges = may_judge(request.staff, programme.organisation) and found.author_id != request.staff.user.pk
    shown = [{"change": one, "reason": form[one.key] if one.key in form.fields else None} for one in changes_in(found)]
    return refusal_context(done) | {
        "revision": found,
        "programme": programme,
        "card": Card(programme, get_language() or "en"),
        "fields": shown,
        "review": form,
        "judges": judges,
        "reviews": judges and found.waiting and staff_allows("accept_revision", request.staff),
        "trail": read_trail("programme", programme.pk),
    }


def review_form(found: ListingRevision, done: Done | None) -> ReviewChangesForm:
    """The form as it was filled in, else with what was said already."""
    if done and isinstance(done.form, ReviewChangesForm):
        return done.form
    return ReviewChangesForm(about=found, initial={"message": found.message})


def accept_changes(*, revision: ListingRevision, number: int, by: Staff, at: datetime, **_unused: Any) -> None:
    """Accept the changes that the page showed; reasons that were typed say nothing then."""
    actions.accept_revision(revision=revision, number=number, by=by, at=at)


BUTTONS = {
    "accept": Button(
        accept_changes,
        ReviewChangesForm,
        "revision",
        said=_("Accepted: buyers see the changes."),
        act="accept_revision",
    ),
    "return": Button(actions.return_revision, ReviewChangesForm, "revision"),
}

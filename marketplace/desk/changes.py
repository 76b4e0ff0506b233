"""Changes to published listings: what buyers see beside what the seller wants, and the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.policies import may_judge
from accounts.web.doors import StaffRequest, staff_required
from listings import actions
from listings.models import ListingRevision
from listings.web.changes import changes_in
from listings.web.presenting import Card
from marketplace.desk.reading import trail
from marketplace.kit.problems import Problem


@staff_required
def changes(request: StaffRequest, pk: int) -> HttpResponse:
    """One revision, field by field; accept it, or return it with reasons at its fields."""
    found = get_object_or_404(ListingRevision.objects.select_related("programme__organisation", "author"), pk=pk)
    problem = None
    if request.method == "POST":
        try:
            decide_changes(request, found)
            return redirect("desk:queue")
        except Problem as refusal:
            problem = refusal
            found.refresh_from_db()
    context = page_of(request, found) | {"problem": problem, "errors": getattr(problem, "errors", {})}
    return render(request, "desk/changes.html", context, status=problem.status if problem else 200)


def page_of(request: StaffRequest, found: ListingRevision) -> dict[str, Any]:
    """The page's values; reasons that were typed are kept."""
    programme = found.programme
    fields = [{"change": one, "typed": reasons(request).get(one.key, one.reason)} for one in changes_in(found)]
    return {
        "revision": found, "programme": programme, "card": Card(programme, get_language() or "en"), "fields": fields,
        "judges": may_judge(request.staff, programme.organisation) and found.author_id != request.staff.user.pk,
        "message": request.POST.get("message", found.message), "trail": trail("programme", programme.pk),
    }  # fmt: skip


def decide_changes(request: StaffRequest, found: ListingRevision) -> None:
    """Accept or return the changes that the page showed."""
    text, now = request.POST.get("number", ""), timezone.now()
    number = int(text) if text.isdecimal() and len(text) < 9 else 0
    if request.POST.get("decision") == "accept":
        actions.accept_revision(revision=found, number=number, by=request.staff, at=now)
        messages.info(request, _("Accepted: buyers see the changes."))
    else:
        actions.return_revision(
            revision=found, number=number, reasons=reasons(request), message=request.POST.get("message", ""),
            by=request.staff, at=now,
        )  # fmt: skip


def reasons(request: StaffRequest) -> dict[str, str]:
    """reason-FIELD -> text."""
    return {
        key.removeprefix("reason-"): str(value)[:1000]
        for key, value in request.POST.items()
        if key.startswith("reason-")
    }

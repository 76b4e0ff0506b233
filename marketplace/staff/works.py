"""Works to compare: the evidence side by side; one of staff proposes, another confirms."""

from typing import Any

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.web.access import StaffRequest, staff_required
from listings.models import Cut, Programme, RightOut, Work, WorkCase
from listings.programmes.actions import work_cases as actions
from listings.programmes.queries.same_work import collect_signs
from listings.rights.web.ledger_records import Line
from marketplace.staff.buttons import Button, draw_form, perform_button, refusal_context, status_of
from marketplace.staff.inputs.cases import ConfirmAnswerForm, PartListingForm, ProposeAnswerForm
from marketplace.staff.trail import read_trail

MAX_OPEN, MAX_CLOSED = 200, 30
WITH = ("work", "other", "listing__organisation", "proposed_by", "confirmed_by")


@staff_required
def list_work_cases(request: StaffRequest) -> HttpResponse:
    """Every open case, a form to part a listing from its work, and cuts that two sellers' listings make doubtful."""
    done = perform_button(request, BUTTONS) if request.method == "POST" else None
    if done and not done.problem:
        return redirect("staff:work-case", done.result.pk) if done.result else redirect("staff:works")
    rows = WorkCase.objects.select_related(*WITH)
    context = refusal_context(done) | {
        "open": rows.filter(closed_at=None).order_by("opened_at", "pk")[:MAX_OPEN],
        "closed": rows.exclude(closed_at=None).order_by("-closed_at", "-pk")[:MAX_CLOSED],
        "cuts": doubtful_cuts(),
        "parting": draw_form(PartListingForm, done),
    }
    return render(request, "staff/works.html", context, status=status_of(done))


BUTTONS = {
    "part": Button(actions.open_parting, PartListingForm),
    "cut": Button(actions.confirm_cut, row="cut", rows=Cut.objects.all, said=gettext_lazy("The cut is confirmed.")),
}


def doubtful_cuts() -> list[Cut]:
    """Cuts that nobody confirmed, of works that several organisations list."""
    shared = Work.objects.annotate(sellers=Count("listings__organisation", distinct=True)).filter(sellers__gt=1)
    rows = Cut.objects.filter(confirmed_at=None, work__lock_id__in=shared.values("lock_id"))
    return list(rows.select_related("work").order_by("work", "name")[:MAX_OPEN])


@staff_required
def work_case(request: StaffRequest, pk: int) -> HttpResponse:
    """One case."""
    found = get_object_or_404(WorkCase.objects.select_related(*WITH), pk=pk)
    done = perform_button(request, CASE_BUTTONS, row=found) if request.method == "POST" else None
    if done and not done.problem:
        return redirect("staff:work-case", pk)
    if done:
        found.refresh_from_db()
    context = refusal_context(done) | {
        "case": found,
        "sides": case_sides(found),
        "proposing": done.form if done and isinstance(done.form, ProposeAnswerForm) else ProposeAnswerForm(about=found),
        "own": found.proposed_by_id == request.staff.user.pk,
        "clash": clashing_lines(found),
        "trail": read_trail("workcase", found.pk),
    }
    return render(request, "staff/work_case.html", context, status=status_of(done))


CASE_BUTTONS = {
    "propose": Button(
        actions.propose_answer, ProposeAnswerForm, "case", said=gettext_lazy("Proposed. A colleague confirms it.")
    ),
    "drop": Button(actions.drop_proposal, row="case", said=gettext_lazy("The proposal is dropped.")),
    "confirm": Button(actions.confirm_answer, ConfirmAnswerForm, "case", said=gettext_lazy("Confirmed.")),
}


def case_sides(found: WorkCase) -> dict[str, Any]:
    """One listing of each work beside the other, fact by fact, with all listings of both."""
    other = found.other or found.work
    mine, theirs = (listings_of(one) for one in (found.work, other))
    if found.other is None:
        mine, theirs = [row for row in mine if row.pk != found.listing_id], [found.listing]
    names = {
        "title": _("Titles"),
        "numbers": _("Numbers"),
        "kind": _("Type"),
        "year": _("Year"),
        "minutes": _("Minutes"),
        "origin": _("Production territories"),
        "directors": _("Directors"),
    }
    facts = [(names[sign.name], sign) for sign in collect_signs(mine[0], theirs[0])] if mine and theirs else []
    return {"mine": mine, "theirs": theirs, "facts": facts}


def listings_of(one: Work) -> list[Programme]:
    rows = Programme.objects.filter(work=one).select_related("organisation").order_by("pk")
    return list(rows.prefetch_related("texts", "identifiers", "credits"))


def clashing_lines(found: WorkCase) -> list[Line]:
    """The two records that cannot both stand in one work."""
    rows = RightOut.objects.filter(pk__in=found.clash).select_related("programme__organisation").order_by("pk")
    language, today = get_language() or "en", timezone.localdate()
    return [Line(row, row.programme, language, today) for row in rows]

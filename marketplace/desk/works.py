"""Works to compare: the evidence side by side; one of staff proposes, another confirms."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.web.doors import StaffRequest, staff_required
from listings.actions import work_cases as actions
from listings.models import Cut, Programme, RightOut, Work, WorkCase
from listings.queries.same_work import signs
from listings.web.ledger_records import Line
from marketplace.desk.cases import number
from marketplace.desk.reading import trail
from marketplace.kit.problems import Invalid, Problem

MAX_OPEN, MAX_CLOSED = 200, 30
WITH = ("work", "other", "listing__organisation", "proposed_by", "confirmed_by")


@staff_required
def works(request: StaffRequest) -> HttpResponse:
    """Every open case, a form to part a listing from its work, and cuts that two sellers' listings make doubtful."""
    problem = None
    if request.method == "POST":
        try:
            return (
                redirect("desk:work-case", act(request).pk)
                if request.POST.get("do") == "part"
                else confirm_cut(request)
            )
        except Problem as refusal:
            problem = refusal
    rows = WorkCase.objects.select_related(*WITH)
    context = {
        "open": rows.filter(closed_at=None).order_by("opened_at", "pk")[:MAX_OPEN],
        "closed": rows.exclude(closed_at=None).order_by("-closed_at", "-pk")[:MAX_CLOSED], "cuts": doubtful_cuts(),
        "problem": problem, "errors": getattr(problem, "errors", {}), "typed": request.POST,
    }  # fmt: skip
    return render(request, "desk/works.html", context, status=problem.status if problem else 200)


def act(request: StaffRequest) -> WorkCase:
    """Propose that a listing is of another work. Raises Invalid."""
    wanted = request.POST.get("listing", "").replace("\x00", "").strip()[:40]
    listing = Programme.objects.select_related("work").filter(public_id__iexact=wanted).first()
    if listing is None:
        raise Invalid({"listing": [_("No programme is called %(wanted)s.") % {"wanted": wanted or "–"}]})
    reason = request.POST.get("reason", "").replace("\x00", "")[:2000]
    return actions.open_parting(listing=listing, reason=reason, by=request.staff, at=timezone.now())


def confirm_cut(request: StaffRequest) -> HttpResponse:
    """A cut is a version of its own."""
    cut = get_object_or_404(Cut, pk=number(request.POST.get("cut", "")))
    actions.confirm_cut(cut=cut, by=request.staff, at=timezone.now())
    messages.success(request, _("The cut is confirmed."))
    return redirect("desk:works")


def doubtful_cuts() -> list[Cut]:
    """Cuts that nobody confirmed, of works that several organisations list."""
    shared = Work.objects.annotate(sellers=Count("listings__organisation", distinct=True)).filter(sellers__gt=1)
    rows = Cut.objects.filter(confirmed_at=None, work__lock_id__in=shared.values("lock_id"))
    return list(rows.select_related("work").order_by("work", "name")[:MAX_OPEN])


@staff_required
def work_case(request: StaffRequest, pk: int) -> HttpResponse:
    """One case."""
    found = get_object_or_404(WorkCase.objects.select_related(*WITH), pk=pk)
    problem = None
    if request.method == "POST":
        try:
            messages.success(request, decide(request, found))
            return redirect("desk:work-case", pk)
        except Problem as refusal:
            problem = refusal
            found.refresh_from_db()
    context = {
        "case": found, "sides": sides(found), "problem": problem, "errors": getattr(problem, "errors", {}),
        "typed": request.POST, "answers": answers(found), "own": found.proposed_by_id == request.staff.user.pk,
        "clash": clashing(found), "trail": trail("workcase", found.pk),
    }  # fmt: skip
    return render(request, "desk/work_case.html", context, status=problem.status if problem else 200)


def decide(request: StaffRequest, found: WorkCase) -> str:
    """The one action behind the button; returns the sentence for the toast. Raises refusals."""
    now, do, by = timezone.now(), request.POST.get("do", ""), request.staff
    if do == "propose":
        reason = request.POST.get("reason", "").replace("\x00", "")[:2000]
        actions.propose(case=found, answer=request.POST.get("answer", ""), reason=reason, by=by, at=now)
        return _("Proposed. A colleague confirms it.")
    if do == "drop":
        actions.drop_proposal(case=found, by=by, at=now)
        return _("The proposal is dropped.")
    if do == "confirm":
        actions.confirm(case=found, answer=request.POST.get("answer", ""), by=by, at=now)
        return _("Confirmed.")
    raise Invalid({"do": [_("Choose one.")]})


def answers(found: WorkCase) -> list[tuple[str, Any]]:
    """What may be proposed."""
    Answer = WorkCase.Answer  # noqa: N806 -- a class
    known = (Answer.PART,) if found.other is None else (Answer.MERGE, Answer.APART)
    return [(answer.value, answer.label) for answer in known]


def sides(found: WorkCase) -> dict[str, Any]:
    """One listing of each work beside the other, fact by fact, with all listings of both."""
    other = found.other or found.work
    mine, theirs = (listings_of(one) for one in (found.work, other))
    if found.other is None:
        mine, theirs = [row for row in mine if row.pk != found.listing_id], [found.listing]
    names = {
        "title": _("Titles"), "numbers": _("Numbers"), "kind": _("Type"), "year": _("Year"), "minutes": _("Minutes"),
        "origin": _("Production territories"), "directors": _("Directors"),
    }  # fmt: skip
    facts = [(names[sign.name], sign) for sign in signs(mine[0], theirs[0])] if mine and theirs else []
    return {"mine": mine, "theirs": theirs, "facts": facts}


def listings_of(one: Work) -> list[Programme]:
    rows = Programme.objects.filter(work=one).select_related("organisation").order_by("pk")
    return list(rows.prefetch_related("texts", "identifiers", "credits"))


def clashing(found: WorkCase) -> list[Line]:
    """The two records that cannot both stand in one work."""
    rows = RightOut.objects.filter(pk__in=found.clash).select_related("programme__organisation").order_by("pk")
    language, today = get_language() or "en", timezone.localdate()
    return [Line(row, row.programme, language, today) for row in rows]

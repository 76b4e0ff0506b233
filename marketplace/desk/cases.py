"""Conflict cases and programmes that nobody confirmed: what staff see of the sellers' rights, and the one thing they may
do to them: end a right in under a licence, with a reason that both parties read."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.web.doors import StaffRequest, staff_required
from listings import actions
from listings.models import ConflictCase, Programme, RightIn
from listings.queries.ledger import last_known, resting_on
from listings.queries.stale import stale_published
from listings.web.ledger_records import Line
from marketplace.kit.problems import Invalid, Problem

MAX_STALE, MAX_CLOSED = 100, 20


@staff_required
def cases(request: StaffRequest) -> HttpResponse:
    """Open cases, a programme's rights to end one, and what was not confirmed for ninety days."""
    now = timezone.now()
    if request.method != "POST":
        return page(request, now)
    try:
        said = act(request, now)
    except Problem as problem:
        return page(request, now, problem)
    messages.success(request, said)
    return redirect("desk:cases")


def act(request: StaffRequest, now: datetime) -> str:
    """End a right, or close a case; returns the sentence for the toast. Raises Invalid and refusals."""
    post = request.POST
    if post.get("do") == "end":
        row = get_object_or_404(RightIn, pk=number(post.get("right", "")))
        if not resting_on(row):
            raise Invalid({"right": [_("Nothing rests on this right: its seller ends it.")]})
        opened = actions.end_under_licence(row=row, reason=post.get("reason", "")[:2000], by=request.staff, at=now)
        said = ngettext(
            "The right was ended; %(n)s case was opened.", "The right was ended; %(n)s cases were opened.", len(opened)
        )
        return said % {"n": len(opened)}
    if post.get("do") == "close":
        case = get_object_or_404(ConflictCase, pk=number(post.get("case", "")), closed_at=None)
        actions.close_case(case=case, resolution=post.get("resolution", "")[:2000], by=request.staff, at=now)
        return _("The case is closed.")
    raise Invalid({"do": [_("Choose one.")]})


def number(text: str) -> int:
    """A row's number, 0 for what is none."""
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def page(request: StaffRequest, now: datetime, problem: Problem | None = None) -> HttpResponse:
    """The page, with what was refused at its place and the input kept."""
    rows = ConflictCase.objects.select_related("right_out__programme__organisation", "opened_by", "closed_by")
    wanted = (request.POST.get("title") or request.GET.get("title", "")).replace("\x00", "").strip()[:40]
    found = (
        Programme.objects.filter(public_id__iexact=wanted).select_related("organisation").first() if wanted else None
    )
    stale = stale_published(now)
    context = {
        "open": [shown(case, now) for case in rows.filter(closed_at=None).order_by("opened_at")],
        "closed": [shown(case, now) for case in rows.exclude(closed_at=None).order_by("-closed_at")[:MAX_CLOSED]],
        "stale": stale[:MAX_STALE], "stale_count": stale.count(), "wanted": wanted, "found": found,
        "rights": rights_of(found, now) if found else [], "problem": problem, "errors": getattr(problem, "errors", {}),
        "typed": request.POST,
    }  # fmt: skip
    return render(request, "desk/cases.html", context, status=problem.status if problem else 200)


def shown(case: ConflictCase, now: datetime) -> dict[str, Any]:
    """A case with the two records that collide."""
    programme, language, today = case.right_out.programme, get_language() or "en", timezone.localdate(now)
    ended = last_known("in", case.right_in, programme)
    return {
        "case": case, "programme": programme, "licence": Line(case.right_out, programme, language, today),
        "ended": Line(ended, programme, language, today) if ended else None,
    }  # fmt: skip


def rights_of(programme: Programme, now: datetime) -> list[dict[str, Any]]:
    """The rights in of a programme, each with what rests on it."""
    language, today = get_language() or "en", timezone.localdate(now)
    return [
        {
            "line": Line(row, programme, language, today),
            "resting": [Line(out, programme, language, today) for out in resting_on(row)],
        }
        for row in programme.rights_in.order_by("pk")
    ]

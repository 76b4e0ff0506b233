"""Conflict cases and programmes that nobody confirmed: what staff see of the sellers' rights, and the one thing they may
do to them: end a right in under a licence, with a reason that both parties read."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.actors import Staff
from accounts.web.access import StaffRequest, staff_required
from listings import actions
from listings.models import ConflictCase, Programme, RightIn
from listings.programmes.queries.stale import stale_published
from listings.rights.queries.ledger import last_known, resting_on
from listings.rights.web.ledger_records import Line
from marketplace.kit.problems import Invalid
from marketplace.staff.buttons import Button, Done, draw_form, perform_button, refusal_context, status_of
from marketplace.staff.inputs.cases import CloseCaseForm, EndRightForm, FindProgrammeForm

MAX_STALE, MAX_CLOSED = 100, 20


@staff_required
def list_cases(request: StaffRequest) -> HttpResponse:
    """Open cases, a programme's rights to end one, and what was not confirmed for ninety days."""
    if request.method != "POST":
        return render_cases(request)
    done = perform_button(request, BUTTONS)
    return render_cases(request, done) if done.problem else redirect("staff:cases")


def end_right(*, right: RightIn, reason: str, by: Staff, at: datetime) -> list[ConflictCase]:
    """End a right on which something rests. Raises Invalid and refusals."""
    if not resting_on(right):
        raise Invalid({"right": [str(_("Nothing rests on this right: its seller ends it."))]})
    return actions.end_under_licence(row=right, reason=reason, by=by, at=at)


def count_opened(_right: RightIn, opened: list[ConflictCase]) -> str:
    """The toast after a right has ended."""
    said = ngettext(
        "The right was ended; %(n)s case was opened.", "The right was ended; %(n)s cases were opened.", len(opened)
    )
    return said % {"n": len(opened)}


BUTTONS = {
    "end": Button(end_right, EndRightForm, "right", RightIn.objects.all, said=count_opened, act="end_under_licence"),
    "close": Button(
        actions.close_case,
        CloseCaseForm,
        "case",
        lambda: ConflictCase.objects.filter(closed_at=None),
        said=_("The case is closed."),
    ),
}


def render_cases(request: StaffRequest, done: Done | None = None) -> HttpResponse:
    """The page, with what was refused at its place and the input kept."""
    now, rows = (
        timezone.now(),
        ConflictCase.objects.select_related("right_out__programme__organisation", "opened_by", "closed_by"),
    )
    search, stale = FindProgrammeForm(request.GET), stale_published(now)
    search.full_clean()
    ending = done.row if done and isinstance(done.row, RightIn) else None
    found = ending.programme if ending else search.cleaned_data.get("title")
    context = refusal_context(done) | {
        "open": [open_case(case, now, done) for case in rows.filter(closed_at=None).order_by("opened_at")],
        "closed": [
            describe_case(case, now) for case in rows.exclude(closed_at=None).order_by("-closed_at")[:MAX_CLOSED]
        ],
        "stale": stale[:MAX_STALE],
        "stale_count": stale.count(),
        "search": search,
        "found": found,
        "rights": rights_of(found, now, done) if found else [],
    }
    return render(request, "staff/cases.html", context, status=status_of(done))


def open_case(case: ConflictCase, now: datetime, done: Done | None) -> dict[str, Any]:
    """An open case with its form."""
    return describe_case(case, now) | {"closing": draw_form(CloseCaseForm, done, case)}


def describe_case(case: ConflictCase, now: datetime) -> dict[str, Any]:
    """A case with the two records that collide."""
    programme, language, today = case.right_out.programme, get_language() or "en", timezone.localdate(now)
    ended = last_known("in", case.right_in, programme)
    return {
        "case": case,
        "programme": programme,
        "licence": Line(case.right_out, programme, language, today),
        "ended": Line(ended, programme, language, today) if ended else None,
    }


def rights_of(programme: Programme, now: datetime, done: Done | None) -> list[dict[str, Any]]:
    """The rights in of a programme, each with what rests on it and the form that ends it."""
    language, today = get_language() or "en", timezone.localdate(now)
    return [
        {
            "line": Line(row, programme, language, today),
            "resting": [Line(out, programme, language, today) for out in resting_on(row)],
            "ending": draw_form(EndRightForm, done, row),
        }
        for row in programme.rights_in.order_by("pk")
    ]

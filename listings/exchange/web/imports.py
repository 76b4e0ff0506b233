"""The list of imports, and the way in for a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.web.access import MemberRequest, member_required
from listings.exchange import actions
from listings.exchange.models import Import
from listings.exchange.showing import TONES
from listings.exchange.states import ImportState, Kind
from listings.policies import may_list
from marketplace.kit.paging import page_of
from marketplace.kit.problems import Invalid, Problem

IMPORTS_PER_PAGE = 20


@member_required
def list_imports(request: MemberRequest) -> HttpResponse:
    """Choose what the file holds and the file; below, what came before."""
    if request.method != "POST":
        return render_imports(request, request.GET.get("kind", ""))
    kind, file = request.POST.get("kind", ""), request.FILES.get("file")
    if not may_list(request.actor):
        raise actions.MayNotImport
    try:
        if file is None:
            raise Invalid({"file": [_("Choose a file.")]})
        made = actions.start_import(file=file, kind=kind, by=request.actor, at=timezone.now())
    except Problem as problem:
        return render_imports(request, kind, problem)
    return redirect("exchange:columns" if made.state == ImportState.UPLOADED else "exchange:import", made.pk)


def render_imports(request: MemberRequest, kind: str, problem: Problem | None = None) -> HttpResponse:
    """The page; a refusal stands at its field, and the kind that was chosen stays."""
    rows = Import.objects.visible_to(request.actor).select_related("user", "file")
    page = page_of(request, rows, IMPORTS_PER_PAGE)
    context: dict[str, Any] = {
        "kinds": list_kinds(),
        "kind": kind,
        "page": page,
        "may_list": may_list(request.actor),
        "problem": problem,
        "errors": errors_of(problem),
        "errors_in_title": bool(problem),
        "imports": [{"batch": row, "tone": TONES[ImportState(row.state)]} for row in page],
    }
    return render(request, "exchange/imports.html", context, status=problem.status if problem else 200)


def errors_of(problem: Problem | None) -> dict[str, list[str]]:
    """{field: messages}"""
    if isinstance(problem, Invalid):
        return problem.errors
    return {problem.field or "file": [problem.message()]} if problem else {}


def list_kinds() -> list[tuple[str, Any, str]]:
    """(key, name, which files)"""
    return [
        (
            Kind.AVAILS.value,
            Kind.AVAILS.label,
            _("The industry's format: workbooks 1.7 to 1.9 (.xlsx), or XML 2.2 to 2.7 (.xml)."),
        ),
        (
            Kind.OWN.value,
            Kind.OWN.label,
            _("The sheet that you get from Export, in English or Chinese, with your changes in it (.xlsx)."),
        ),
        (
            Kind.TITLES.value,
            Kind.TITLES.label,
            _(
                "Titles with their facts, without rights: .csv or .xlsx with columns in any order. You say which column is which."
            ),
        ),
    ]

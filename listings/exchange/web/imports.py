"""The list of imports, and the way in for a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.web.access import MemberRequest, member_required
from listings.exchange import actions
from listings.exchange.inputs import ImportForm
from listings.exchange.models import Import
from listings.exchange.showing import TONES
from listings.exchange.states import ImportState
from listings.policies import may_list
from marketplace.kit.paging import page_of
from marketplace.kit.problems import Problem

IMPORTS_PER_PAGE = 20


@member_required
def list_imports(request: MemberRequest) -> HttpResponse:
    """Choose what the file holds and the file; below, what came before."""
    now, by = timezone.now(), request.actor
    if request.method != "POST":
        return render_imports(request, ImportForm(initial={"kind": request.GET.get("kind", "")}, by=by, at=now))
    if not may_list(by):
        raise actions.MayNotImport
    form = ImportForm(request.POST, request.FILES, by=by, at=now)
    try:
        made = actions.start_import(by=by, at=now, **form.read_values())
    except Problem as problem:
        form.show_refusal(problem)
        return render_imports(request, form, problem)
    return redirect("exchange:columns" if made.state == ImportState.UPLOADED else "exchange:import", made.pk)


def render_imports(request: MemberRequest, form: ImportForm, problem: Problem | None = None) -> HttpResponse:
    """The page; a refusal stands at its field, and the kind that was chosen stays."""
    form.explain_kinds()
    rows = Import.objects.visible_to(request.actor).select_related("user", "file")
    page = page_of(request, rows, IMPORTS_PER_PAGE)
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "may_list": may_list(request.actor),
        "problem": problem,
        "errors_in_title": bool(problem),
        "imports": [{"batch": row, "tone": TONES[ImportState(row.state)]} for row in page],
    }
    return render(request, "exchange/imports.html", context, status=problem.status if problem else 200)

"""One import: its progress, its rows with what is wrong in them, and what can be done."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.web.access import MemberRequest, member_required
from accounts.web.leading import redirect_page
from listings.exchange import actions
from listings.exchange.models import Import, ImportRow
from listings.exchange.showing import TONES, count_rows, describe_row, findings_of, is_mendable
from listings.exchange.states import ImportState, Verdict
from listings.models import Programme
from listings.policies import may_list
from marketplace.kit.paging import page_of


def find_import(request: MemberRequest, pk: int) -> Import:
    """The organisation's own import, or 404."""
    return get_object_or_404(Import.objects.visible_to(request.actor).select_related("user", "file"), pk=pk)


@require_safe
@member_required
def show_import(request: MemberRequest, pk: int) -> HttpResponse:
    """The page; its progress alone when htmx asks for that, and the whole page again when it has ended."""
    batch = find_import(request, pk)
    if request.headers.get("HX-Target") == "progress":
        if not batch.running:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(request, "exchange/_progress.html", {"batch": batch})
    if batch.state == ImportState.UPLOADED:
        return redirect("exchange:columns", pk)
    return render(request, "exchange/import.html", context_of(request, batch))


def context_of(request: MemberRequest, batch: Import) -> dict[str, Any]:
    """Everything the page shows."""
    show, count = read_filter(request.GET.get("show", "")), count_rows(batch)
    rows = batch.rows.select_related("programme")
    page = page_of(request, rows.filter(verdict=show) if show else rows)
    return {
        "batch": batch,
        "tone": TONES[ImportState(batch.state)],
        "findings": findings_of(batch.findings, batch),
        "totals": count,
        "show": show,
        "page": page,
        "lines": [describe_row(row, batch) for row in page],
        "tabs": filter_tabs(batch, show, count),
        "may_list": may_list(request.actor),
        "checked": batch.state in (ImportState.CHECKED, ImportState.DONE),
        "asking": count_asking(request, batch),
    }


def count_asking(request: MemberRequest, batch: Import) -> int:
    """How many drafts of this import ask for what the file does not say."""
    rows = Programme.objects.owned_by(request.actor).filter(pk__in=batch.rows.order_by().values("programme"))
    return rows.filter(Q(original_language="") | Q(production_territories=[])).count()


def read_filter(show: str) -> str:
    """The verdict that rows are narrowed to; "" for all."""
    return show if show in Verdict.values else ""


def filter_tabs(batch: Import, show: str, count: dict[str, int]) -> list[dict[str, Any]]:
    """Filters as links."""
    here = reverse("exchange:import", args=[batch.pk])
    names = {"": _("All"), "ok": _("Good"), "warning": _("With a warning"), "error": _("Wrong")}
    return [
        {
            "label": name,
            "url": f"{here}?show={key}" if key else here,
            "current": key == show,
            "count": count[key or "all"],
        }
        for key, name in names.items()
    ]


@require_POST
@member_required
def take_over(request: MemberRequest, pk: int) -> HttpResponse:
    """Take over the good rows, keep the rest."""
    return act_and_show(request, find_import(request, pk), actions.order_publishing)


@require_POST
@member_required
def submit_import_cancellation(request: MemberRequest, pk: int) -> HttpResponse:
    """Take nothing over."""
    return act_and_show(request, find_import(request, pk), actions.cancel_import)


def act_and_show(request: MemberRequest, batch: Import, action: Any) -> HttpResponse:
    """Do it, and show the import as it is then."""
    try:
        action(batch=batch, by=request.actor, at=timezone.now())
    except actions.ImportMovedOn as problem:
        messages.warning(request, f"{problem.message()} {problem.advice()}")
    return redirect("exchange:import", batch.pk)


@require_POST
@member_required
def submit_row_correction(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """Change the row's wrong cells; it is checked again at once."""
    batch = find_import(request, pk)
    row = get_object_or_404(batch.rows.select_related("batch"), number=number)
    try:
        row = actions.mend_row(row=row, cells=cells_of(request, row, batch), by=request.actor, at=timezone.now())
    except actions.ImportMovedOn as problem:
        messages.warning(request, f"{problem.message()} {problem.advice()}")
        return redirect_page(request, reverse("exchange:import", args=[pk]))
    return show_mended_row(request, batch, row)


def cells_of(request: MemberRequest, row: ImportRow, batch: Import) -> dict[str, str]:
    """{column: text} of the form's cells that this file may have."""
    sent = {key.removeprefix("cell:"): text for key, text in request.POST.items() if key.startswith("cell:")}
    return {key: str(text) for key, text in sent.items() if is_mendable(row, key, batch)}


def show_mended_row(request: MemberRequest, batch: Import, row: ImportRow) -> HttpResponse:
    """The row again, on its page."""
    left = sum(one["severity"] == "error" for one in row.findings)
    said = (
        ngettext("Row %(row)s: %(n)s error is left.", "Row %(row)s: %(n)s errors are left.", left)
        if left
        else _("Row %(row)s can be taken over now.")
    ) % {"row": row.number, "n": left}
    if request.headers.get("HX-Request"):
        context = {
            "batch": batch,
            "line": describe_row(row, batch),
            "totals": count_rows(batch),
            "part": True,
            "said": said,
        }
        context |= {"may_list": may_list(request.actor), "checked": True}
        return render(request, "exchange/_mended.html", context)
    messages.info(request, said)
    show, page = read_filter(request.POST.get("show", "")), request.POST.get("page", "")
    query = f"?show={show}&page={page if page.isdecimal() else 1}"
    return redirect(f"{reverse('exchange:import', args=[batch.pk])}{query}#row-{row.number}")

"""The staff's queue: everything that waits for a decision, whatever slice it is of, the longest waiting first."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.staff_queue import StaffQueue, Waiting
from accounts.web.access import StaffRequest, staff_required
from marketplace.kit.paging import page_of
from marketplace.kit.slices import entries_of


@staff_required
def show_queue(request: StaffRequest) -> HttpResponse:
    """One list; `kind` shows one sort only."""
    language, kind = get_language() or "en", request.GET.get("kind", "")
    waiting = {one.key: list(one.read(language)) for one in entries_of(StaffQueue)}
    rows = waiting[kind] if kind in waiting else [row for rows in waiting.values() for row in rows]
    page = page_of(request, sorted(rows, key=lambda row: row.since))
    context = {"rows": page, "page": page, "seg": list_segments(waiting, kind), "now": timezone.now()}
    return render(request, "staff/queue.html", context)


def list_segments(waiting: dict[str, list[Waiting]], kind: str) -> list[dict[str, Any]]:
    """All, and each kind with how many wait."""
    everything = {
        "label": _("All"),
        "url": "?",
        "current": kind not in waiting,
        "count": sum(map(len, waiting.values())),
    }
    kinds = [
        {"label": one.label, "url": f"?kind={one.key}", "current": kind == one.key, "count": len(waiting[one.key])}
        for one in entries_of(StaffQueue)
    ]
    return [everything, *kinds]

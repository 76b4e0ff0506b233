"""Work that failed for good, of every kind: why, since when, and the two ways on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions
from accounts.web.doors import StaffRequest, staff_required
from marketplace.kit.models import Job
from marketplace.kit.paging import page_of
from marketplace.kit.problems import Problem
from marketplace.kit.work import KINDS, failed

MAX_ASIDE = 20


@staff_required
def work(request: StaffRequest) -> HttpResponse:
    """What waits for a decision, and what was set aside lately."""
    if request.method != "POST":
        return page(request)
    text = request.POST.get("job", "")
    job = get_object_or_404(Job, pk=int(text) if text.isdecimal() and len(text) < 18 else 0)
    try:
        messages.success(request, decide(request, job))
    except Problem as problem:
        return page(request, problem, job.pk)
    return redirect("desk:work")


def decide(request: StaffRequest, job: Job) -> str:
    """The one action behind the button; returns the sentence for the toast."""
    now, staff = timezone.now(), request.staff
    if request.POST.get("do") == "aside":
        actions.set_work_aside(job=job, reason=request.POST.get("reason", ""), by=staff, at=now)
        return _("Set aside.")
    actions.retry_work(job=job, by=staff, at=now)
    return _("It is being tried again.")


def page(request: StaffRequest, problem: Problem | None = None, wrong: int = 0) -> HttpResponse:
    """The page; what was refused stands at its row with all that was typed."""
    aside = Job.objects.exclude(set_aside_at=None).order_by("-set_aside_at")
    on_page = page_of(request, failed())
    context = {
        "failed": [shown(job) for job in on_page], "page": on_page, "aside": [shown(job) for job in aside[:MAX_ASIDE]],
        "problem": problem, "errors": getattr(problem, "errors", {}), "wrong": wrong, "typed": request.POST,
    }  # fmt: skip
    return render(request, "desk/work.html", context, status=problem.status if problem else 200)


def shown(job: Job) -> dict[str, Any]:
    """A job with its kind in words and what it was to be done to."""
    kind = KINDS.get(job.kind)
    found = kind.waiting().filter(pk=job.row).first() if kind else None
    what, url = kind.describe(found) if kind and found else (f"{job.kind} {job.row}", "")
    return {"job": job, "label": kind.label if kind else job.kind, "what": what, "url": url}

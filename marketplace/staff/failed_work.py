"""Work that failed for good, of every kind: why, since when, and the two ways on."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.web.access import StaffRequest, staff_required
from marketplace.kit.models import Job
from marketplace.kit.paging import page_of
from marketplace.kit.work import KINDS, failed_jobs
from marketplace.staff.buttons import Button, Done, draw_form, perform_button, refusal_context, status_of
from marketplace.staff.inputs.watch import SetAsideForm

MAX_ASIDE = 20
BUTTONS = {
    "aside": Button(actions.set_work_aside, SetAsideForm, "job", Job.objects.all, said=_("Set aside.")),
    "retry": Button(actions.retry_work, row="job", rows=Job.objects.all, said=_("It is being tried again.")),
}


@staff_required
def list_failed_work(request: StaffRequest) -> HttpResponse:
    """What waits for a decision, and what was set aside lately."""
    if request.method != "POST":
        return render_work(request)
    done = perform_button(request, BUTTONS)
    return render_work(request, done) if done.problem else redirect("staff:work")


def render_work(request: StaffRequest, done: Done | None = None) -> HttpResponse:
    """The page; what was refused stands at its row with all that was typed."""
    aside = Job.objects.exclude(set_aside_at=None).order_by("-set_aside_at")
    on_page = page_of(request, failed_jobs())
    context = refusal_context(done) | {
        "failed": [describe_job(job) | {"setting": draw_form(SetAsideForm, done, job)} for job in on_page],
        "page": on_page,
        "aside": [describe_job(job) for job in aside[:MAX_ASIDE]],
    }
    return render(request, "staff/work.html", context, status=status_of(done))


def describe_job(job: Job) -> dict[str, Any]:
    """A job with its kind in words and what it was to be done to."""
    kind = KINDS.get(job.kind)
    found = kind.waiting().filter(pk=job.row).first() if kind else None
    what, url = kind.describe(found) if kind and found else (f"{job.kind} {job.row}", "")
    return {"job": job, "label": kind.label if kind else job.kind, "what": what, "url": url}

"""What waits, by queue, and a form to say that a delay is known: so nothing keeps the alarm on for ever."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.web.doors import StaffRequest, staff_required
from marketplace.kit.problems import Problem
from marketplace.watch.actions import know_delay
from marketplace.watch.queries import delays


@staff_required
def watch(request: StaffRequest) -> HttpResponse:
    """All queues, the late ones with their form; what was typed is kept when it was refused."""
    if request.method != "POST":
        return page(request)
    queue, reason = request.POST.get("queue", ""), request.POST.get("reason", "")
    try:
        know_delay(queue=queue, reason=reason, by=request.staff, at=timezone.now())
    except Problem as problem:
        return page(request, problem)
    messages.success(request, _("Noted. What begins to wait from now on is reported again."))
    return redirect("desk:watch")


def page(request: StaffRequest, problem: Problem | None = None) -> HttpResponse:
    context = {
        "delays": delays(timezone.now()), "problem": problem, "errors": getattr(problem, "errors", {}),
        "typed": {"queue": request.POST.get("queue", ""), "reason": request.POST.get("reason", "")},
    }  # fmt: skip
    return render(request, "desk/watch.html", context, status=problem.status if problem else 200)

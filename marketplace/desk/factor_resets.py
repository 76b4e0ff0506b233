"""People who have lost their second factor: who they are, until when the owner may object, and the decision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import actions
from accounts.factor_resets import organisations_of
from accounts.models import FactorReset
from accounts.policies import may_judge
from accounts.web.doors import StaffRequest, staff_required
from marketplace.desk.reading import trail
from marketplace.kit.problems import Problem


@staff_required
def factor_reset(request: StaffRequest, pk: int) -> HttpResponse:
    """One request; remove the second step once the time to object is over, or refuse with the reason."""
    found = get_object_or_404(FactorReset.objects.select_related("user", "decided_by"), pk=pk)
    problem: Problem | None = None
    if request.method == "POST":
        try:
            decide_reset(request, found)
            return redirect("desk:queue")
        except Problem as refusal:
            problem = refusal
            found.refresh_from_db()
    organisations = organisations_of(found.user)
    context = {
        "row": found, "organisations": organisations, "problem": problem, "errors": getattr(problem, "errors", {}),
        "typed": request.POST.get("note", ""), "free": found.free_at <= timezone.now(),
        "judges": may_judge(request.staff, *organisations) and found.user_id != request.staff.user.pk,
        "trail": trail("user", found.user_id),
    }  # fmt: skip
    return render(request, "desk/factor_reset.html", context, status=problem.status if problem else 200)


def decide_reset(request: StaffRequest, found: FactorReset) -> None:
    note, now = request.POST.get("note", "")[:2000], timezone.now()
    if request.POST.get("decision") == "reset":
        actions.reset_factor(row=found, note=note, by=request.staff, at=now)
        messages.info(request, _("Removed: the person signs in with the password and sets up a new second step."))
    else:
        actions.refuse_factor_reset(row=found, note=note, by=request.staff, at=now)
        messages.info(request, _("Refused: the person reads your reason."))

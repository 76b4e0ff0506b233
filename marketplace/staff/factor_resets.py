"""People who have lost their second factor: who they are, until when the owner may object, and the decision."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.factor_resets import organisations_of
from accounts.models import FactorReset
from accounts.policies import may_judge
from accounts.web.access import StaffRequest, staff_required
from marketplace.staff.buttons import Button, draw_form, perform_button, refusal_context, status_of
from marketplace.staff.inputs.reviews import FactorResetForm
from marketplace.staff.trail import read_trail

BUTTONS = {
    "reset": Button(
        actions.reset_factor,
        FactorResetForm,
        "row",
        said=_("Removed: the person signs in with the password and sets up a new second step."),
    ),
    "refuse": Button(
        actions.refuse_factor_reset, FactorResetForm, "row", said=_("Refused: the person reads your reason.")
    ),
}


@staff_required
def factor_reset(request: StaffRequest, pk: int) -> HttpResponse:
    """One request; remove the second step once the time to object is over, or refuse with the reason."""
    found = get_object_or_404(FactorReset.objects.select_related("user", "decided_by"), pk=pk)
    done = perform_button(request, BUTTONS, name="decision", row=found) if request.method == "POST" else None
    if done and not done.problem:
        return redirect("staff:queue")
    if done:
        found.refresh_from_db()
    organisations = organisations_of(found.user)
    context = refusal_context(done) | {
        "row": found,
        "organisations": organisations,
        "decision": draw_form(FactorResetForm, done),
        "free": found.free_at <= timezone.now(),
        "judges": may_judge(request.staff, *organisations) and found.user_id != request.staff.user.pk,
        "trail": read_trail("user", found.user_id),
    }
    return render(request, "staff/factor_reset.html", context, status=status_of(done))

"""Pages for whoever has lost the second factor with all recovery codes, and for the owner who did not ask."""

from typing import Any

from allauth.account.stages import LoginStageController
from allauth.mfa.stages import AuthenticateStage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.factor_resets import reset_of
from accounts.models import FactorReset
from marketplace.kit.problems import Problem


@require_http_methods(["GET", "POST"])
def factor_reset(request: HttpRequest) -> HttpResponse:
    """In the middle of signing in, when the password was right: ask, and read how it stands."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is None or stage.login.user is None:
        return redirect("account_login")
    user = stage.login.user
    if request.method == "POST":
        actions.ask_factor_reset(user=user, at=timezone.now())
        return redirect("accounts:factor-reset")
    last = FactorReset.objects.filter(user=user).order_by("-pk").first()
    return render(request, "accounts/factor_reset.html", {"last": last, "address": mask_address(user.email)})


def mask_address(email: str) -> str:
    """Enough of the address for its owner to know it, and for nobody else."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}…@{domain}"


@require_http_methods(["GET", "POST"])
def object_to_reset(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever reads the account's mail: says what was asked, undoes it at once. Needs no sign-in."""
    row = reset_of(token)
    if row is None:
        raise Http404
    problem: Problem | None = actions.FactorResetOver() if row.outcome else None
    if request.method == "POST" and problem is None:
        try:
            actions.object_to_factor_reset(row=row, at=timezone.now())
        except Problem as refusal:
            problem = refusal
    context: dict[str, Any] = {"row": row, "done": request.method == "POST" and problem is None, "problem": problem}
    return render(request, "accounts/factor_reset_objection.html", context, status=problem.status if problem else 200)

"""API tokens of the organisation. The secret is on the page that answers its making, and nowhere else."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.inputs.access import TokenForm, end_of_life
from accounts.models import ApiToken
from accounts.policies import is_allowed, may_manage
from accounts.queries import who_may
from accounts.roles import Permission, Scope
from accounts.web.access import MemberRequest, member_required
from accounts.web.step_up import asks_again, factor_required
from marketplace.kit.problems import Problem


@member_required
@never_cache
@require_http_methods(["GET", "POST"])
@factor_required
@asks_again
def show_tokens(request: MemberRequest) -> HttpResponse:
    """List the tokens; make one and show its secret once."""
    if request.method == "GET":
        return render_tokens(request, TokenForm())
    form, now = TokenForm(request.POST), timezone.now()
    try:
        values = form.read_values()
        ends = end_of_life(values.pop("expires"), now)
        made, secret = actions.create_token(expires_at=ends, by=request.actor, at=now, **values)
    except Problem as problem:
        form.show_refusal(problem)
        return render_tokens(request, form, problem)
    return render_tokens(request, TokenForm(), made=made, secret=secret)


@member_required
@require_POST
@asks_again
def submit_token_revocation(request: MemberRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(ApiToken.objects.visible_to(request.actor), pk=pk)
    actions.revoke_token(token=token, by=request.actor, at=timezone.now())
    messages.success(request, _("“%(name)s” is revoked.") % {"name": token.name})
    return redirect("accounts:tokens")


def render_tokens(
    request: MemberRequest,
    form: TokenForm,
    problem: Problem | None = None,
    *,
    made: ApiToken | None = None,
    secret: str = "",
) -> HttpResponse:
    """The tokens and the form, with what was refused of it; the secret of one just made."""
    now = timezone.now()
    rows = (
        ApiToken.objects.visible_to(request.actor)
        .filter(revoked_at=None)
        .select_related("user")
        .order_by("-created_at")
    )
    context = {
        "form": form,
        "problem": problem,
        "made": made,
        "secret": secret,
        "tokens": [
            {
                "row": row,
                "scopes": [Scope(scope).label for scope in row.scopes],
                "expired": row.expires_at is not None and row.expires_at <= now,
            }
            for row in rows
        ],
        "may_manage": may_manage(request.actor),
        "may_make": is_allowed("create_token", request.actor),
        "owners": who_may(request.actor.organisation, Permission.MANAGE),
    }
    return render(request, "accounts/tokens.html", context, status=problem.status if problem else 200)

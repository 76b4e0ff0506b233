"""The page behind an invitation's link, for whoever holds it."""

from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.middleware import SESSION_KEY, ActorRequest
from accounts.models import Invitation
from accounts.queries import has_account, invitation_for
from accounts.queries.team import is_open
from accounts.roles import Role
from marketplace.kit.problems import Problem


@require_http_methods(["GET", "POST"])
def show_invitation(request: ActorRequest, token: str) -> HttpResponse:
    """Say who invites to what; sign up, sign in or join from here."""
    found = invitation_for(token)
    if found is None:
        raise Http404
    if not is_open(found, timezone.now()):
        raise actions.InvitationGone(found)
    if request.person is None:
        return welcome_newcomer(request, found)
    if request.method == "GET":
        return render_invitation(request, found)
    try:
        member = actions.accept_invitation(invitation=found, by=request.person, at=timezone.now())
    except Problem as problem:
        return render_invitation(request, found, problem=problem)
    request.session[SESSION_KEY] = member.organisation_id
    messages.success(request, _("You are now a member of %(name)s.") % {"name": found.organisation.name_en})
    return redirect("home")


def welcome_newcomer(request: HttpRequest, found: Invitation) -> HttpResponse:
    """For somebody signed out. Holding the link proves the address, so that signing up needs no further code."""
    get_adapter(request).stash_verified_email(request, found.email)
    return render_invitation(request, found)


def render_invitation(request: HttpRequest, found: Invitation, problem: Problem | None = None) -> HttpResponse:
    back = urlencode({"next": request.path, "email": found.email})
    registered = has_account(found.email)
    context = {
        "invitation": found,
        "roles": [Role(role).label for role in found.roles],
        "sign_in": f"{reverse('account_login')}?{back}",
        "sign_up": "" if registered else f"{reverse('account_signup')}?{back}",
        "mine": request.user.is_authenticated and request.user.email == found.email,
        "problem": problem,
    }
    return render(request, "accounts/invitation.html", context, status=problem.status if problem else 200)

"""Team: who belongs, what each role may do, who is invited."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts import actions
from accounts.inputs.access import InviteForm, RolesForm
from accounts.models import Invitation, Membership
from accounts.policies import is_allowed, may_manage
from accounts.queries import members_of, open_invitations, who_may
from accounts.roles import GRANTS, Permission, Role
from accounts.web.access import MemberRequest, member_required, post_or_back
from accounts.web.step_up import asks_again
from marketplace.kit.problems import Problem


@member_required
@require_http_methods(["GET", "POST"])
@asks_again
def show_team(request: MemberRequest) -> HttpResponse:
    """Show the team; take an invitation."""
    if request.method == "GET":
        return render_team(request)
    form = InviteForm(request.POST)
    try:
        values = form.read_values()
        actions.invite_member(by=request.actor, at=timezone.now(), **values)
    except Problem as problem:
        form.show_refusal(problem)
        return render_team(request, problem, invite=form)
    messages.success(request, _("%(email)s is invited.") % {"email": values["email"]})
    return redirect("accounts:team")


@member_required
@post_or_back("accounts:team")
@asks_again
def change_roles(request: MemberRequest, pk: int) -> HttpResponse:
    member = get_object_or_404(Membership.objects.visible_to(request.actor), pk=pk, ended_at=None)
    form = RolesForm(request.POST)
    try:
        actions.change_roles(member=member, by=request.actor, at=timezone.now(), **form.read_values())
    except Problem as problem:
        form.show_refusal(problem)
        return render_team(request, problem, refused=(pk, form))
    messages.success(request, _("Roles of %(name)s changed.") % {"name": member.user.display_name})
    return redirect("accounts:team")


@member_required
@require_POST
@asks_again
def remove_from_team(request: MemberRequest, pk: int) -> HttpResponse:
    """Remove a member, or leave oneself."""
    member = get_object_or_404(Membership.objects.visible_to(request.actor), pk=pk, ended_at=None)
    actions.remove_member(member=member, by=request.actor, at=timezone.now())
    if member.user_id == request.actor.user.pk:
        messages.success(request, _("You left %(name)s.") % {"name": request.actor.organisation.name_en})
        return redirect("home")
    messages.success(request, _("%(name)s is no longer a member.") % {"name": member.user.display_name})
    return redirect("accounts:team")


@member_required
@require_POST
def submit_invitation_revocation(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.visible_to(request.actor), pk=pk)
    actions.revoke_invitation(invitation=invitation, by=request.actor, at=timezone.now())
    messages.success(request, _("The invitation of %(email)s is taken back.") % {"email": invitation.email})
    return redirect("accounts:team")


def render_team(
    request: MemberRequest,
    problem: Problem | None = None,
    *,
    invite: InviteForm | None = None,
    refused: tuple[int, RolesForm] | None = None,
) -> HttpResponse:
    """The whole page; `refused` is the member whose new roles were refused, with the form that says why."""
    own, now = request.actor.organisation, timezone.now()
    context: dict[str, Any] = {
        "problem": None if refused else problem,
        "members": [member_row(member, refused, problem) for member in members_of(own)],
        "invitations": [
            {"row": one, "roles": [Role(role).label for role in one.roles], "expired": one.expires_at <= now}
            for one in open_invitations(own)
        ],
        "invite": invite or InviteForm(initial={"language": request.actor.user.language}),
        "role_table": [(role.label, [Permission(p).label for p in Permission if p in GRANTS[role]]) for role in Role],
        "may_manage": may_manage(request.actor),
        "may_change": is_allowed("change_roles", request.actor),
        "may_invite": is_allowed("invite_member", request.actor),
        "owners": who_may(own, Permission.MANAGE),
        "me": request.actor.user,
    }
    return render(request, "accounts/team.html", context, status=problem.status if problem else 200)


def member_row(member: Membership, refused: tuple[int, RolesForm] | None, problem: Problem | None) -> dict[str, Any]:
    """A member with the form of the roles, and with what was refused of it."""
    here = refused is not None and refused[0] == member.pk
    form = refused[1] if refused and here else RolesForm(initial={"roles": member.roles})
    form.auto_id = f"id_{member.pk}_%s"
    return {
        "member": member,
        "user": member.user,
        "roles": [Role(role).label for role in member.roles],
        "form": form,
        "problem": problem if here else None,
    }

"""Join an organisation by the link that came by mail."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actors import Person
from accounts.acts import ACTS
from accounts.audit import record_entry
from accounts.models import Invitation, Membership, Organisation
from accounts.notices import draft_for_members
from accounts.refusals import InvitingSuspended
from accounts.roles import Permission
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Problem

USED = _("This invitation was used already.")
REVOKED = _("This invitation was taken back.")
EXPIRED = _("This invitation expired after 14 days.")


class InvitationGone(Problem):
    """Used, taken back or expired."""

    code = "invitation_gone"
    status = 410
    text = "%(why)s"
    hint = _("Ask the person who invited you for a new one.")

    def __init__(self, invitation: Invitation) -> None:
        super().__init__(why=self.reason(invitation))

    @staticmethod
    def reason(invitation: Invitation) -> str | Promise:
        if invitation.accepted_at is not None:
            return USED
        return REVOKED if invitation.revoked_at is not None else EXPIRED


class WrongAddress(Problem):
    code = "wrong_address"
    status = 403
    text = _("This invitation is for %(email)s; you are signed in as %(own)s.")
    hint = _("Sign out, then open the link again.")


def accept_invitation(*, invitation: Invitation, by: Person, at: datetime) -> Membership:
    """Make `by` a member with the roles of the invitation, which is used up by it.

    Who is a member already keeps the roles he has. Raises WrongAddress, InvitationGone,
    InvitingSuspended.
    """
    if by.user.email != invitation.email:
        raise WrongAddress(email=invitation.email, own=by.user.email)
    with transaction.atomic():
        must_take_members(invitation.organisation)
        rows = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None, expires_at__gt=at)
        if not rows.update(accepted_at=at):
            invitation.refresh_from_db()
            raise InvitationGone(invitation)
        invitation.accepted_at = at
        member, joined = join_organisation(invitation, by, at)
        if joined:
            after = {"roles": member.roles, "organisation": invitation.organisation_id}
            told = draft_for_members(
                invitation.organisation,
                "accounts.joined",
                url=url_of(member),
                may=Permission.MANAGE,
                person=by.user.display_name,
                email=by.user.email,
            )
            record_entry(by=by, did="accounts.accept_invitation", what=member, at=at, after=after, tell=[told])
    return member


def must_take_members(organisation: Organisation) -> None:
    """Raise InvitingSuspended while the organisation may not take anybody in; it stays as it is until the commit."""
    held = Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    if held.state not in ACTS["accept_invitation"].other:
        raise InvitingSuspended(name=held.name_en)


def join_organisation(invitation: Invitation, by: Person, at: datetime) -> tuple[Membership, bool]:
    """The place in the organisation, and whether it is new."""
    place = {"user": by.user, "organisation": invitation.organisation}
    try:
        with transaction.atomic():
            return Membership.objects.create(**place, roles=invitation.roles, joined_at=at), True
    except IntegrityError as error:
        if violated_constraint(error) != "one_place_per_person":
            raise
        return Membership.objects.get(**place, ended_at=None), False

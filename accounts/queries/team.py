"""Who belongs to an organisation, who is invited, who may."""

from datetime import datetime

from accounts.models import Invitation, Membership, Organisation, User
from accounts.models.team import OwnQuerySet
from accounts.roles import GRANTS, Permission
from accounts.tokens import digest_secret


def members_of(organisation: Organisation) -> OwnQuerySet[Membership]:
    """The members of today, the longest first."""
    rows = Membership.objects.filter(organisation=organisation, ended_at=None)
    return rows.select_related("user").order_by("joined_at", "pk")


def open_invitations(organisation: Organisation) -> OwnQuerySet[Invitation]:
    """Invitations that nobody answered or took back, the newest first; expired ones stay visible until taken back."""
    rows = Invitation.objects.filter(organisation=organisation, accepted_at=None, revoked_at=None)
    return rows.select_related("invited_by").order_by("-created_at")


def who_may(organisation: Organisation, permission: Permission) -> list[User]:
    """The members whose role grants `permission`."""
    roles = [role for role, grants in GRANTS.items() if permission in grants]
    return [member.user for member in members_of(organisation).filter(roles__overlap=roles)]


def invitation_for(token: str) -> Invitation | None:
    """The invitation that this link was made for, whatever became of it."""
    return (
        Invitation.objects.select_related("organisation", "invited_by")
        .filter(token_sha256=digest_secret(token))
        .first()
    )


def is_open(invitation: Invitation, at: datetime) -> bool:
    """Can it still be accepted?"""
    return invitation.accepted_at is None and invitation.revoked_at is None and invitation.expires_at > at


def has_account(email: str) -> bool:
    """Is somebody registered with this address?"""
    return User.objects.filter(email=email.lower()).exists()

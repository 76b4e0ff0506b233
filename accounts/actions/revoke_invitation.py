"""Take an invitation back."""

from datetime import datetime

from django.db import transaction

from accounts.actions.accept_invitation import InvitationGone
from accounts.actions.moves import must_manage
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import Invitation


def revoke_invitation(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Make the link useless. Taking back twice is no error.

    Raises MayNotManage, InvitationGone (accepted meanwhile).
    """
    with transaction.atomic():
        must_manage("revoke_invitation", by)
        rows = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if rows.update(revoked_at=at):
            record_entry(
                by=by, did="accounts.revoke_invitation", what=invitation, at=at, before={"email": invitation.email}
            )
            return
    invitation.refresh_from_db()
    if invitation.accepted_at is not None:
        raise InvitationGone(invitation)

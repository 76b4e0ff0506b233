"""End a person's place in the organisation: an owner removes somebody, or somebody leaves."""

from datetime import datetime

from accounts.actions.allowing import must_be_allowed
from accounts.actions.moves import MayNotManage
from accounts.actions.team import changing_team, lock_member
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import ApiToken, Membership
from accounts.notices import NoticeDraft, draft_for_person
from accounts.policies import may_leave


def remove_member(*, member: Membership, by: Actor, at: datetime) -> None:
    """End the membership and revoke the API tokens that the person made for the organisation.

    Raises MayNotManage, MemberGone, LastOwner.
    """
    with changing_team(by.organisation):
        now = must_be_allowed("remove_member", by, MayNotManage)
        if not may_leave(now, member):
            raise MayNotManage(by)
        locked = lock_member(member)
        locked.ended_at = at
        locked.save(update_fields=["ended_at"])
        tokens = ApiToken.objects.filter(user=locked.user, organisation=by.organisation, revoked_at=None)
        revoked = tokens.update(revoked_at=at)
        after = {"ended_at": at.isoformat(), "tokens_revoked": revoked}
        before = {"roles": locked.roles}
        told = [] if locked.user_id == by.user.pk else [draft_of_removal(locked, by)]
        record_entry(by=by, did="accounts.remove_member", what=locked, at=at, before=before, after=after, tell=told)


def draft_of_removal(member: Membership, by: Actor) -> NoticeDraft:
    """The person reads it in whatever name she acts from now on: here she is a member no more."""
    return draft_for_person(
        member.user,
        "accounts.removed",
        organisation=by.organisation.name_en,
        changed_by=by.user.display_name,
    )

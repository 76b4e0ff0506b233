"""Change what a member may do."""

from collections.abc import Iterable
from datetime import datetime

from accounts.actions.moves import must_manage
from accounts.actions.team import changing_team, known_roles, lock_member
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import Membership
from accounts.notices import draft_for_person
from marketplace.kit.pages import url_of


def change_roles(*, member: Membership, roles: Iterable[str], by: Actor, at: datetime) -> Membership:
    """Give the member exactly these roles. Raises MayNotManage, NotAllowedNow, Invalid, MemberGone, LastOwner."""
    with changing_team(by.organisation):
        must_manage("change_roles", by)
        wanted = known_roles(roles)
        locked = lock_member(member)
        before = {"roles": locked.roles}
        if locked.roles == wanted:
            return locked
        locked.roles = wanted
        locked.save(update_fields=["roles"])
        told = draft_for_person(
            locked.user,
            "accounts.roles_changed",
            url=url_of(locked),
            of=by.organisation,
            organisation=by.organisation.name_en,
            changed_by=by.user.display_name,
        )
        after = {"roles": wanted}
        record_entry(by=by, did="accounts.change_roles", what=locked, at=at, before=before, after=after, tell=[told])
    return locked

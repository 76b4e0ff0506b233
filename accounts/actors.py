"""Who acts. Made in two places only: `accounts.middleware` (session) and `accounts.authentication` (API token)."""

from dataclasses import dataclass

from accounts.models import Organisation, User
from accounts.roles import GRANTS, SCOPE_OF, STAFF_GRANTS, Permission, Scope, StaffPermission


@dataclass(frozen=True)
class Actor:
    """A user acting for one organisation. `scopes` narrows a token; None means a person in the browser."""

    user: User
    organisation: Organisation
    roles: frozenset[str]
    scopes: frozenset[str] | None = None
    request_id: str = ""
    address: str = ""
    # The kind of second factor that the person showed in the last 15 minutes; empty for none.
    factor: str = ""

    def can(self, permission: Permission) -> bool:
        """May this member do it, by role and, for a token, by scope?"""
        by_role = any(permission in GRANTS[role] for role in self.roles)
        return by_role and (self.scopes is None or SCOPE_OF[permission] in self.scopes)

    def has_scope(self, scope: Scope) -> bool:
        """Is the token meant for this? A person in the browser needs no scope."""
        return self.scopes is None or scope in self.scopes

    @property
    def verified(self) -> bool:
        """Has staff verified the organisation? Until then it searches, saves and drafts."""
        return self.organisation.verified


@dataclass(frozen=True)
class Person:
    """A signed-in user acting for nobody else: making an organisation, joining one, changing the own profile."""

    user: User
    request_id: str = ""
    address: str = ""


@dataclass(frozen=True)
class Staff:
    """A member of Monsoon's staff, acting as such."""

    user: User
    request_id: str = ""
    address: str = ""

    def can(self, permission: StaffPermission) -> bool:
        """Does one of the person's roles grant it?"""
        return any(permission in STAFF_GRANTS[role] for role in self.user.staff_roles)

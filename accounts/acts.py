"""Every act that somebody can do, and when it is allowed: one table, to which each slice adds its own in its module `acts`.
Actions, pages and the API ask it through `accounts.policies`; an action that has no line there fails the suite."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from accounts.roles import Permission, StaffPermission
from accounts.states import OrganisationState

States = frozenset[str]
ANY: States = frozenset(OrganisationState)
# A suspended organisation reads, and takes back what it gave; it makes nothing new.
WORKING: States = ANY - {OrganisationState.SUSPENDED}
TRADING: States = frozenset({OrganisationState.VERIFIED})
PUBLISHED = "published"


class Kind(Enum):
    """Who does it: a member for the organisation, a signed-in person for herself, or Monsoon's staff."""

    MEMBER = "member"
    PERSON = "person"
    STAFF = "staff"


@dataclass(frozen=True)
class Act:
    """`needs`: side of the deal ("" where there are no sides) -> permissions, of which one is enough; a side that is not
    named never does it, no permission at all means every member.

    `own`, `other`: the states of the organisations in which it is allowed. `listing`: the listing must be published.
    `one_side`: who belongs to the other side, or did since the deal began, is refused. `staff`: what a member of the staff needs.
    """

    kind: Kind = Kind.MEMBER
    needs: Mapping[str, frozenset[Permission]] = field(default_factory=lambda: {"": frozenset[Permission]()})
    own: States = WORKING
    other: States = ANY
    listing: bool = False
    one_side: bool = False
    staff: StaffPermission | None = None


def own_act(*permissions: Permission, own: States = WORKING) -> Act:
    """What a member does inside the organisation."""
    return Act(needs={"": frozenset(permissions)}, own=own)


def deal_act(
    *,
    buyer: Permission | None = None,
    seller: Permission | None = None,
    own: States = TRADING,
    other: States = TRADING,
    listing: bool = True,
) -> Act:
    """What a member does towards the other side of a deal."""
    needs = {side: frozenset({given}) for side, given in (("buyer", buyer), ("seller", seller)) if given}
    return Act(needs=needs, own=own, other=other, listing=listing, one_side=True)


ACTS: dict[str, Act] = {}


def declare_acts(acts: Mapping[str, Act]) -> None:
    """Add a slice's acts. Raises ValueError where another slice has an act of that name."""
    if twice := ACTS.keys() & acts.keys():
        raise ValueError(f"declared again: {', '.join(sorted(twice))}")
    ACTS.update(acts)


OF_A_PERSON = Act(Kind.PERSON)


def staff_act(permission: StaffPermission) -> Act:
    """What Monsoon's staff do."""
    return Act(Kind.STAFF, staff=permission)


VERIFYING, SUPPORTING = staff_act(StaffPermission.VERIFY), staff_act(StaffPermission.SUPPORT)

declare_acts(
    {
        "create_organisation": OF_A_PERSON,
        "change_profile": OF_A_PERSON,
        "change_theme": OF_A_PERSON,
        "choose_notice_channels": OF_A_PERSON,
        "state_latin_name": OF_A_PERSON,
        "accept_invitation": Act(Kind.PERSON, other=WORKING),
        "update_organisation": own_act(Permission.MANAGE),
        "submit_organisation": own_act(Permission.MANAGE),
        "add_document": own_act(Permission.MANAGE),
        "remove_document": own_act(Permission.MANAGE),
        "start_upload": own_act(),
        "append_piece": own_act(),
        "cancel_upload": own_act(own=ANY),
        "invite_member": own_act(Permission.MANAGE),
        "revoke_invitation": own_act(Permission.MANAGE, own=ANY),
        "change_roles": own_act(Permission.MANAGE),
        "remove_member": own_act(own=ANY),  # oneself, or anybody for who manages
        "create_token": own_act(Permission.MANAGE),
        "revoke_token": own_act(Permission.MANAGE, own=ANY),
        "mark_notices_read": own_act(own=ANY),
        "verify_organisation": VERIFYING,
        "return_organisation": VERIFYING,
        "propose_suspension": VERIFYING,
        "suspend_organisation": VERIFYING,
        "drop_suspension": VERIFYING,
        "reinstate_organisation": VERIFYING,
        "add_rates": staff_act(StaffPermission.ENTER_MONEY),
        "reset_factor": SUPPORTING,
        "refuse_factor_reset": SUPPORTING,
        "retry_work": SUPPORTING,
        "set_work_aside": SUPPORTING,
    }
)

"""Every act that somebody can do, and when it is allowed: one table. Actions, pages and the API ask it through
`accounts.policies`; an action that has no line here fails the suite."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from accounts.roles import Permission
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
    `one_side`: who belongs to the other side, or did since the deal began, is refused.
    """

    kind: Kind = Kind.MEMBER
    needs: Mapping[str, frozenset[Permission]] = field(default_factory=lambda: {"": frozenset[Permission]()})
    own: States = WORKING
    other: States = ANY
    listing: bool = False
    one_side: bool = False


def own_act(*permissions: Permission, own: States = WORKING) -> Act:
    """What a member does inside the organisation."""
    return Act(needs={"": frozenset(permissions)}, own=own)


def deal_act(
    *, buyer: Permission | None = None, seller: Permission | None = None, own: States = TRADING, other: States = TRADING,
    listing: bool = True,
) -> Act:  # fmt: skip
    """What a member does towards the other side of a deal."""
    needs = {side: frozenset({given}) for side, given in (("buyer", buyer), ("seller", seller)) if given}
    return Act(needs=needs, own=own, other=other, listing=listing, one_side=True)


P = Permission
LISTING = own_act(P.LIST)
NEGOTIATING = deal_act(buyer=P.BUY, seller=P.SELL)
# Leaving a deal, and talking about it, stays open when the other side or the title is stopped.
LEAVING = deal_act(buyer=P.BUY, seller=P.SELL, other=ANY, listing=False)
PAYING = deal_act(buyer=P.PAY, own=WORKING, other=WORKING)
CHECKING = deal_act(buyer=P.BUY, own=WORKING, other=ANY, listing=False)
OF_A_PERSON, OF_STAFF = Act(Kind.PERSON), Act(Kind.STAFF)

ACTS: dict[str, Act] = {
    # people and organisations
    "create_organisation": OF_A_PERSON,
    "change_profile": OF_A_PERSON,
    "change_theme": OF_A_PERSON,
    "state_latin_name": OF_A_PERSON,
    "accept_invitation": Act(Kind.PERSON, other=WORKING),
    "update_organisation": own_act(P.MANAGE),
    "submit_organisation": own_act(P.MANAGE),
    "add_document": own_act(P.MANAGE),
    "remove_document": own_act(P.MANAGE),
    "invite_member": own_act(P.MANAGE),
    "revoke_invitation": own_act(P.MANAGE, own=ANY),
    "change_roles": own_act(P.MANAGE),
    "remove_member": own_act(own=ANY),  # oneself, or anybody for who manages
    "create_token": own_act(P.MANAGE),
    "revoke_token": own_act(P.MANAGE, own=ANY),
    "mark_notices_read": own_act(own=ANY),
    "verify_organisation": OF_STAFF,
    "return_organisation": OF_STAFF,
    "propose_suspension": OF_STAFF,
    "suspend_organisation": OF_STAFF,
    "drop_suspension": OF_STAFF,
    "reinstate_organisation": OF_STAFF,
    "add_rates": OF_STAFF,
    "reset_factor": OF_STAFF,
    "refuse_factor_reset": OF_STAFF,
    "retry_work": OF_STAFF,
    "set_work_aside": OF_STAFF,
    "know_delay": OF_STAFF,
    # listings
    "draft_programme": LISTING,
    "save_programme": LISTING,
    "save_seasons": LISTING,
    "add_artwork": LISTING,
    "remove_artwork": LISTING,
    "confirm_rights": LISTING,
    "record_right_in": LISTING,
    "record_right_out": LISTING,
    "attach_document": LISTING,
    "cut_named": LISTING,
    "sync_rights": LISTING,
    "save_asks": LISTING,
    "end_record": LISTING,
    "shorten": LISTING,
    "split_right": LISTING,
    "terminate": LISTING,
    "grant_mandate": LISTING,
    "end_mandate": LISTING,
    "show_dates_to": LISTING,
    "submit_for_review": own_act(P.LIST, own=TRADING),
    "save_territory_set": own_act(P.LIST, P.BUY, P.MANAGE),
    "delete_territory_set": own_act(P.LIST, P.BUY, P.MANAGE),
    "keep_usual": own_act(own=ANY),
    "watch": own_act(),
    "unwatch": own_act(own=ANY),
    "wait_for": own_act(),
    "leave_waiting": own_act(own=ANY),
    "ask_for_dates": own_act(),
    "add_evidence": LISTING,
    "decide_claim": OF_STAFF,
    "propose": OF_STAFF,
    "confirm": OF_STAFF,
    "confirm_cut": OF_STAFF,
    "drop_proposal": OF_STAFF,
    "open_parting": OF_STAFF,
    "withdraw_revision": own_act(P.LIST, own=ANY),
    "accept_revision": OF_STAFF,
    "return_revision": OF_STAFF,
    "approve_listing": OF_STAFF,
    "return_listing": OF_STAFF,
    "take_down": OF_STAFF,
    "end_under_licence": OF_STAFF,
    "close_case": OF_STAFF,
    # files that come in
    "start_import": LISTING,
    "choose_table": LISTING,
    "choose_columns": LISTING,
    "mend_row": LISTING,
    "order_publishing": LISTING,
    "publish_import": LISTING,
    "cancel_import": own_act(P.LIST, own=ANY),
    # offers
    "submit_offer": deal_act(buyer=P.BUY),
    "counter_offer": NEGOTIATING,
    "accept_offer": NEGOTIATING,
    "decline_offer": LEAVING,
    "withdraw_offer": LEAVING,
    "send_message": LEAVING,
    # contracts
    "sign_contract": deal_act(buyer=P.SIGN, seller=P.SIGN),
    "deliver_material": deal_act(seller=P.SELL, own=WORKING, other=WORKING),
    "accept_material": CHECKING,
    "refuse_material": CHECKING,
    # payments
    "open_charge": PAYING,
    "claim_transfer": PAYING,
    "withdraw_transfer": deal_act(buyer=P.PAY, own=ANY, other=ANY, listing=False),
    "see_transfer": OF_STAFF,
    "match_transfer": OF_STAFF,
    "refuse_transfer": OF_STAFF,
    "credit_transfer": OF_STAFF,
    "enter_receipt": OF_STAFF,
    "allocate_receipt": OF_STAFF,
    "credit_receipt": OF_STAFF,
    "take_credit": OF_STAFF,
    "use_credit": OF_STAFF,
    "return_credit": OF_STAFF,
    "take_note": OF_STAFF,
}

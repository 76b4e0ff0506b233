"""What can be done with programmes and their rights, and when."""

from accounts.acts import ANY, TRADING, declare_acts, own_act, staff_act
from accounts.roles import Permission, StaffPermission

MODERATING = staff_act(StaffPermission.MODERATE)
LISTING = own_act(Permission.LIST)

declare_acts(
    {
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
        "submit_for_review": own_act(Permission.LIST, own=TRADING),
        "save_territory_set": own_act(Permission.LIST, Permission.BUY, Permission.MANAGE),
        "delete_territory_set": own_act(Permission.LIST, Permission.BUY, Permission.MANAGE),
        "keep_usual": own_act(own=ANY),
        "watch": own_act(),
        "unwatch": own_act(own=ANY),
        "wait_for": own_act(),
        "leave_waiting": own_act(own=ANY),
        "ask_for_dates": own_act(),
        "add_evidence": LISTING,
        "decide_claim": MODERATING,
        "propose_answer": MODERATING,
        "confirm_answer": MODERATING,
        "confirm_cut": MODERATING,
        "drop_proposal": MODERATING,
        "open_parting": MODERATING,
        "withdraw_revision": own_act(Permission.LIST, own=ANY),
        "accept_revision": MODERATING,
        "return_revision": MODERATING,
        "approve_listing": MODERATING,
        "return_listing": MODERATING,
        "take_down": MODERATING,
        "end_under_licence": MODERATING,
        "close_case": MODERATING,
    }
)

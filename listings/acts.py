"""What can be done with programmes and their rights, and when."""

from accounts.acts import ANY, OF_STAFF, TRADING, declare_acts, own_act
from accounts.roles import Permission

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
        "decide_claim": OF_STAFF,
        "propose": OF_STAFF,
        "confirm": OF_STAFF,
        "confirm_cut": OF_STAFF,
        "drop_proposal": OF_STAFF,
        "open_parting": OF_STAFF,
        "withdraw_revision": own_act(Permission.LIST, own=ANY),
        "accept_revision": OF_STAFF,
        "return_revision": OF_STAFF,
        "approve_listing": OF_STAFF,
        "return_listing": OF_STAFF,
        "take_down": OF_STAFF,
        "end_under_licence": OF_STAFF,
        "close_case": OF_STAFF,
    }
)

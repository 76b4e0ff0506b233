"""What can be done with instalments and money, and when."""

from accounts.acts import ANY, OF_STAFF, WORKING, deal_act, declare_acts
from accounts.roles import Permission

PAYING = deal_act(buyer=Permission.PAY, own=WORKING, other=WORKING)

declare_acts(
    {
        "open_charge": PAYING,
        "claim_transfer": PAYING,
        "withdraw_transfer": deal_act(buyer=Permission.PAY, own=ANY, other=ANY, listing=False),
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
)

"""What can be done with instalments and money, and when."""

from accounts.acts import ANY, WORKING, deal_act, declare_acts, staff_act
from accounts.roles import Permission, StaffPermission

ENTERING, SETTLING = staff_act(StaffPermission.ENTER_MONEY), staff_act(StaffPermission.SETTLE_MONEY)
PAYING = deal_act(buyer=Permission.PAY, own=WORKING, other=WORKING)

declare_acts(
    {
        "open_charge": PAYING,
        "claim_transfer": PAYING,
        "withdraw_transfer": deal_act(buyer=Permission.PAY, own=ANY, other=ANY, listing=False),
        "see_transfer": ENTERING,
        "match_transfer": SETTLING,
        "refuse_transfer": SETTLING,
        "credit_transfer": SETTLING,
        "enter_receipt": ENTERING,
        "allocate_receipt": SETTLING,
        "credit_receipt": SETTLING,
        "take_credit": ENTERING,
        "use_credit": SETTLING,
        "return_credit": SETTLING,
        "close_money_case": SETTLING,
        "take_note": SETTLING,
    }
)

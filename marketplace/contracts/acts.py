"""What can be done with a contract and its materials, and when."""

from accounts.acts import ANY, WORKING, deal_act, declare_acts
from accounts.roles import Permission

CHECKING = deal_act(buyer=Permission.BUY, own=WORKING, other=ANY, listing=False)

declare_acts(
    {
        "sign_contract": deal_act(buyer=Permission.SIGN, seller=Permission.SIGN),
        "deliver_material": deal_act(seller=Permission.SELL, own=WORKING, other=WORKING),
        "accept_material": CHECKING,
        "refuse_material": CHECKING,
    }
)

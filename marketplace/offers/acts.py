"""What can be done in a negotiation, and when."""

from accounts.acts import ANY, deal_act, declare_acts
from accounts.roles import Permission

NEGOTIATING = deal_act(buyer=Permission.BUY, seller=Permission.SELL)
# Leaving a deal, and talking about it, stays open when the other side or the title is stopped.
LEAVING = deal_act(buyer=Permission.BUY, seller=Permission.SELL, other=ANY, listing=False)

declare_acts(
    {
        "submit_offer": deal_act(buyer=Permission.BUY),
        "counter_offer": NEGOTIATING,
        "accept_offer": NEGOTIATING,
        "decline_offer": LEAVING,
        "withdraw_offer": LEAVING,
        "send_message": LEAVING,
    }
)

"""What can be done with visits, and when."""

from accounts.acts import deal_act, declare_acts
from accounts.roles import Permission

declare_acts({"plan_visit": deal_act(buyer=Permission.BUY)})

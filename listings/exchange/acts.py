"""What can be done with files that come in, and when."""

from accounts.acts import ANY, declare_acts, own_act
from accounts.roles import Permission

LISTING = own_act(Permission.LIST)

declare_acts(
    {
        "start_import": LISTING,
        "choose_table": LISTING,
        "choose_columns": LISTING,
        "mend_row": LISTING,
        "order_publishing": LISTING,
        "publish_import": LISTING,
        "cancel_import": own_act(Permission.LIST, own=ANY),
    }
)

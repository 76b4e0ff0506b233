"""What can be done about what waits."""

from accounts.acts import SUPPORTING, declare_acts

declare_acts(
    {
        "know_delay": SUPPORTING,
    }
)

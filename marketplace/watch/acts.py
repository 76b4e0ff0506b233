"""What can be done about what waits."""

from accounts.acts import OF_STAFF, declare_acts

declare_acts(
    {
        "know_delay": OF_STAFF,
    }
)

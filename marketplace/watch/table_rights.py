"""What the application may do to the tables of the watch."""

from marketplace.kit.table_rights import GROWS, STAYS, Table, declare_tables

declare_tables(
    {
        "watch_knowndelay": Table(GROWS),
        "watch_heartbeat": Table(STAYS),
    }
)

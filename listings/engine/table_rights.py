"""What the application may do to the tables of the rights engine."""

from marketplace.kit.table_rights import WHOLE, Table, declare_tables

declare_tables(
    {
        "engine_change": Table(WHOLE),
    }
)

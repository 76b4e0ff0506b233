"""What the application may do to the tables of the installation."""

from marketplace.kit.table_rights import READ, Table, declare_tables

declare_tables(
    {
        "operations_installation": Table(READ),
    }
)

"""What the application may do to the tables of files that come in."""

from marketplace.kit.table_rights import WHOLE, Table, declare_tables

declare_tables(
    {
        "exchange_import": Table(WHOLE),
        "exchange_importrow": Table(WHOLE),
    }
)

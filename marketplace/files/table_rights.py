"""What the application may do to the table of files."""

from marketplace.kit.table_rights import STAYS, Table, declare_tables

declare_tables({"files_storedfile": Table(STAYS, fixed=("place", "owner_id", "name", "kind", "size", "sha256"))})

"""What the application may do to the tables of files."""

from marketplace.kit.table_rights import STAYS, WHOLE, Table, declare_tables

ANNOUNCED = ("id", "owner_id", "sender_id", "purpose", "name", "size", "sha256", "began_at", "expires_at")

declare_tables(
    {
        "files_storedfile": Table(STAYS, fixed=("place", "owner_id", "name", "kind", "size", "sha256")),
        "files_upload": Table(WHOLE, fixed=ANNOUNCED),
    }
)

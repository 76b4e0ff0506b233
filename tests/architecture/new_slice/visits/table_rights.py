"""What the application may do to the tables of visits."""

from marketplace.kit.table_rights import STAYS, Table, declare_tables

declare_tables({"visits_visit": Table(STAYS, fixed=("deal_id", "number", "planned_at"))})

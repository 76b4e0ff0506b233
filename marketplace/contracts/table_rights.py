"""What the application may do to the tables of contracts."""

from marketplace.kit.table_rights import GROWS, STAYS, Table, declare_tables

declare_tables(
    {
        "contracts_deliveryevent": Table(GROWS),
        "contracts_contractparty": Table(GROWS),
        "contracts_contractline": Table(GROWS),
        "contracts_contract": Table(STAYS, fixed=("deal_id", "offer_id", "agreed", "agreed_sha256")),
        "contracts_signature": Table(STAYS, fixed=("contract_id", "user_id", "typed_name", "signed_at")),
        "contracts_material": Table(STAYS),
        "contracts_instalment": Table(
            STAYS,
            fixed=(
                "contract_id",
                "number",
                "group",
                "due_rule",
                "latest_on",
                "preconditions",
                "percent",
                "gross_minor",
                "commission_minor",
                "currency",
            ),
        ),
    }
)

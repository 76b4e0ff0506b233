"""What the application may do to the tables of payments."""

from marketplace.kit.table_rights import GROWS, READ, STAYS, Table, declare_tables

declare_tables(
    {
        "payments_ledgerbalance": Table(READ, locked_by=("account_id",)),
        "payments_ledgeraccount": Table(GROWS),
        "payments_journal": Table(GROWS),
        "payments_entry": Table(GROWS),
        "payments_receipt": Table(GROWS),
        "payments_allocation": Table(GROWS),
        "payments_charge": Table(STAYS, fixed=("instalment_id", "attempt", "opened_by_id")),
        "payments_banktransfer": Table(STAYS, fixed=("instalment_id", "claimed_minor", "proof", "claimed_by_id")),
        "payments_stripeevent": Table(STAYS, fixed=("stripe_id", "kind", "payload")),
        "payments_credit": Table(
            STAYS, fixed=("buyer_id", "amount_minor", "currency", "reason", "receipt_id", "charge_id")
        ),
        "payments_moneycase": Table(STAYS),
        "payments_verification": Table(STAYS),
    }
)

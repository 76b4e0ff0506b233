"""What the application may do to the tables of the negotiation."""

from marketplace.kit.table_rights import GROWS, STAYS, Table, declare_tables

declare_tables(
    {
        "offers_deal": Table(GROWS),
        "offers_offerline": Table(GROWS),
        "offers_offer": Table(STAYS, fixed=("deal_id", "number", "opened_by_id", "opened_at")),
        "offers_round": Table(STAYS, fixed=("offer_id", "number", "side", "author_id", "terms", "message", "made_at")),
        "offers_message": Table(STAYS),
    }
)

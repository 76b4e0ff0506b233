"""What the application may do to the tables of programmes and rights."""

from marketplace.kit.table_rights import GROWS, READ, STAYS, WHOLE, Table, declare_tables

declare_tables(
    {
        "listings_taken_elsewhere": Table(READ),
        "listings_shared_lock": Table(READ),
        "listings_rightshistory": Table(GROWS),
        "listings_holding": Table(GROWS),
        "listings_programme": Table(STAYS),
        "listings_rightout": Table(STAYS, fixed=("holding_id", "licensee_id")),
        "listings_conflictcase": Table(STAYS),
        "listings_review": Table(STAYS),
        "listings_listingrevision": Table(STAYS, fixed=("programme_id",)),
        "listings_rightsclaim": Table(STAYS),
        "listings_workcase": Table(STAYS),
        "listings_season": Table(WHOLE),
        "listings_episode": Table(WHOLE),
        "listings_ask": Table(WHOLE),
        "listings_programmetext": Table(WHOLE),
        "listings_credit": Table(WHOLE),
        "listings_award": Table(WHOLE),
        "listings_identifier": Table(WHOLE),
        "listings_work": Table(WHOLE),
        "listings_workidentifier": Table(WHOLE),
        "listings_permit": Table(WHOLE),
        "listings_rating": Table(WHOLE),
        "listings_cut": Table(WHOLE),
        "listings_rightin": Table(WHOLE),
        "listings_territoryset": Table(WHOLE),
        "listings_sellerterms": Table(WHOLE),
        "listings_waitingentry": Table(WHOLE),
        "listings_watch": Table(WHOLE),
        "listings_languageversion": Table(WHOLE),
        "listings_artwork": Table(WHOLE),
        "listings_searchentry": Table(WHOLE),
        "listings_sortkey": Table(WHOLE),
    }
)

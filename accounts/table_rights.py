"""What the application may do to the tables of people and organisations."""

from marketplace.kit.table_rights import GROWS, STAYS, WHOLE, Table, declare_tables

declare_tables(
    {
        "accounts_auditentry": Table(GROWS),
        "accounts_user": Table(STAYS),
        "accounts_organisation": Table(STAYS),
        "accounts_organisationdocument": Table(STAYS),
        "accounts_membership": Table(STAYS),
        "accounts_invitation": Table(STAYS),
        "accounts_apitoken": Table(STAYS),
        "accounts_notice": Table(STAYS),
        "accounts_exchangerate": Table(STAYS),
        "accounts_newaddress": Table(STAYS),
        "accounts_factorreset": Table(STAYS, fixed=("user_id", "asked_at", "free_at")),
        "accounts_user_groups": Table(WHOLE),
        "accounts_user_user_permissions": Table(WHOLE),
        "accounts_answeredrequest": Table(WHOLE),
    }
)

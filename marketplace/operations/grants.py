"""What the application's role may do to each table. Whoever adds a table declares it here; a test compares.

The triggers that guard the tables stand whoever writes; these rights keep the application from taking them away, and from
asking at all for what no code of ours ever asks. It owns nothing, empties nothing and changes no definition.
"""

from typing import Final

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

READ: Final = "select"
GROWS: Final = "select, insert"
STAYS: Final = "select, insert, update"
WHOLE: Final = "select, insert, update, delete"
PRIVILEGES: Final = ("select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain")

TABLES: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            "accounts_auditentry", "listings_rightshistory", "contracts_deliveryevent", "payments_ledgeraccount", "offers_deal",
            "offers_offerline", "contracts_contractparty", "contracts_contractline", "listings_holding",
            "payments_journal", "payments_entry", "payments_receipt", "payments_allocation", "watch_knowndelay", "django_content_type", "auth_permission",
        ),
        GROWS,
    ),
    **dict.fromkeys(
        (
            "accounts_user", "accounts_organisation", "accounts_organisationdocument", "accounts_membership",
            "accounts_invitation", "accounts_apitoken", "accounts_notice", "accounts_exchangerate", "listings_programme",
            "listings_rightout", "listings_conflictcase", "listings_review", "listings_listingrevision", "listings_rightsclaim", "listings_workcase", "offers_offer", "offers_round",
            "offers_message", "contracts_contract", "contracts_signature", "contracts_material", "contracts_instalment",
            "payments_charge", "payments_banktransfer", "payments_stripeevent", "payments_credit", "payments_moneycase", "payments_verification", "accounts_newaddress",
            "accounts_factorreset",
            "watch_heartbeat",
        ),
        STAYS,
    ),
    **dict.fromkeys(
        (
            "accounts_user_groups", "accounts_user_user_permissions", "account_emailaddress", "account_emailconfirmation",
            "auth_group", "auth_group_permissions", "django_admin_log", "django_session", "mfa_authenticator",
            "usersessions_usersession", "listings_season", "listings_episode", "listings_ask", "listings_programmetext",
            "listings_credit", "listings_award", "listings_identifier", "listings_work", "listings_workidentifier", "listings_permit", "listings_rating",
            "listings_cut", "listings_rightin", "listings_territoryset", "listings_sellerterms", "listings_waitingentry",
            "listings_watch", "listings_languageversion", "listings_artwork", "listings_searchentry", "exchange_import",
            "exchange_importrow", "engine_change", "kit_job", "accounts_answeredrequest",
        ),
        WHOLE,
    ),
    # Rows come and move by the triggers of accounts and entries; the application only locks them.
    "payments_ledgerbalance": READ,
    "django_migrations": READ,
    # Views.
    "listings_taken_elsewhere": READ,
    "listings_shared_lock": READ,
    "operations_installation": READ,
}  # fmt: skip

# Columns that never change once written.
FIXED: Final[dict[str, tuple[str, ...]]] = {
    "accounts_factorreset": ("user_id", "asked_at", "free_at"),
    "contracts_contract": ("deal_id", "offer_id", "agreed", "agreed_sha256"),
    "contracts_instalment": (
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
    "contracts_signature": ("contract_id", "user_id", "typed_name", "signed_at"),
    "listings_listingrevision": ("programme_id",),
    "listings_rightout": ("holding_id", "licensee_id"),
    "offers_offer": ("deal_id", "number", "opened_by_id", "opened_at"),
    "offers_round": ("offer_id", "number", "side", "author_id", "terms", "message", "made_at"),
    "payments_charge": ("instalment_id", "attempt", "opened_by_id"),
    "payments_banktransfer": ("instalment_id", "claimed_minor", "proof", "claimed_by_id"),
    "payments_credit": ("buyer_id", "amount_minor", "currency", "reason", "receipt_id", "charge_id"),
    "payments_stripeevent": ("stripe_id", "kind", "payload"),
}
# Locking a row takes the right to change one of its columns: this one, which the table's trigger refuses to change.
LOCKED_BY: Final = {"payments_ledgerbalance": ("account_id",)}

COLUMNS = """
select c.relname, array_agg(a.attname::text order by a.attnum) from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
group by c.relname order by c.relname
"""


def grant_rights() -> None:
    """Give the application's role what is declared here, and nothing else. For the owner of the tables."""
    role = settings.APPLICATION_ROLE
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_user")
        if cursor.fetchone()[0] == role:
            return  # one role for everything: it owns the tables
        for statement in statements(cursor, connection.ops.quote_name(role)):
            cursor.execute(statement)


def statements(cursor: CursorWrapper, role: str) -> list[str]:
    """All rights to all tables and sequences of the schema, in the order in which they are given."""
    cursor.execute(COLUMNS)
    given = [
        f"grant usage on schema public to {role}",
        f"revoke all on all tables in schema public from {role}",
        f"grant usage, select on all sequences in schema public to {role}",
    ]
    for table, columns in cursor.fetchall():
        # A table that nobody has declared works like any other, until the test of this list is run.
        rights = TABLES.get(table, WHOLE)
        given.append(f'grant {_in_columns(rights, columns, FIXED.get(table))} on "{table}" to {role}')
        given += [f'grant update ("{name}") on "{table}" to {role}' for name in LOCKED_BY.get(table, ())]
    return given


def _in_columns(rights: str, columns: list[str], fixed: tuple[str, ...] | None) -> str:
    """The rights, with `update` narrowed to the columns that may change."""
    if not fixed:
        return rights
    free = ", ".join(f'"{name}"' for name in columns if name not in fixed)
    return rights.replace("update", f"update ({free})")

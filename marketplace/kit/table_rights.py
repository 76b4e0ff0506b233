"""What the application's role may do to each table. Each slice declares its own in its module `table_rights`; a test compares.

The triggers that guard the tables stand whoever writes; these rights keep the application from taking them away, and from
asking at all for what no code of ours ever asks. It owns nothing, empties nothing and changes no definition.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

READ: Final = "select"
GROWS: Final = "select, insert"
STAYS: Final = "select, insert, update"
WHOLE: Final = "select, insert, update, delete"
PRIVILEGES: Final = ("select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain")


@dataclass(frozen=True)
class Table:
    """The rights to a table. `fixed`: its columns that never change once written. `locked_by`: locking a row takes the right to
    change one of its columns; this one, which the table's trigger refuses to change."""

    rights: str
    fixed: tuple[str, ...] = ()
    locked_by: tuple[str, ...] = ()


TABLES: dict[str, Table] = {}


def declare_tables(tables: Mapping[str, Table]) -> None:
    """Add a slice's tables. Raises ValueError where another slice has declared one of them."""
    if twice := TABLES.keys() & tables.keys():
        raise ValueError(f"declared again: {', '.join(sorted(twice))}")
    TABLES.update(tables)


# Our own, and those of Django and of the packages that we use.
declare_tables(
    {
        "django_migrations": Table(READ),
        "django_content_type": Table(GROWS),
        "auth_permission": Table(GROWS),
        "kit_job": Table(WHOLE),
        "account_emailaddress": Table(WHOLE),
        "account_emailconfirmation": Table(WHOLE),
        "auth_group": Table(WHOLE),
        "auth_group_permissions": Table(WHOLE),
        "django_admin_log": Table(WHOLE),
        "django_session": Table(WHOLE),
        "mfa_authenticator": Table(WHOLE),
        "usersessions_usersession": Table(WHOLE),
    }
)

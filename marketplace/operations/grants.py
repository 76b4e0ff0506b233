"""Gives the application's role what the slices declare of their tables (`marketplace.kit.table_rights`), and nothing else."""

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from marketplace.kit.table_rights import TABLES, WHOLE, Table

COLUMNS = """
select c.relname, array_agg(a.attname::text order by a.attnum) from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and a.attnum > 0 and not a.attisdropped
group by c.relname order by c.relname
"""


def grant_rights() -> None:
    """Give the application's role what is declared, and nothing else. For the owner of the tables."""
    role = settings.APPLICATION_ROLE
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select current_user")
        if cursor.fetchone()[0] == role:
            return  # one role for everything: it owns the tables
        for statement in grant_statements(cursor, connection.ops.quote_name(role)):
            cursor.execute(statement)


def grant_statements(cursor: CursorWrapper, role: str) -> list[str]:
    """All rights to the database, its tables and sequences, in the order in which they are given."""
    cursor.execute("select quote_ident(current_database())")
    (database,) = cursor.fetchone()
    cursor.execute(COLUMNS)
    given = [
        f"grant usage on schema public to {role}",
        # A temporary table is found before the real one of its name: guards that read it would believe what it says.
        f"revoke temporary on database {database} from public, {role}",
        f"revoke all on all tables in schema public from {role}",
        f"grant usage, select on all sequences in schema public to {role}",
    ]
    for table, columns in cursor.fetchall():
        # A table that nobody has declared works like any other, until the test of the declarations is run.
        declared = TABLES.get(table, Table(WHOLE))
        given.append(f'grant {_in_columns(declared, columns)} on "{table}" to {role}')
        given += [f'grant update ("{name}") on "{table}" to {role}' for name in declared.locked_by]
    return given


def _in_columns(declared: Table, columns: list[str]) -> str:
    """The rights, with `update` narrowed to the columns that may change."""
    if not declared.fixed:
        return declared.rights
    free = ", ".join(f'"{name}"' for name in columns if name not in declared.fixed)
    return declared.rights.replace("update", f"update ({free})")

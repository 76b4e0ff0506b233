"""Every table's rights are as declared, and the application owns nothing. A table that nobody declared fails here."""

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction

from accounts.actors import Actor
from accounts.models import User
from marketplace.kit.table_rights import PRIVILEGES, TABLES, Table, declare_tables
from marketplace.operations.grants import COLUMNS, grant_rights
from tests.database import as_owner, fetch_rows

pytestmark = pytest.mark.django_db
ROLE = settings.APPLICATION_ROLE


def tables() -> dict[str, list[str]]:
    return {str(table): columns for table, columns in fetch_rows(COLUMNS)}


def has(table: str, privilege: str) -> bool:
    return bool(fetch_rows("select has_table_privilege(%s, %s, %s)", ROLE, table, privilege)[0][0])


def changeable(table: str, columns: list[str]) -> set[str]:
    asked = "select name from unnest(%s::text[]) name where has_column_privilege(%s, %s, name, 'update')"
    return {str(name) for (name,) in fetch_rows(asked, columns, ROLE, table)}


def test_every_table_is_declared_and_every_declared_table_is_there() -> None:
    """Declare a new table in `table_rights.py` of its slice with the least that its code needs."""
    assert tables().keys() == TABLES.keys()


def test_every_table_has_exactly_the_rights_declared() -> None:
    wrong = []
    for table, columns in tables().items():
        rights, fixed = TABLES[table].rights.split(", "), {*TABLES[table].fixed}
        assert fixed <= {*columns}, table
        wanted = {name: name in rights for name in PRIVILEGES if name != "update"}
        wanted["update"] = "update" in rights and not fixed
        free = {*columns} - fixed if "update" in rights else {*TABLES[table].locked_by}
        if {name: has(table, name) for name in PRIVILEGES} != wanted or changeable(table, columns) != free:
            wrong.append(table)
    assert wrong == []


def test_the_application_owns_nothing_and_is_nobody_special() -> None:
    role = "select oid from pg_roles where rolname = %s"
    assert fetch_rows(f"select count(*) from pg_class where relowner = ({role})", ROLE) == [(0,)]
    assert fetch_rows(f"select count(*) from pg_proc where proowner = ({role})", ROLE) == [(0,)]
    assert fetch_rows(f"select count(*) from pg_database where datdba = ({role})", ROLE) == [(0,)]
    special = "rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls"
    assert fetch_rows(f"select {special} from pg_roles where rolname = %s", ROLE) == [(False,)]
    assert fetch_rows(f"select count(*) from pg_auth_members where member = ({role})", ROLE) == [(0,)]
    assert fetch_rows("select has_schema_privilege(%s, 'public', 'create')", ROLE) == [(False,)]
    assert fetch_rows("select has_parameter_privilege(%s, 'session_replication_role', 'set')", ROLE) == [(False,)]


SHADOW = "create temporary table pg_class as select oid, %s::regrole::oid relowner from pg_catalog.pg_class"


def test_the_application_puts_no_table_of_its_own_before_those_that_guards_read() -> None:
    """A temporary `pg_class` said that the application owns the tables, a `listings_work` that nothing is sold."""
    with pytest.raises(ProgrammingError, match="permission denied to create temporary tables"), transaction.atomic():
        fetch_rows(SHADOW, ROLE)
    assert fetch_rows("select has_database_privilege(%s, current_database(), 'temporary')", ROLE) == [(False,)]


def test_control_with_temporary_tables_it_makes_itself_staff(bo: Actor) -> None:
    with as_owner() as cursor:
        cursor.execute(f"grant temporary on database {connection.settings_dict['NAME']} to {ROLE}")
    with connection.cursor() as cursor:
        cursor.execute(SHADOW, [ROLE])
        cursor.execute("update accounts_user set is_staff = true where id = %s", [bo.user.pk])
        cursor.execute("drop table pg_temp.pg_class")
    assert User.objects.get(pk=bo.user.pk).is_staff


def test_sequences_are_drawn_from_and_never_set_back() -> None:
    asked = "select has_sequence_privilege(%s, oid, 'usage'), has_sequence_privilege(%s, oid, 'update') from pg_class "
    assert {*fetch_rows(f"{asked} where relnamespace = 'public'::regnamespace and relkind = 'S'", ROLE, ROLE)} == {
        (True, False)
    }


def test_the_owner_is_no_superuser() -> None:
    owner = settings.DATABASE_OWNER["USER"]
    assert fetch_rows("select rolsuper, rolcreaterole from pg_roles where rolname = %s", owner) == [(False, False)]
    assert fetch_rows("select tableowner from pg_tables where tablename = 'payments_entry'") == [(owner,)]


def test_control_a_right_too_many_is_taken_away_at_the_next_migration() -> None:
    with as_owner() as cursor:
        cursor.execute(f"grant truncate, delete on payments_entry to {ROLE}")
        assert (has("payments_entry", "truncate"), has("payments_entry", "delete")) == (True, True)
        grant_rights()
    assert [name for name in PRIVILEGES if has("payments_entry", name)] == ["select", "insert"]


def test_a_table_is_declared_by_one_slice() -> None:
    with pytest.raises(ValueError, match="declared again: offers_deal"):
        declare_tables({"offers_deal": Table("select"), "visits_visit": Table("select")})
    assert "visits_visit" not in TABLES

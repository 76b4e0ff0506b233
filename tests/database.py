"""The test database, and whose it is.

The tests work as the application's role does: they sign in as the tables' owner, so that databases can be made and emptied,
and every session begins with `role` set to the application's. `as_owner` steps out of it for a while, inside a transaction
too: to take a guard away, to falsify what only an owner can, to delete what the application may not.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper
from psycopg.errors import DeadlockDetected
from psycopg.pq import TransactionStatus

MAX_TRIES = 5
# The same in every database: what the applications' models are called and which permissions they have.
KEPT_TABLES = {"django_content_type", "auth_permission"}


def fetch_rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows that a query gives, as this connection's role sees them."""
    with connection.cursor() as cursor:
        cursor.execute(query, values or None)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def wait_until_somebody_waits() -> None:
    """Until another session waits for a lock; fails when none does within half a minute."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if fetch_rows("select 1 from pg_locks where not granted"):
            return
    pytest.fail("nobody waited")


@contextmanager
def as_owner() -> Iterator[CursorWrapper]:
    """Within, this connection has the rights of the tables' owner; then those of before. Gives a cursor."""
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('role')")
        (role,) = cursor.fetchone()
        cursor.execute("set role none")
        try:
            yield cursor
        finally:
            # A transaction that is going to be rolled back takes its `set role` with it.
            if connection.connection.info.transaction_status != TransactionStatus.INERROR:
                cursor.execute("set role none" if role == "none" else f"set role {connection.ops.quote_name(role)}")


def sign_in_as_owner() -> None:
    """From now on, new connections are the owner's: the test database is made and dropped by it."""
    connection.close()
    connection.settings_dict.update({**settings.DATABASE_OWNER, "NAME": connection.settings_dict["NAME"]})


def act_as_application() -> None:
    """From now on, new connections of this process have the application's rights."""
    connection.close()
    options = {**settings.DATABASE_OWNER["OPTIONS"], "options": f"-c role={settings.APPLICATION_ROLE}"}
    connection.settings_dict["OPTIONS"] = options


@contextmanager
def empty_database(name: str) -> Iterator[str]:
    """Within, Django's connection is the owner's on a database without a table, made for it. Gives its name."""
    ours, name = dict(connection.settings_dict), f"{name}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    connection.close()
    connection.settings_dict.update({**settings.DATABASE_OWNER, "NAME": name})
    try:
        # Not `with (force)`: it may not end the server's own cleaning, which a plain drop waits for.
        execute_on_server(f"drop database if exists {name}", f"create database {name} template template0")
        yield name
        connection.close()
        execute_on_server(f"drop database {name}")
    finally:
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(ours)


def execute_on_server(*statements: str) -> None:
    """Run by the owner, outside of all databases of ours."""
    for statement in statements:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement)


def empty_tables() -> None:
    """Delete what a test committed, append-only rows too: a session in the role `replica` fires no trigger.

    Truncating every table, and asking all applications to write their permissions again, took half a second a test. The
    site may still be answering the sandbox's last webhook: of the two that wait for each other it is us who try again.
    """
    for attempt in range(MAX_TRIES):
        with connection.cursor() as cursor:
            try:
                cursor.execute("begin; set local role none; set local session_replication_role = replica")
                for table in filled_tables(cursor):
                    cursor.execute(f"delete from {table}")
                cursor.execute("commit")
                return
            except OperationalError as error:
                cursor.execute("rollback")
                if not isinstance(error.__cause__, DeadlockDetected) or attempt == MAX_TRIES - 1:
                    raise


def filled_tables(cursor: CursorWrapper) -> list[str]:
    """The tables that have rows, quoted; nobody writes to any until the transaction ends."""
    tables = connection.introspection.django_table_names(only_existing=False, include_views=False)
    names = [connection.ops.quote_name(table) for table in tables if table not in KEPT_TABLES]
    cursor.execute(f"lock table {', '.join(names)} in share row exclusive mode")
    cursor.execute(" union all ".join(f"select '{name}' where exists (select from {name})" for name in names))
    return [name for (name,) in cursor.fetchall()]

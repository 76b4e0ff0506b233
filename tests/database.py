"""The test database, and whose it is.

The tests work as the application's role does: they sign in as the tables' owner, so that databases can be made and emptied,
and every session begins with `role` set to the application's. `as_owner` steps out of it for a while, inside a transaction
too: to take a guard away, to falsify what only an owner can, to delete what the application may not.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from psycopg.errors import DeadlockDetected
from psycopg.pq import TransactionStatus

MOST_FLUSHES = 5


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


def flush_as_owner(database: BaseDatabaseWrapper, statements: list[str]) -> None:
    """Empty tables after a test, append-only ones too: a session in the role `replica` fires no trigger.

    The site may still be answering the sandbox's last webhook: of the two that wait for each other it is us who try again.
    """
    for attempt in range(MOST_FLUSHES):
        with database.cursor() as cursor:
            try:
                cursor.execute("begin; set local role none; set local session_replication_role = replica")
                for statement in statements:
                    cursor.execute(statement)
                cursor.execute("commit")
                return
            except OperationalError as error:
                cursor.execute("rollback")
                if not isinstance(error.__cause__, DeadlockDetected) or attempt == MOST_FLUSHES - 1:
                    raise

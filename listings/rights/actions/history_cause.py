"""Why rights change: the trigger that keeps their history reads it from the transaction's settings. What is newly taken says it
itself, by its purpose, its holding, and by whom and when it was made."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from accounts.models import User

NAMES = ("monsoon.cause", "monsoon.author", "monsoon.at")
WRITE = "select " + ", ".join(f"set_config('{name}', %s, true)" for name in NAMES)
# What was there before comes back with it: a list's expressions are evaluated from left to right.
READ = "select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in NAMES)
CHANGE = READ + ", " + WRITE.removeprefix("select ")


@contextmanager
def because(cause: str, *, by: User | None, at: datetime) -> Iterator[None]:
    """Name cause, author and time of all changes of rights inside; one transaction. An inner block speaks for itself."""
    nested = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(CHANGE, [cause, str(by.pk) if by else "", at.isoformat()])
        outer = cursor.fetchone()[: len(NAMES)]
        yield
        if nested:  # else they end with the transaction
            cursor.execute(WRITE, outer)

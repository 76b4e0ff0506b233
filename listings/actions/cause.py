"""Why rights change: the trigger that keeps their history reads it from the transaction's settings."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from accounts.models import User

SETTINGS = "select set_config('monsoon.cause', %s, true), set_config('monsoon.author', %s, true), set_config('monsoon.at', %s, true)"


@contextmanager
def because(cause: str, *, by: User | None, at: datetime) -> Iterator[None]:
    """Name cause, author and time of all changes of rights inside; one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SETTINGS, [cause, str(by.pk) if by else "", at.isoformat()])
        yield
        cursor.execute(SETTINGS, ["", "", ""])

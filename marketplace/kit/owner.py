"""Who owns the tables: migrations, and tools that load or save a whole market. Never a request, never a task."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def as_owner() -> Iterator[None]:
    """Within, the default connection is the owner's (DATABASE_OWNER_URL), on the same database.

    Nothing changes where the application itself owns the tables, where the connection is the owner's already, and inside a
    transaction, whose connection cannot be another one half-way.
    """
    ours = dict(connection.settings_dict)
    owner = {**ours, **settings.DATABASE_OWNER, "NAME": ours["NAME"]}
    if owner == ours or connection.in_atomic_block:
        yield
        return
    connection.close()
    connection.settings_dict.update(owner)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(ours)

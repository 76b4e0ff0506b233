"""How long a migration waits, and what happens then.

While a migration waits for a lock on a table, everybody who comes later waits behind it: it gives up soon, keeps nothing,
and is tried again. A statement that takes for ever is broken off.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from django.core.management.base import CommandError
from django.db import OperationalError, connection
from psycopg.errors import DeadlockDetected, LockNotAvailable, QueryCanceled


@dataclass(frozen=True)
class Limits:
    """Seconds, and how often a migration that meets a lock is tried. No statement limit: 0."""

    lock_seconds: float = 3
    statement_seconds: float = 900
    tries: int = 12
    pause_seconds: float = 5


class CannotMigrate(CommandError):
    """A migration that reached its limits; the text says which, and what to do. It may be run again."""


LOCKED: Final = "{name} met a lock that others hold, {tries} times, and waited {seconds:g} s for it each time. Nothing of it was kept: see what is busy in pg_stat_activity, then run `migrate` again, which goes on from here."
TOO_LONG: Final = "A statement of {name} took longer than {seconds:g} s. Nothing of it was kept: give it more with MIGRATION_STATEMENT_SECONDS (0: no limit), then run `migrate` again, which goes on from here."


def run_within(limits: Limits, migrate: Callable[[], None], current: Callable[[], str]) -> None:
    """Run all migrations, trying again what met a lock. `current` names the one that runs. Raises CannotMigrate."""
    for tried in range(1, limits.tries + 1):
        try:
            with _with_limits(limits):
                migrate()
            return
        except OperationalError as error:
            refusal = _read_error(error, limits, current())
            if refusal is None:
                raise
            if tried == limits.tries or isinstance(error.__cause__, QueryCanceled):
                raise refusal from error
        time.sleep(limits.pause_seconds)


def _read_error(error: OperationalError, limits: Limits, name: str) -> CannotMigrate | None:
    """What to say when the error is one of the limits'."""
    if isinstance(error.__cause__, QueryCanceled):
        return CannotMigrate(TOO_LONG.format(name=name, seconds=limits.statement_seconds))
    if isinstance(error.__cause__, (LockNotAvailable, DeadlockDetected)):
        return CannotMigrate(LOCKED.format(name=name, tries=limits.tries, seconds=limits.lock_seconds))
    return None


@contextmanager
def _with_limits(limits: Limits) -> Iterator[None]:
    """Within, the session has the limits. It ends with them: the next one has those of its role."""
    with connection.cursor() as cursor:
        milliseconds = [str(round(seconds * 1000)) for seconds in (limits.lock_seconds, limits.statement_seconds)]
        setting = "select set_config('lock_timeout', %s, false), set_config('statement_timeout', %s, false)"
        cursor.execute(setting, milliseconds)
    try:
        yield
    finally:
        connection.close()

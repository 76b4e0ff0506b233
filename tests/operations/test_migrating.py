"""A migration waits for nobody for long: it gives up clearly, keeps nothing, and goes on when it is run again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from pytest_django import DjangoDbBlocker

from marketplace.management.commands.migrate import Command
from marketplace.operations.migrating import CannotMigrate, Limits
from marketplace.operations.taking_back import QuickExecutor
from tests.database import empty_database, fetch_rows

SHORT = Limits(lock_seconds=0.05, statement_seconds=60, tries=2, pause_seconds=0.01)
TRIGGERS = "select count(*) from pg_trigger where tgname like 'stripe_event_stands%'"
LIMITS = "select current_setting('lock_timeout'), current_setting('statement_timeout')"
GUARDS = "operations.0002_settled_stands"


@pytest.fixture(scope="module")
def older_market(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django's connection, as the owner, on a database that lacks the guards of what is settled."""
    with django_db_blocker.unblock(), empty_database("monsoon_migrating"):
        call_command("migrate", interactive=False, verbosity=0)
        QuickExecutor(connection).migrate([("operations", "0001_installation")])
        yield


@contextmanager
def somebody_writes() -> Iterator[None]:
    """Another session is in the middle of a transaction that writes Stripe's events."""
    owner = settings.DATABASE_OWNER
    with psycopg.connect(
        host=owner["HOST"], port=owner["PORT"], user=owner["USER"], password=owner["PASSWORD"],
        dbname=connection.settings_dict["NAME"],
    ) as other:  # fmt: skip
        other.execute("lock table payments_stripeevent in row exclusive mode")
        yield


def migrate(limits: Limits) -> None:
    command = Command()
    command.limits = limits
    call_command(command, interactive=False, verbosity=0)


def test_a_migration_that_meets_a_lock_gives_up_and_goes_on_when_it_is_run_again(older_market: None) -> None:
    with somebody_writes(), pytest.raises(CannotMigrate) as refusal:
        migrate(SHORT)
    assert str(refusal.value).startswith(
        f"{GUARDS} met a lock that others hold, 2 times, and waited 0.05 s for it each"
    )
    assert fetch_rows(TRIGGERS) == [(0,)]
    assert fetch_rows(LIMITS) == [("0", "0")]
    migrate(SHORT)
    assert fetch_rows(TRIGGERS) == [(2,)]
    QuickExecutor(connection).migrate([("operations", "0001_installation")])


def test_a_statement_that_takes_for_ever_is_broken_off(older_market: None) -> None:
    """Here it waits for the lock for so long: for PostgreSQL that is a part of the statement."""
    with somebody_writes(), pytest.raises(CannotMigrate) as refusal:
        migrate(replace(SHORT, lock_seconds=0, statement_seconds=1))
    assert str(refusal.value).startswith(f"A statement of {GUARDS} took longer than 1 s. Nothing of it was kept")
    assert fetch_rows(TRIGGERS) == [(0,)]

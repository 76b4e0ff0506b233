"""Run by the launcher, in one process to pay for Django's start once: waits for the servers, migrates.

Imports Django, so the launcher itself must not import this module.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import django
import redis
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from marketplace.kit.owner import as_owner
from marketplace.operations.grants import grant_rights
from marketplace.operations.migrating import CannotMigrate
from marketplace.operations.pairing import NotPaired, check_pairing, pair_market


class NoAnswer(Exception):
    """A server that we need does not answer; the text says which."""


def main() -> int:
    """Exit code 0 when the database is ready for the web server."""
    parser = argparse.ArgumentParser(prog="python -m marketplace.tools.launcher.setup")
    parser.add_argument("--patience", type=float, required=True, help="seconds to wait for database and broker")
    patience = parser.parse_args().patience
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings")
    django.setup()
    try:
        wait_for("database (DATABASE_URL)", _describe_place(settings.DATABASES["default"]), open_database, patience)
        wait_for("broker (REDIS_URL)", _host_and_port(settings.CELERY_BROKER_URL), ping_broker, patience)
    except NoAnswer as problem:
        print(problem)
        return 1
    try:
        prepare_database(Path(settings.HOME))
    except (NotPaired, CannotMigrate) as problem:
        print(problem)
        return 1
    if not settings.WHITENOISE_USE_FINDERS:
        # REST framework's files are for its own pages; we have none of them, and packing theirs took a third of the time.
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["rest_framework"])
    if settings.DEMO:
        write_log_ins(Path(settings.HOME))
    return 0


def prepare_database(home: Path) -> None:
    """Tables, guards and rights as this code wants them. Raises NotPaired when home and database are not of one market, CannotMigrate."""
    with as_owner():
        check_pairing(home)
        if unapplied_migrations():
            call_command("migrate", interactive=False, verbosity=0)
        else:
            grant_rights()
        pair_market(home)


def _describe_place(database: dict[str, object]) -> str:
    return f"{database['HOST']}:{database['PORT'] or 5432}"


def _host_and_port(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or 6379}"


def wait_for(what: str, where: str, ask: Callable[[], None], patience: float) -> None:
    """Ask until there is an answer. Raises NoAnswer after `patience` seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return ask()
        except (OperationalError, redis.RedisError) as error:
            if time.monotonic() > deadline:
                reason = " ".join(str(error).split())
                raise NoAnswer(f"The {what} at {where} cannot be used: {reason}") from error
        time.sleep(0.05)


def open_database() -> None:
    """Raises OperationalError while the database does not let us in."""
    connection.ensure_connection()


def ping_broker() -> None:
    """Raises redis.RedisError while the broker does not answer, or still reads its file."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_timeout=5) as client:
        client.ping()


def unapplied_migrations() -> bool:
    """Whether `migrate` has anything to do: asking takes a tenth of its time."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def write_log_ins(home: Path) -> None:
    """Keep what the launcher prints about the demo's people."""
    with (home / "log-ins.txt").open("w") as file:
        call_command("demo_logins", stdout=file)


if __name__ == "__main__":
    sys.exit(main())

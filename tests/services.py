"""The servers of a test run: one Valkey for all of pytest's processes, and a PostgreSQL for each of them.

(What the engine follows is settled when no older transaction is open on the whole server: with one for all, its tests would
wait for the others' transactions.) The process that pytest was started in runs Valkey; the others read where it is from the
environment, which must be set before Django reads its settings: `announce` is called while tests/conftest.py is loaded.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from marketplace.tools.launcher import broker, cluster, database
from marketplace.tools.launcher.children import Child, Console, Program
from marketplace.tools.launcher.ports import HOST, free_port

PASSWORD = "of-the-tests-only"
ONE_ROLE = """\
With DATABASE_URL the tests need DATABASE_OWNER_URL too, on the same server: a role that may make databases and is a member
of DATABASE_URL's, which is to own nothing. Without both they start a PostgreSQL of their own."""
# A test's data need not survive a power cut. Everything else is as in production.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_connections": "300"}


def process_name() -> str:
    """The name of this pytest process: gw0, gw1 … under xdist, else main."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def process_number() -> int:
    """0 for the only process, or xdist's first."""
    return int(process_name().removeprefix("gw").removeprefix("main") or 0)


class Quiet(Console):
    """Says nothing: pytest's output is for the tests."""

    def say(self, name: str, line: str) -> None:
        """Keep silent; the child keeps its last lines itself."""


def start_child(program: Program) -> Child:
    """A child that ends with this process, silent."""
    return Child(program, Quiet())


def until(reached: Callable[[], bool], what: str, child: Child, limit: float = 30) -> None:
    """Wait until it is so. Fails with the child's last lines if that one dies, or after `limit` seconds."""
    deadline = time.monotonic() + limit
    while not reached():
        if child.ended or time.monotonic() > deadline:
            raise RuntimeError("\n".join([f"{what} did not come up:", *child.last_lines]))
        time.sleep(0.02)


@dataclass
class Services:
    """What this process runs. Servers that DATABASE_URL and REDIS_URL name already are used as they are.

    A database of one's own needs DATABASE_OWNER_URL too: a role that may make databases, and that is a member of the other.
    """

    folder: Path
    made_folder: bool
    database_port: int = 0
    broker_port: int = 0
    children: list[Child] = field(default_factory=list)

    def start(self, *, with_database: bool = True) -> None:
        """Start both at once, and wait for them."""
        if self.broker_port:
            program = broker.broker_program(self.folder / "valkey", self.broker_port, PASSWORD)
            self.children.append(start_child(program))
        if self.database_port and with_database:
            folder = self.folder / f"database-{process_name()}" / "postgres"
            cluster.prepare_cluster(folder, PASSWORD, PASSWORD)
            # The owner makes the test database, and acts in it as the application does.
            grants = (f"alter role {cluster.OWNER} createdb", f"grant {cluster.APPLICATION} to {cluster.OWNER}")
            cluster.execute_offline(folder, cluster.DATABASE, *grants)
            self.children.append(start_child(database.database_program(folder, self.database_port, FAST)))
            until(self._database_answers, "PostgreSQL", self.children[-1])

    def _database_answers(self) -> bool:
        try:
            psycopg.connect(database.database_address(PASSWORD, self.database_port), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Stop what runs, the database last, and leave no files behind."""
        for child in self.children:
            child.stop()
        self.children.clear()
        shutil.rmtree(self.folder if self.made_folder else self.folder / process_name(), ignore_errors=True)


def announce() -> Services:
    """Set the environment for this process. Returns the services that it has to start."""
    first = "MONSOON_TESTS_IN" not in os.environ
    if first:
        check_addresses()
        folder = Path(tempfile.mkdtemp(prefix="monsoon-tests-"))
        folder.chmod(0o711)  # PostgreSQL runs as `nobody` where we are root, and must get through
        os.environ["MONSOON_TESTS_IN"] = str(folder)
        os.environ["MONSOON_TESTS_DATABASE"] = "given" if os.environ.get("DATABASE_URL") else "ours"
    services = Services(Path(os.environ["MONSOON_TESTS_IN"]), made_folder=first)
    _announce_servers(services)
    _announce_own(services.folder)
    return services


def check_addresses() -> None:
    """Raises UsageError for a database of one's own with one role: its rights could not be told from the owner's."""
    if os.environ.get("DATABASE_URL") and not os.environ.get("DATABASE_OWNER_URL"):
        raise pytest.UsageError(ONE_ROLE)


def _announce_servers(services: Services) -> None:
    if os.environ["MONSOON_TESTS_DATABASE"] == "ours":
        services.database_port = free_port()
        os.environ["DATABASE_URL"] = database.database_address(PASSWORD, services.database_port, cluster.APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = database.database_address(PASSWORD, services.database_port)
    if not os.environ.get("REDIS_URL"):
        services.broker_port = free_port()
        os.environ["REDIS_URL"] = broker.broker_address(PASSWORD, services.broker_port)


def _announce_own(folder: Path) -> None:
    """What each pytest process has for itself: a Valkey database, a queue, a home, a Stripe sandbox's address."""
    name, home = process_name(), folder / process_name()
    home.mkdir(mode=0o700, exist_ok=True)
    os.environ.update(
        REDIS_URL=os.environ["REDIS_URL"].rsplit("/", 1)[0] + f"/{process_number()}",
        CELERY_QUEUE=f"tests-{name}",
        MONSOON_HOME=str(home),
        STRIPE_API_KEY="sk_test_of_the_tests",
        STRIPE_WEBHOOK_SECRET="whsec_of_the_tests",
        STRIPE_API_BASE=f"http://{HOST}:{free_port()}",
        SECRET_KEY="of-the-tests-" + "0" * 40,
        DEBUG="0",
    )

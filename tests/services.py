"""One PostgreSQL and one Valkey for a whole test run, shared by all of pytest's processes.

The process that pytest was started in (the controller) runs them; the others read where they are from the environment,
which must be set before Django reads its settings: `announce` is called while tests/conftest.py is loaded.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from marketplace.launcher import broker, cluster, database
from marketplace.launcher.children import Child, Console, Program
from marketplace.launcher.ports import HOST, free_port

PASSWORD = "of-the-tests-only"
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
    """The two servers. Those that DATABASE_URL and REDIS_URL name already are used as they are.

    A database of one's own needs DATABASE_OWNER_URL too: a role that may make databases, and that is a member of the other.
    """

    folder: Path
    database_port: int = 0
    broker_port: int = 0
    children: list[Child] = field(default_factory=list)

    def start(self) -> None:
        """Start both at once, and wait for them."""
        if self.broker_port:
            program = broker.program(self.folder / "valkey", self.broker_port, PASSWORD)
            self.children.append(start_child(program))
        if self.database_port:
            folder = self.folder / "database" / "postgres"
            cluster.prepare(folder, PASSWORD, PASSWORD)
            # The owner makes a database for each pytest process, and acts in them as the application does.
            grants = (f"alter role {cluster.OWNER} createdb", f"grant {cluster.APPLICATION} to {cluster.OWNER}")
            cluster.execute_offline(folder, cluster.DATABASE, *grants)
            self.children.append(start_child(database.program(folder, self.database_port, FAST)))
            until(self._database_answers, "PostgreSQL", self.children[-1])

    def _database_answers(self) -> bool:
        try:
            psycopg.connect(database.address(PASSWORD, self.database_port), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Stop both, the database last, and leave no files behind."""
        for child in self.children:
            child.stop()
        self.children.clear()
        shutil.rmtree(self.folder, ignore_errors=True)


def announce() -> Services | None:
    """Set the environment for this process. Returns the services to start, None where another process does."""
    if os.environ.get("MONSOON_TESTS_IN"):
        services, folder = None, Path(os.environ["MONSOON_TESTS_IN"])
    else:
        folder = Path(tempfile.mkdtemp(prefix="monsoon-tests-"))
        folder.chmod(0o711)  # PostgreSQL runs as `nobody` where we are root, and must get through
        services = Services(folder)
        _announce_servers(services)
        os.environ["MONSOON_TESTS_IN"] = str(folder)
    _announce_own(folder)
    return services


def _announce_servers(services: Services) -> None:
    if not os.environ.get("DATABASE_URL"):
        services.database_port = free_port()
        os.environ["DATABASE_URL"] = database.address(PASSWORD, services.database_port, cluster.APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = database.address(PASSWORD, services.database_port)
    if not os.environ.get("REDIS_URL"):
        services.broker_port = free_port()
        os.environ["REDIS_URL"] = broker.address(PASSWORD, services.broker_port)


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

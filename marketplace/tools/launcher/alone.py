"""The home's own database without the rest, for commands that save or bring back a market that is not running."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from marketplace.tools.launcher import database
from marketplace.tools.launcher.children import Child, Console
from marketplace.tools.launcher.home import Home
from marketplace.tools.launcher.ports import free_port
from marketplace.tools.launcher.problems import CannotStart


class Silent(Console):
    """Says nothing: a command's output is its own."""

    def say(self, name: str, line: str) -> None:
        """Keep silent; the child keeps its last lines itself."""


@contextmanager
def database_alone(home: Home, patience: float = 120) -> Iterator[dict[str, str]]:
    """The addresses of the server on an open home's database, for as long as it is needed. Raises CannotStart."""
    port = free_port()
    program = database.database_program(database.prepare_for(home), port)
    program.prepare()
    child = Child(program, Silent(), inherit=[home.children_lock])
    found = database.database_addresses(home.state, port)
    try:
        _wait_for(child, found["DATABASE_OWNER_URL"], patience)
        yield found
    finally:
        child.stop()


def _wait_for(child: Child, address: str, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            psycopg.connect(address, connect_timeout=5).close()
            return
        except psycopg.OperationalError as error:
            if child.ended or time.monotonic() > deadline:
                lines = "\n".join([f"The database does not answer: {error}", *child.last_lines])
                raise CannotStart(lines) from error
        time.sleep(0.05)

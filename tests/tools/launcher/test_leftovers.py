"""A PostgreSQL that was killed leaves sessions and a lock behind; the next one starts all the same."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from marketplace.tools.launcher import database
from marketplace.tools.launcher.children import Child, Program
from marketplace.tools.launcher.cluster import prepare_cluster
from marketplace.tools.launcher.leftovers import end_leftovers, is_alive, lock_owner, sessions_in
from marketplace.tools.launcher.ports import free_port
from tests.services import FAST, PASSWORD, start_child
from tests.tools.launcher.launching import eventually

BUSY = "do $$ begin loop end loop; end $$"


@pytest.fixture(scope="module")
def program() -> Program:
    """A server of a cluster of its own, beside that of the tests: `nobody`, as whom root runs it, gets that far."""
    folder = Path(tempfile.mkdtemp(prefix="leftovers-", dir=os.environ["MONSOON_TESTS_IN"]))
    folder.chmod(0o711)
    prepare_cluster(folder / "database" / "postgres", PASSWORD, PASSWORD)
    return database.database_program(folder / "database" / "postgres", free_port(), FAST)


@pytest.fixture
def killed(program: Program) -> Iterator[Path]:
    """Its folder, after the server was killed while a session was too busy to notice."""
    child = start_child(program)
    eventually(lambda: answers(program), "the database answers")
    connection = psycopg.connect(where(program), autocommit=True)
    backend = connection.info.backend_pid
    connection.pgconn.send_query(BUSY.encode())
    eventually(lambda: cpu(backend) > 2, "the session is busy")
    child.process.kill()
    child.stop()
    yield folder_of(program)
    if is_alive(backend):
        os.kill(backend, signal.SIGKILL)
    connection.close()


def where(program: Program) -> str:
    return database.database_address(PASSWORD, int(str(program.command[4])))


def folder_of(program: Program) -> Path:
    return Path(program.command[2])


def answers(program: Program) -> bool:
    try:
        psycopg.connect(where(program), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def cpu(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()[11])


def ending(program: Program) -> str:
    """Start a server, and stop it again once it came up. Returns its last words."""
    child = start_child(program)
    eventually(lambda: child.ended or answers(program), "it comes up or ends", lambda: len(child.last_lines))
    child.stop()
    return "\n".join(child.last_lines)


def test_g1_t11_the_next_server_starts_although_a_session_of_the_last_one_is_busy(
    program: Program, killed: Path
) -> None:
    assert list(sessions_in(killed))
    assert "pre-existing shared memory block" in ending(program)  # the control
    program.prepare()
    assert list(sessions_in(killed)) == []
    assert "database system is shut down" in ending(program)


def test_a_lock_with_the_number_of_another_program_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getppid()}\n{tmp_path}\n")
    end_leftovers(tmp_path)
    assert lock_owner(tmp_path) is None


def test_the_lock_of_a_server_that_runs_is_left(program: Program) -> None:
    child: Child = start_child(program)
    eventually(lambda: answers(program), "the database answers")
    program.prepare()
    assert lock_owner(folder_of(program)) == child.process.pid
    assert answers(program)
    child.stop()

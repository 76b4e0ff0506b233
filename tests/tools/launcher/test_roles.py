"""Each role runs apart from the others, on servers of somebody else's: what a host's own supervisor starts."""

import http.client
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from psycopg import sql

from marketplace.tools.launcher.children import Child, Console, Program
from marketplace.tools.launcher.ports import HOST, free_port
from marketplace.tools.launcher.problems import CannotStart
from marketplace.tools.launcher.programs import ROOT
from marketplace.tools.launcher.roles import role_program
from tests.tools.launcher.launching import eventually, ticks

GIVEN = {"DATABASE_URL": "postgresql://app@db/m", "REDIS_URL": "redis://b", "SECRET_KEY": "x", "MONSOON_HOME": "/tmp/m"}


@pytest.mark.parametrize("name", GIVEN)
def test_a_role_says_what_it_needs(name: str) -> None:
    with pytest.raises(CannotStart, match=f"needs {name}:"):
        role_program("web", GIVEN | {name: ""})


def test_an_unknown_role_is_named_with_those_there_are() -> None:
    with pytest.raises(CannotStart, match="no role 'wep'; there are setup, web, worker, beat, follower"):
        role_program("wep", GIVEN)


def test_no_role_but_setup_hears_how_to_own_the_tables() -> None:
    owner = GIVEN | {"DATABASE_OWNER_URL": "postgresql://owner@db/m"}
    told = {
        role
        for role in ("setup", "web", "worker", "beat", "follower")
        if "DATABASE_OWNER_URL" in role_program(role, owner).environment
    }
    assert told == {"setup"}


class Role(Child):
    """A role started as systemd would start it."""

    def __init__(self, name: str, env: dict[str, str]) -> None:
        command = [sys.executable, "-m", "marketplace.tools.launcher", "--only", name]
        super().__init__(Program(name, command, env, folder=ROOT), Console())


@contextmanager
def roles(*names: str, env: dict[str, str]) -> Iterator[dict[str, Role]]:
    """The roles, running until the end."""
    started = {name: Role(name, env) for name in names}
    try:
        yield started
    finally:
        for role in started.values():
            role.process.terminate()
        for role in started.values():
            role.process.wait()


@pytest.fixture
def empty_database() -> Iterator[dict[str, str]]:
    """The addresses of a new database on the tests' server, of both of its roles."""
    application, owner = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    name = f"roles_{os.getpid()}"
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    parts = {"DATABASE_URL": urlsplit(application), "DATABASE_OWNER_URL": urlsplit(owner)}
    yield {key: urlunsplit(part._replace(path=f"/{name}")) for key, part in parts.items()}
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))


def read(port: int, path: str) -> tuple[int, str, str]:
    """Status, body and how long it may be kept; (0, "", "") while nobody answers."""
    connection = http.client.HTTPConnection(HOST, port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace"), answer.headers.get("Cache-Control", "")
    except (OSError, http.client.HTTPException):
        return 0, "", ""
    finally:
        connection.close()


def test_each_role_runs_apart_from_the_others(empty_database: dict[str, str], tmp_path: Path) -> None:
    port = free_port()
    env = {
        "PATH": "/usr/bin:/bin",
        "MONSOON_HOME": str(tmp_path / "home"),
        "PORT": str(port),
        "SECRET_KEY": "of-the-tests",
        "REDIS_URL": os.environ["REDIS_URL"],
        "CELERY_QUEUE": f"roles-{os.getpid()}",
        **empty_database,
    }
    setup = Role("setup", env)
    eventually(lambda: setup.ended, "the database is set up", lambda: ticks(setup.process.pid))
    assert setup.process.returncode == 0, setup.last_lines
    with roles("web", "worker", "beat", "follower", env=env) as running:

        def moved() -> object:
            return [ticks(role.process.pid) for role in running.values()]

        eventually(lambda: read(port, "/health/ready")[0] == 200, "the first page", moved)
        page = read(port, "/account/login/")[1]
        sheet = re.search(r'href="(/static/ui/ui\.[0-9a-f]{12}\.css)"', page)
        assert sheet, page[:2000]
        status, _body, kept = read(port, sheet[1])
        assert (status, kept) == (200, "max-age=315360000, public, immutable")
        with psycopg.connect(empty_database["DATABASE_OWNER_URL"], autocommit=True) as connection:
            beats = "select count(*) from watch_heartbeat where at > now() - interval '1 minute'"
            eventually(lambda: connection.execute(beats).fetchone() == (1,), "clock and worker", moved)
        built = running["follower"].last_lines
        eventually(lambda: any("built 0 programmes" in line for line in built), "the search is built", moved)
        assert {name for name, role in running.items() if role.ended} == set()

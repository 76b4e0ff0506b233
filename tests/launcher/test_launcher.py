"""One command starts everything, and nothing is lost or left behind however it ends."""

import http.client
import json
import os
import shutil
import signal
import socket
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from marketplace.launcher.binaries import SHARED
from tests.launcher.launching import Launched, all_gone, eventually, is_root, manage


@dataclass
class FirstStart:
    """What was seen at the first start on an empty home, which somebody then ended with Ctrl-C."""

    home: Path
    health: tuple[int, bytes]
    exit_code: int
    output: str
    children: dict[int, str]


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FirstStart]:
    home = tmp_path_factory.mktemp("launcher") / "home"
    launched = Launched(home).open()
    page = http.client.HTTPConnection("127.0.0.1", int(launched.port), timeout=10)
    page.request("GET", "/health/live")
    response = page.getresponse()
    health = (response.status, response.read())
    with launched.database() as connection:
        connection.execute("create table kept as select 'a deal'::text as what")
    eventually(lambda: launched.has_said(" ready."), "the worker takes tasks")
    children = launched.children()
    code = launched.end(signal.SIGINT)
    yield FirstStart(home, health, code, launched.output, children)
    if is_root():
        shutil.rmtree(SHARED / json.loads((home / "state.json").read_text())["cluster"])


def test_a_first_start_on_an_empty_home_serves_a_healthy_page(first_start: FirstStart) -> None:
    assert first_start.health[0] == 200


def test_it_says_where_it_is_open(first_start: FirstStart) -> None:
    assert "Monsoon is open at http://localhost:" in first_start.output


def test_its_secrets_are_for_its_owner_only(first_start: FirstStart) -> None:
    files = [first_start.home / "state.json", first_start.home / "valkey" / "valkey.conf"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in files] == [0o600, 0o600]
    state = json.loads(files[0].read_text())
    command_lines = " ".join(first_start.children.values())
    assert state["database_password"] not in command_lines
    assert state["broker_password"] not in command_lines


def test_ctrl_c_stops_everything_in_order_the_database_last(first_start: FirstStart) -> None:
    assert first_start.exit_code == 0
    ends = ["worker: Warm shutdown", "Valkey is now ready to exit", "database system is shut down", "monsoon | stopped"]
    places = [first_start.output.index(end) for end in ends]
    assert places == sorted(places)
    assert all_gone(first_start.children)


def test_without_servers_a_command_says_how_to_start_them(first_start: FirstStart) -> None:
    assert not (first_start.home / "servers.env").exists()
    alone = manage(first_start.home, "generate_catalogue", "--programmes", "5")
    assert alone.returncode == 1
    assert alone.stderr.startswith("No database answers: start everything with `make run`, or set DATABASE_URL.\n")


def test_a_second_start_has_the_data_and_keeps_others_out_until_killed(first_start: FirstStart) -> None:
    launched = Launched(first_start.home).open()
    with launched.database() as connection:
        assert connection.execute("select what from kept").fetchall() == [("a deal",)]
        assert connection.execute("show fsync").fetchall() == [("on",)]

    beside = manage(
        first_start.home, "shell", "-v", "0", "-c", "from accounts.models import User; print(User.objects.count() > 5)"
    )
    assert (beside.returncode, beside.stdout) == (0, "True\n"), beside.stderr
    assert stat.S_IMODE((first_start.home / "servers.env").stat().st_mode) == 0o600

    twin = Launched(first_start.home)
    assert twin.end() == 1
    assert f"already running on {first_start.home} (process {launched.process.pid})" in twin.output

    children = launched.children()
    assert len(children) > 8
    launched.end(signal.SIGKILL)
    eventually(lambda: all_gone(children), "no child outlives a killed launcher", 20)


def test_a_child_that_dies_is_named_and_ends_the_rest(first_start: FirstStart) -> None:
    launched = Launched(first_start.home)
    eventually(lambda: launched.has_said("Ready to accept connections"), "the broker is up")
    children = launched.children()
    os.kill(launched.child("valkey-server"), signal.SIGKILL)
    assert launched.end() == 1
    assert "monsoon | broker was killed by SIGKILL. Its last lines:" in launched.output
    assert launched.output.count("Ready to accept connections") == 2
    assert all_gone(children)


def test_a_busy_port_is_said_with_another_to_take(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        launched = Launched(tmp_path / "home", port)
        assert launched.end() == 1
    assert f"Port {port} is taken by another program; choose another: PORT=" in launched.output
    assert len(launched.lines) == 1


@pytest.mark.parametrize("port", ["0", "65536", "web", "٨٠"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    launched = Launched(tmp_path / "home", port)
    assert launched.end() == 1
    assert launched.output.endswith(f"PORT is {port!r}; it must be a number from 1 to 65535.")


def test_a_damaged_state_file_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text("{")
    launched = Launched(tmp_path)
    assert launched.end() == 1
    assert f"{tmp_path}/state.json is damaged" in launched.output
    assert "Traceback" not in launched.output

"""One command starts everything, and nothing is lost or left behind however it ends."""

import json
import os
import shutil
import signal
import socket
import stat
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from marketplace.tools.launcher.binaries import SHARED
from tests.tools.launcher.killing import VICTIMS, kill
from tests.tools.launcher.launching import Beside, Launched, all_gone, end_all, eventually, is_root, manage


@dataclass
class FirstStart:
    """What was seen at the first start on an empty home, which somebody then ended with Ctrl-C."""

    home: Path
    health: tuple[int, bytes]
    exit_code: int
    output: str
    children: dict[int, str]


@pytest.fixture(scope="module", autouse=True)
def cleaned_up() -> Iterator[None]:
    """Whatever happens, no launcher and no server of these tests stays behind (F27)."""
    yield
    end_all()


@pytest.fixture(scope="module")
def first_start(tmp_path_factory: pytest.TempPathFactory, cleaned_up: None) -> Iterator[FirstStart]:
    home = tmp_path_factory.mktemp("launcher") / "home"
    launched = Launched(home).open()
    health = launched.get("/health/live")
    with launched.database() as connection:
        connection.execute("create table kept as select 'a deal'::text as what")
    launched.eventually(lambda: launched.has_said(" ready."), "the worker takes tasks")
    launched.eventually(lambda: launched.has_said("the demo is loaded"), "the demo is loaded")
    children = launched.children()
    code = launched.end(signal.SIGINT)
    yield FirstStart(home, health, code, launched.output, children)
    if is_root():
        shutil.rmtree(SHARED / json.loads((home / "state.json").read_text())["cluster"])


def test_a_first_start_on_an_empty_home_serves_a_healthy_page(first_start: FirstStart) -> None:
    assert first_start.health[0] == 200


def test_it_says_where_it_is_open(first_start: FirstStart) -> None:
    assert "Monsoon is open at http://localhost:" in first_start.output


def test_it_is_open_before_the_demo_is_loaded(first_start: FirstStart) -> None:
    said = ["Monsoon is open at", "the demo is loaded: its people can sign in"]
    places = [first_start.output.index(line) for line in said]
    assert places == sorted(places)
    assert not (first_start.home / "demo.loading").exists()


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


@pytest.fixture(scope="module")
def second_start(first_start: FirstStart) -> Launched:
    """The same home again. The test of a killed launcher, the last one, ends it."""
    return Launched(first_start.home, STRIPE_PATIENCE_SECONDS="2").open()


def test_a_second_start_has_the_data_and_keeps_others_out(second_start: Launched) -> None:
    with second_start.database() as connection:
        assert connection.execute("select what from kept").fetchall() == [("a deal",)]
        assert connection.execute("show fsync").fetchall() == [("on",)]

    beside = manage(
        second_start.home, "shell", "-v", "0", "-c", "from accounts.models import User; print(User.objects.count() > 5)"
    )
    assert (beside.returncode, beside.stdout) == (0, "True\n"), beside.stderr
    assert stat.S_IMODE((second_start.home / "servers.env").stat().st_mode) == 0o600

    twin = Launched(second_start.home)
    assert twin.end() == 1
    assert f"already running on {second_start.home} (process {second_start.process.pid})" in twin.output


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


# --- What dies is started again (G1). Each kill meets a deal that was accepted a moment before.


# Contracts to sign, and as many to pay, for kills that come before a sweeper has found what the last ones interrupted.
IN_STOCK = 5


@pytest.fixture(scope="module")
def deals(second_start: Launched) -> Iterator[Beside]:
    """Offers that wait for the seller's yes, on the running launcher; contracts to sign and to pay."""
    beside = Beside(second_start.home)
    beside.ask(f"offer {2 * IN_STOCK + len(VICTIMS) + 1}")
    for number in range(2 * IN_STOCK):
        beside.ask(f"accept {number}")
    second_start.eventually(lambda: beside.ask("ready")["to_sign"] == 2 * IN_STOCK, "they are drawn up")
    for _ in range(IN_STOCK):
        beside.ask("sign")
    yield beside
    beside.close()


# What it takes with it.
BELOW = {
    "web": {"one_web_worker"},
    "worker": {"worker_child"},
    "worker_child": {"worker"},
}  # a child bears its parent's name
# Nobody answers while the web server is away; of one web process, only the request that it held is lost.
MAY_FAIL = {"database": {503}, "web": {0}, "one_web_worker": {0}}


RECOVERED_WITHIN_SECONDS = 10.0


@pytest.mark.parametrize(("number", "victim"), list(enumerate(VICTIMS)), ids=list(VICTIMS))
def test_g1_t01_t03_t11_who_is_killed_is_started_again_and_the_rest_goes_on(
    second_start: Launched, deals: Beside, number: int, victim: str
) -> None:
    """Meanwhile one deal is being drawn up, one sealed, one paid by card."""
    second_start.eventually(lambda: all(find(second_start) for find in VICTIMS.values()), "all run")
    others = [find for name, find in VICTIMS.items() if name not in {victim} | BELOW.get(victim, set())]
    before = [find(second_start)[:1] for find in others]
    second_start.eventually(lambda: all(deals.ask("ready").values()), "there is something to sign and to pay")
    assert "accepted" in deals.ask(f"send_on {2 * IN_STOCK + number}")
    recovery = kill(second_start, victim)
    assert recovery.statuses <= {200} | MAY_FAIL.get(victim, set())
    assert recovery.seconds < RECOVERED_WITHIN_SECONDS * recovery.slowness, recovery
    assert [find(second_start)[:1] for find in others] == before


def test_t02_g4_a_frozen_broker_holds_nobody_up(second_start: Launched, deals: Beside) -> None:
    """The first act pays a short time-out or two; while the breaker is open nobody pays. The work is done afterwards."""
    assert "accepted" in deals.ask(f"accept {2 * IN_STOCK + len(VICTIMS)}")
    headers = {"Authorization": f"Bearer {deals.ask('token')['token']}"}
    path = f"/api/v1/offers/{deals.ask('all_offers')['offers'][9]}/messages/"
    say = partial(second_start.post, path, {"text": "Hello"}, **headers)
    assert say() == 201
    (broker,) = second_start.pids("valkey-server")
    os.kill(broker, signal.SIGSTOP)
    try:
        answers = [timed(say) for _ in range(12)]
        health = second_start.get("/health/ready")
    finally:
        os.kill(broker, signal.SIGCONT)
    assert health == (200, b'{"status": "degraded", "missing": ["broker"]}')
    assert {status for _, status in answers} == {201}
    seconds = sorted(seconds for seconds, _ in answers)
    assert seconds[-1] < 3
    assert seconds[5] < 1  # the breaker of each of the two processes is open by now
    second_start.eventually(lambda: b'"ready"' in second_start.get("/health/ready")[1], "the broker is back")


def test_g3_a_silent_card_service_takes_no_more_than_half_of_the_threads(second_start: Launched, deals: Beside) -> None:
    """Eight click at once: at most two wait in each of two processes, the others hear at once, and pages are served."""
    due = deals.ask("due")
    headers = {"Authorization": f"Bearer {due['token']}"}
    pay = partial(second_start.post, f"/api/v1/instalments/{due['instalment']}/card/", {}, **headers)
    (sandbox,) = second_start.pids("stripe_sandbox")
    os.kill(sandbox, signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(8) as pool:
            payers = [pool.submit(pay) for _ in range(8)]
            second_start.eventually(lambda: sum(payer.done() for payer in payers) >= 4, "half hear at once")
            assert second_start.get("/catalogue/")[0] == 200
            assert not all(payer.done() for payer in payers)
    finally:
        os.kill(sandbox, signal.SIGCONT)
    assert {payer.result() for payer in payers} <= {503, 201}
    second_start.eventually(lambda: pay() == 201, "cards are taken again")


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """How long it took, in seconds, and what came back."""
    began = time.monotonic()
    answer = act()
    return time.monotonic() - began, answer


def test_t01_t03_after_all_kills_everything_was_done_once(second_start: Launched, deals: Beside) -> None:
    second_start.eventually(lambda: not any(deals.ask("in_flight").values()), "all are drawn up, sealed and paid")
    assert deals.ask("state") == {
        "contracts": 20,
        "states": {"active": 9, "signed": 5, "to_sign": 6},
        "documents": 20,
        "sealed": 14,
        "paid": 9,
        "books": [],
    }


def test_no_child_outlives_a_killed_launcher(second_start: Launched) -> None:
    children = second_start.children()
    assert len(children) > 8
    second_start.end(signal.SIGKILL)
    eventually(lambda: all_gone(children), "no child outlives a killed launcher")

"""Who dies is started again, later each time; who dies again and again is given up, with its last lines."""

import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from marketplace.tools.launcher.children import Again, Program
from marketplace.tools.launcher.problems import CannotStart
from marketplace.tools.launcher.supervisor import BACK_OFF, MAX_DEATHS, SELDOM, WITHIN_SECONDS, Supervisor
from tests.services import Quiet
from tests.tools.launcher.launching import eventually


class Clock:
    """Seconds that pass when a test says so."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Listening(Quiet):
    """Keeps what is said about the children."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def say(self, name: str, line: str) -> None:
        if name == "monsoon":
            self.said.append(line)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def console() -> Listening:
    return Listening()


@pytest.fixture
def supervisor(clock: Clock, console: Listening) -> Iterator[Supervisor]:
    """One past its start."""
    made = Supervisor(console, inherit=[], clock=clock)
    made.most_deaths = MAX_DEATHS
    yield made
    made.stop(["database", "beat", "setup"])


def sleeper(name: str = "beat", again: Again = Again.ALWAYS, prepare: Callable[[], None] = lambda: None) -> Program:
    """Says a word and lives until it is killed."""
    return Program(name, ["/bin/sh", "-c", "echo awake; exec sleep 600"], again=again, prepare=prepare)


def pid(supervisor: Supervisor, name: str = "beat") -> int:
    return next(child.process.pid for child in supervisor.children if child.name == name)


def kill(supervisor: Supervisor, name: str = "beat") -> None:
    child = next(child for child in supervisor.children if child.name == name)
    eventually(lambda: "awake" in child.last_lines, "it runs")
    child.process.send_signal(signal.SIGKILL)
    child.process.wait()
    supervisor.check()


def test_g1_a_single_death_is_answered_at_once_and_the_others_go_on(supervisor: Supervisor, console: Listening) -> None:
    prepared: list[int] = []
    supervisor.start(sleeper("database"))
    supervisor.start(sleeper(prepare=lambda: prepared.append(1)))
    beat, database = pid(supervisor), pid(supervisor, "database")
    kill(supervisor)
    assert pid(supervisor) != beat
    assert pid(supervisor, "database") == database
    assert prepared == [1, 1]
    assert console.said == ["beat was killed by SIGKILL; it is started again"]


def test_each_further_death_is_answered_later(supervisor: Supervisor, clock: Clock) -> None:
    supervisor.start(sleeper())
    for wait in BACK_OFF[:4]:
        dead = pid(supervisor)
        kill(supervisor)
        if wait:
            clock.now += wait - 0.01
            supervisor.check()
            assert pid(supervisor) == dead
            assert supervisor.missing == ["beat"]
            clock.now += 0.02
            supervisor.check()
        assert pid(supervisor) != dead
        assert supervisor.missing == []


def test_deaths_of_long_ago_are_forgotten(supervisor: Supervisor, clock: Clock) -> None:
    supervisor.start(sleeper())
    for _ in range(MAX_DEATHS + 2):
        dead = pid(supervisor)
        kill(supervisor)
        assert pid(supervisor) != dead
        clock.now += WITHIN_SECONDS + 1


def test_one_that_is_needed_is_given_up_with_its_last_lines(supervisor: Supervisor, clock: Clock) -> None:
    supervisor.start(sleeper("database"))
    for _ in range(MAX_DEATHS - 1):
        kill(supervisor, "database")
        clock.now += max(BACK_OFF)
        supervisor.check()
    with pytest.raises(CannotStart, match=r"database was killed by SIGKILL\. Its last lines:\n  awake"):
        kill(supervisor, "database")


def test_without_one_that_is_not_needed_the_rest_goes_on_and_it_is_tried_seldom(
    supervisor: Supervisor, clock: Clock, console: Listening
) -> None:
    supervisor.start(sleeper())
    for _ in range(MAX_DEATHS):
        kill(supervisor)
        clock.now += max(BACK_OFF)
        supervisor.check()
    dead = pid(supervisor)
    assert "  awake" in console.said
    assert f"beat died {MAX_DEATHS} times in 120 s; the rest goes on without it" in console.said
    clock.now += SELDOM
    supervisor.check()
    assert pid(supervisor) != dead


def test_while_everything_starts_the_third_death_is_the_last(supervisor: Supervisor, clock: Clock) -> None:
    supervisor.most_deaths = 3
    supervisor.start(Program("beat", [sys.executable, "-c", "print('no such option')"]))
    for _ in range(2):
        supervisor.children[0].process.wait()
        supervisor.check()
        clock.now += 1
        supervisor.check()
    supervisor.children[0].process.wait()
    with pytest.raises(CannotStart, match=r"beat ended with exit code 0\. Its last lines:\n  no such option"):
        supervisor.check()


def test_what_runs_once_is_not_started_again(supervisor: Supervisor) -> None:
    supervisor.start(sleeper("setup", again=Again.NEVER))
    setup = pid(supervisor, "setup")
    kill(supervisor, "setup")
    assert pid(supervisor, "setup") == setup


@pytest.mark.parametrize(("code", "starts"), [(0, 1), (1, 2)])
def test_what_is_done_is_not_started_again_and_what_failed_is(supervisor: Supervisor, code: int, starts: int) -> None:
    started: list[int] = []
    supervisor.start(
        Program(
            "setup", ["/bin/sh", "-c", f"exit {code}"], again=Again.AFTER_FAILURE, prepare=lambda: started.append(1)
        )
    )
    supervisor.children[0].process.wait()
    supervisor.check()
    assert len(started) == starts


def test_what_it_leaves_in_its_process_group_goes_with_it(supervisor: Supervisor) -> None:
    supervisor.start(Program("beat", ["/bin/sh", "-c", "sleep 600 & echo $!; echo awake; wait"]))
    child = supervisor.children[0]
    eventually(lambda: "awake" in child.last_lines, "it runs")
    orphan = child.last_lines[0]
    kill(supervisor)
    eventually(lambda: not is_running(orphan), "the orphan is gone")


def is_running(number: str) -> bool:
    """Whether the process lives; a dead one that nobody waited for does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(") ")[2][0] != "Z"
    except OSError:
        return False

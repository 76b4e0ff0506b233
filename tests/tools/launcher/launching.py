"""Starting `python -m marketplace.tools.launcher` as a newcomer would, and looking at its processes."""

import contextlib
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from marketplace.tools.launcher.children import Program, start_program
from marketplace.tools.launcher.database import database_address
from marketplace.tools.launcher.ports import free_port
from marketplace.tools.launcher.programs import ROOT

# A busy machine is slow, so patience is counted while nothing moves; the other bound is for a thing that moves for ever.
STANDSTILL_SECONDS, MAX_SECONDS = 60, 900
LOOK_SECONDS = 2  # looking at every process takes time that they need themselves
SHORTEST_PAUSE, LONGEST_PAUSE = 0.002, 0.05
STARTED: list["Launched"] = []


def eventually(happens: Callable[[], bool], what: str, moved: Callable[[], object] = lambda: None) -> None:
    """Wait for it as long as `moved` gives another value now and then; fail when it stands still."""
    began = last = looked = time.monotonic()
    seen, pause = moved(), SHORTEST_PAUSE
    while not happens():
        now = time.monotonic()
        if now - looked > LOOK_SECONDS:
            looked, current = now, moved()
            if current != seen:
                last, seen = now, current
        assert now - last < STANDSTILL_SECONDS, f"nothing moves: {what}"
        assert now - began < MAX_SECONDS, f"moves, but never: {what}"
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def end_all() -> None:
    """End every launcher that still lives, and whatever runs below it: for a finalizer."""
    while STARTED:
        launched = STARTED.pop()
        below = launched.children()
        if launched.process.poll() is None:
            launched.process.kill()
            launched.process.wait()
        for pid in below.keys() & parents().keys():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


class Launched:
    """One launcher. Its environment is a newcomer's: nothing but a home and a port is given, and what a test sets."""

    def __init__(self, home: Path, port: int | str | None = None, **settings: str) -> None:
        self.home = home
        self.port = port or free_port()
        environment = {"PATH": "/usr/bin:/bin", "MONSOON_HOME": str(home), "PORT": str(self.port), **settings}
        # It ends when we do, however we end.
        self.process = start_program(
            Program("launcher", [sys.executable, "-m", "marketplace.tools.launcher"], environment, folder=ROOT)
        )
        STARTED.append(self)
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.decode(errors="replace").rstrip())

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    def has_said(self, text: str) -> bool:
        """Whether it said so; fails at once when it ended without saying it."""
        if self.process.poll() is not None:
            self._reader.join(timeout=5)
            assert text in self.output, self.output
        return text in self.output

    def moved(self) -> object:
        """Changes as long as the launcher or one of its children does something."""
        return len(self.lines), sum(map(ticks, [self.process.pid, *self.children()]))

    def eventually(self, happens: Callable[[], bool], what: str) -> None:
        """Wait for it as long as the launcher is alive and moving."""

        def alive_and_happens() -> bool:
            if happens():
                return True
            assert self.process.poll() is None, self.output
            return False

        eventually(alive_and_happens, what, self.moved)

    def open(self) -> "Launched":
        """Wait until the first page is healthy and everything runs."""
        self.eventually(lambda: self.has_said("Monsoon is open at"), "open")
        return self

    def end(self, with_signal: signal.Signals | None = None) -> int:
        """Send the signal, if any, and wait for the end. Returns the exit code."""
        if with_signal is not None:
            self.process.send_signal(with_signal)
        eventually(lambda: self.process.poll() is not None, "the end", self.moved)
        code = self.process.wait()
        self._reader.join(timeout=5)
        return code

    def children(self) -> dict[int, str]:
        """All processes below it: number and command line."""
        found, alive = {self.process.pid}, parents()
        for _generation in range(4):
            found |= {pid for pid, parent in alive.items() if parent in found}
        return {pid: command_line(pid) for pid in found - {self.process.pid}}

    def pids(self, word: str, of: list[int] | None = None) -> list[int]:
        """The direct children, of the launcher or of other processes, whose command line has the word in it."""
        above = [self.process.pid] if of is None else of
        return sorted(pid for pid, parent in parents().items() if parent in above and word in command_line(pid))

    def get(self, path: str, **headers: str) -> tuple[int, bytes]:
        """Status and body of one page; status 0 where nobody answers."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, body: dict[str, Any], **headers: str) -> int:
        """The status of a call with a JSON body."""
        return self._ask("POST", path, json.dumps(body), {**headers, "Content-Type": "application/json"})[0]

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", int(self.port), timeout=60)
        try:
            connection.request(method, path, body=body, headers=headers)
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            connection.close()

    def database(self) -> "psycopg.Connection[tuple[object, ...]]":
        """A connection to its database, with the secret from its state file."""
        state = json.loads((self.home / "state.json").read_text())
        return psycopg.connect(
            database_address(state["database_password"], state["ports"]["database"]), autocommit=True
        )


def manage(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """`manage.py` as somebody calls it beside `make run`: only the home is given."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "MONSOON_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=MAX_SECONDS,
    )


class Beside:
    """A `tests.tools.launcher.deals` beside a launcher: one line in, one answer out."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.tools.launcher.deals"],
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "MONSOON_HOME": str(home)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, command: str) -> dict[str, Any]:
        """Its answer to one command."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()
        found: dict[str, Any] = json.loads(self.process.stdout.readline())
        return found

    def close(self) -> None:
        """It ends at the end of its input."""
        self.process.communicate()


def parents() -> dict[int, int]:
    """All living processes, and the process above each."""
    found = {}
    for pid in filter(str.isdigit, os.listdir("/proc")):  # noqa: PTH208 -- asked often, and of hundreds
        with contextlib.suppress(OSError), open(f"/proc/{pid}/stat", "rb") as file:  # noqa: PTH123 -- likewise
            state, parent = file.read().rpartition(b") ")[2].split(maxsplit=2)[:2]
            if state != b"Z":
                found[int(pid)] = int(parent)
    return found


def command_line(pid: int) -> str:
    """The command line of a process; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def ticks(pid: int) -> int:
    """The processor time that a process has used, in clock ticks; 0 when it is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


def all_gone(before: dict[int, str]) -> bool:
    """Whether none of these processes lives any more."""
    return not before.keys() & parents().keys()


def is_root() -> bool:
    """Whether the embedded PostgreSQL has to run as somebody else."""
    return os.geteuid() == 0

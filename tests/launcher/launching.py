"""Starting `python -m marketplace.launcher` as a newcomer would, and looking at its processes."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from marketplace.launcher.database import address
from marketplace.launcher.ports import free_port
from marketplace.launcher.programs import ROOT


def eventually(happens: Callable[[], bool], what: str, limit: float = 60) -> None:
    """Wait for it; fail after `limit` seconds."""
    deadline = time.monotonic() + limit
    while not happens():
        assert time.monotonic() < deadline, f"not within {limit} s: {what}"
        time.sleep(0.02)


class Launched:
    """One launcher. Its environment is a newcomer's: nothing but a home and a port is given."""

    def __init__(self, home: Path, port: int | str | None = None) -> None:
        self.home = home
        self.port = port or free_port()
        environment = {"PATH": "/usr/bin:/bin", "MONSOON_HOME": str(home), "PORT": str(self.port)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "marketplace.launcher"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line.rstrip())

    @property
    def output(self) -> str:
        return "\n".join(self.lines)

    def has_said(self, text: str) -> bool:
        """Whether it said so; fails at once when it ended without saying it."""
        if self.process.poll() is not None:
            self._reader.join(timeout=5)
            assert text in self.output, self.output
        return text in self.output

    def open(self) -> "Launched":
        """Wait until the first page is healthy and everything runs."""
        eventually(lambda: self.has_said("Monsoon is open at"), "open")
        return self

    def end(self, with_signal: signal.Signals | None = None) -> int:
        """Send the signal, if any, and wait for the end. Returns the exit code."""
        if with_signal is not None:
            self.process.send_signal(with_signal)
        code = self.process.wait(timeout=60)
        self._reader.join(timeout=5)
        return code

    def children(self) -> dict[int, str]:
        """All processes below it: number and command line."""
        found = {self.process.pid: ""}
        for _generation in range(4):
            found.update({pid: line for pid, (parent, line) in processes().items() if parent in found})
        del found[self.process.pid]
        return found

    def child(self, word: str) -> int:
        """The direct child whose command line has the word in it."""
        found = processes()
        return next(pid for pid, line in self.children().items() if word in line and found[pid][0] == self.process.pid)

    def database(self) -> "psycopg.Connection[tuple[object, ...]]":
        """A connection to its database, with the secret from its state file."""
        state = json.loads((self.home / "state.json").read_text())
        return psycopg.connect(address(state["database_password"], state["ports"]["database"]), autocommit=True)


def manage(home: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """`manage.py` as somebody calls it beside `make run`: only the home is given."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "MONSOON_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def processes() -> dict[int, tuple[int, str]]:
    """All living processes: number, parent, command line."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, parent = (folder / "stat").read_text().rpartition(") ")[2].split()[:2]
                line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if state != "Z":
                found[int(folder.name)] = (int(parent), line)
    return found


def all_gone(before: dict[int, str]) -> bool:
    """Whether none of these processes lives any more."""
    return not before.keys() & processes().keys()


def is_root() -> bool:
    """Whether the embedded PostgreSQL has to run as somebody else."""
    return os.geteuid() == 0

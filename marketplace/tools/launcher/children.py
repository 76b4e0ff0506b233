"""Child processes: started so that they cannot outlive us, their lines shown with a name in front."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)
COLOURS = (36, 33, 35, 32, 34, 96, 93, 95)


class Console:
    """Standard output, shared by everybody who has a line to say."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._colours: dict[str, int] = {}
        self._coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ

    def say(self, name: str, line: str) -> None:
        """Print one line after its speaker's name."""
        head = f"{name:>8} |"
        with self._lock:
            if self._coloured:
                colour = self._colours.setdefault(name, COLOURS[len(self._colours) % len(COLOURS)])
                head = f"\033[{colour}m{head}\033[0m"
            # Whoever read our output may be gone. The children's pipes must be emptied all the same.
            with contextlib.suppress(OSError):
                print(head, line, flush=True)


class Again(Enum):
    """When a program that ended is started again."""

    ALWAYS = auto()
    AFTER_FAILURE = auto()
    NEVER = auto()


@dataclass(frozen=True)
class Program:
    """How to call one child. `user` is the account it runs as, None for ours; times are in seconds.

    `prepare` is called before every start; `again` says when one that ended is started again.
    """

    name: str
    command: Sequence[str | Path]
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    folder: Path | None = None
    user: tuple[int, int] | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_limit: float = 15
    prepare: Callable[[], None] = lambda: None
    again: Again = Again.ALWAYS


class Child:
    """A running program. Its last lines are kept, to be shown if it dies."""

    def __init__(self, program: Program, console: Console, inherit: Sequence[int] = ()) -> None:
        self.program = program
        self.name = program.name
        self._console = console
        self.last_lines: deque[str] = deque(maxlen=15)
        self.process = start_program(program, inherit)
        assert self.process.stdout is not None
        self._reader = threading.Thread(target=self._pass_on, args=(self.process.stdout,), daemon=True)
        self._reader.start()

    def _pass_on(self, lines: IO[bytes]) -> None:
        for raw in lines:
            line = raw.decode(errors="replace").rstrip()
            self.last_lines.append(line)
            self._console.say(self.name, line)

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    @property
    def is_missed(self) -> bool:
        """Whether it ended and must be started again."""
        code, again = self.process.poll(), self.program.again
        return code is not None and (again is Again.ALWAYS or (again is Again.AFTER_FAILURE and code != 0))

    def ending(self) -> str:
        """How it ended, in words. Waits for the last of its lines."""
        self._reader.join(timeout=1)
        code = self.process.wait()
        if code < 0:
            return f"was killed by {signal.Signals(-code).name}"
        return f"ended with exit code {code}"

    def stop(self) -> None:
        """Ask it to end, make it end after its limit, and leave nothing of its process group behind."""
        if not self.ended:
            self.process.send_signal(self.program.stop_signal)
            try:
                self.process.wait(self.program.stop_limit)
            except subprocess.TimeoutExpired:
                self._console.say("monsoon", f"{self.name} did not stop within {self.program.stop_limit:.0f} s: killed")
        self.end_group()
        self.process.wait()
        self._reader.join(timeout=1)

    def end_group(self) -> None:
        """Kill what is left of its process group."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def start_program(program: Program, inherit: Sequence[int] = ()) -> "subprocess.Popen[bytes]":
    """Start the program in a process group of its own; it gets its stop signal when we die, however we die.

    Must be called from the main thread: the kernel means the thread, not the process, by "parent".
    """
    user, group = program.user or (None, None)
    return subprocess.Popen(
        [str(part) for part in program.command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=program.folder,
        env=dict(program.environment),
        user=user,
        group=group,
        extra_groups=None if user is None else [],
        process_group=0,
        pass_fds=inherit,
        # Two system calls and no lock: nothing that a thread of ours could hold while we fork.
        preexec_fn=_die_with_parent(os.getpid(), program.stop_signal),  # noqa: PLW1509 -- see the line above
    )


def _die_with_parent(parent: int, with_signal: signal.Signals) -> Callable[[], None]:
    def prepare() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, int(with_signal))
        if os.getppid() != parent:  # it died before we could ask
            os._exit(1)

    return prepare

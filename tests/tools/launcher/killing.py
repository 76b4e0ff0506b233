"""Whom the tests of a running market kill, and how long it takes until everything is there again."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.tools.launcher.launching import Launched

# how it is called -> its processes, of which the first is killed
VICTIMS: dict[str, Callable[[Launched], list[int]]] = {
    # The first ones lose tasks: sweepers find the work again while the others are killed.
    "worker": lambda launched: launched.pids(":app worker"),
    "worker_child": lambda launched: launched.pids("", of=launched.pids(":app worker")),
    "broker": lambda launched: launched.pids("valkey-server"),
    "database": lambda launched: launched.pids("bin/postgres"),
    "web": lambda launched: launched.pids("-m granian"),
    "one_web_worker": lambda launched: launched.pids("granian", of=launched.pids("-m granian")),
    "beat": lambda launched: launched.pids(":app beat"),
    "follower": lambda launched: launched.pids("follow_rights"),
    "stripe": lambda launched: launched.pids("stripe_sandbox"),
}
# A page in a row more than the web server has threads: none of them is stuck.
PAGES_IN_A_ROW = 5


@dataclass
class Recovery:
    """What a visitor saw, and the seconds until the successor ran and pages came. `slowness` is the machine's meanwhile:
    how many seconds a second of work took."""

    statuses: set[int] = field(default_factory=set)
    seconds: float = 0.0
    slowness: float = 1.0


def kill(launched: Launched, victim: str) -> Recovery:
    """Kill the victim, ask for a page until its successor runs and some pages in a row came."""
    before = VICTIMS[victim](launched)
    began = time.monotonic()
    os.kill(before[0], signal.SIGKILL)
    statuses: list[int] = []
    slowness = Slowness()

    def recovered() -> bool:
        statuses.append(launched.get("/catalogue/")[0])
        slowness.measure()
        now = VICTIMS[victim](launched)
        return len(now) == len(before) and before[0] not in now and statuses[-PAGES_IN_A_ROW:] == [200] * PAGES_IN_A_ROW

    launched.eventually(recovered, f"{victim} is started again")
    return Recovery(set(statuses), time.monotonic() - began, slowness.ratio)


class Slowness:
    """How much longer work takes here than it would on a machine that does nothing else."""

    def __init__(self) -> None:
        self._wall = self._own = 0.0

    def measure(self) -> None:
        """Work for a hundredth of a second."""
        wall, own = time.monotonic(), time.thread_time()
        while time.thread_time() - own < 0.01:
            pass
        self._wall += time.monotonic() - wall
        self._own += time.thread_time() - own

    @property
    def ratio(self) -> float:
        return self._wall / self._own

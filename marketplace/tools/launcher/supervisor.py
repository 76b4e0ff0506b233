"""Children that are started again when they die. One that dies again and again is given up, with its last words."""

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from marketplace.tools.launcher.children import Child, Console, Program
from marketplace.tools.launcher.problems import CannotStart

# Seconds from the nth death in a row to the next start. A single death is answered at once.
BACK_OFF = (0.0, 0.2, 0.5, 1.0, 2.0, 4.0, 8.0)
WITHIN_SECONDS = 120.0
MAX_DEATHS = 10
# Whoever dies while everything starts is most likely set up wrongly: people wait in front of the screen.
MAX_DEATHS_AT_START = 3
# Pages are shown without the others: one that keeps dying is said aloud and tried at this distance, in seconds.
VITAL = frozenset({"database", "web"})
SELDOM = 60.0


@dataclass
class History:
    """When a child died lately, and when it is started again; None while it runs. Seconds of the monotonic clock."""

    deaths: deque[float] = field(default_factory=deque)
    again_at: float | None = None

    def add(self, now: float) -> int:
        """Note a death. Returns the number of deaths that still count."""
        self.deaths.append(now)
        while self.deaths[0] < now - WITHIN_SECONDS:
            self.deaths.popleft()
        return len(self.deaths)


class Supervisor:
    """The running children of one launcher."""

    def __init__(self, console: Console, inherit: Sequence[int], clock: Callable[[], float] = time.monotonic) -> None:
        self.children: list[Child] = []
        self.most_deaths = MAX_DEATHS_AT_START
        self._console = console
        self._inherit = inherit
        self._clock = clock
        self._histories: dict[str, History] = {}

    def say(self, line: str) -> None:
        self._console.say("monsoon", line)

    @property
    def missing(self) -> list[str]:
        """The names of those that died and wait to be started again."""
        return sorted(name for name, history in self._histories.items() if history.again_at is not None)

    def start(self, program: Program) -> Child:
        """Start a child. Must be called from the main thread (see `children.start`)."""
        program.prepare()
        child = Child(program, self._console, inherit=self._inherit)
        self.children.append(child)
        return child

    def check(self) -> None:
        """Start again whoever died. Raises CannotStart when one that is needed keeps dying."""
        for child in [child for child in self.children if child.is_missed]:
            history = self._histories.setdefault(child.name, History())
            if history.again_at is None:
                self._bury(child, history)
            if history.again_at is not None and self._clock() >= history.again_at:
                history.again_at = None
                self.children.remove(child)
                self.start(child.program)

    def _bury(self, child: Child, history: History) -> None:
        """Note the death, end what is left of its process group, and say when the next one starts."""
        child.end_group()
        count = history.add(self._clock())
        wait = BACK_OFF[min(count, len(BACK_OFF)) - 1]
        if count >= self.most_deaths:
            if child.name in VITAL or self.most_deaths == MAX_DEATHS_AT_START:
                raise death_of(child)
            wait = SELDOM
            for line in str(death_of(child)).splitlines():
                self.say(line)
            self.say(f"{child.name} died {count} times in {WITHIN_SECONDS:.0f} s; the rest goes on without it")
        history.again_at = self._clock() + wait
        self.say(f"{child.name} {child.ending()}; it is started again{f' in {wait:g} s' if wait else ''}")

    def stop(self, order: Sequence[str]) -> None:
        """Stop all children, in the order of their names."""
        for child in sorted(self.children, key=lambda child: order.index(child.name)):
            child.stop()
        self.children.clear()


def death_of(child: Child) -> CannotStart:
    """How the child ended, with its last lines."""
    ending, said = child.ending(), [f"  {line}" for line in child.last_lines]
    lines = [f"{child.name} {ending}. Its last lines:", *said] if said else [f"{child.name} {ending} without a word."]
    return CannotStart("\n".join(lines))
